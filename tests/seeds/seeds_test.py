#!/usr/bin/env python3
"""Holds the program against article texts that are not part of the project: seeds_test.py PROGRAM SHARED

SHARED/seeds holds real texts with labels, SHARED/tools/seeds.py compares. Besides, what `explain` prints for each text, put under
a test statement of an empty rule file, must pass. Without SHARED the test is skipped (exit 77).
"""
import pathlib
import subprocess
import sys
import tempfile

program, shared = sys.argv[1], pathlib.Path(sys.argv[2])
if not (shared / "seeds").is_dir():
    print(f"SKIPPED: {shared}/seeds is not there")
    sys.exit(77)

failed = False
for arguments in (["--site"], []):
    run = subprocess.run([sys.executable, shared / "tools" / "seeds.py", program, *arguments], capture_output=True, text=True)
    print(run.stdout, end="")
    failed |= run.returncode != 0 or not run.stdout.rstrip().endswith("5 of 5 clean")

for path in sorted((shared / "seeds").glob("*.txt")):
    explained = subprocess.run([program, "explain", path], capture_output=True, text=True, encoding="utf-8")
    site = next(line.split()[2].rstrip(",") for line in explained.stdout.splitlines() if line.startswith("# site: "))
    with tempfile.TemporaryDirectory() as folder:
        rules = pathlib.Path(folder) / "scratch.rules"
        rules.write_text(f'format 1\n\ntest "explained" on {site}\n{explained.stdout}', encoding="utf-8")
        check = subprocess.run([program, "check", rules], capture_output=True, text=True)
    good = explained.returncode == 0 and check.returncode == 0 and "-[" in explained.stdout
    failed |= not good
    print(f"{path.name}: as a test on {site}: {'passes' if good else check.stdout + check.stderr}")
sys.exit(failed)
