#!/usr/bin/env python3
"""The benchmarks' corpus is right: pith removes exactly the lines that the generator says.

  smoke.py GENERATE PITH
"""
import pathlib
import subprocess
import sys
import tempfile

GENERATE, PITH = sys.argv[1:3]


def main() -> int:
    failed = 0
    for shape in ("news", "short_lines", "long_lines"):
        for rules in (10, 500, 5000):
            with tempfile.TemporaryDirectory(prefix="pith-bench-") as name:
                folder = pathlib.Path(name)
                subprocess.run(
                    [GENERATE, folder, "--rules", str(rules), "--bytes", "200000", "--shape", shape], check=True
                )
                run = subprocess.run(
                    [PITH, "clean", "--quiet", "--no-builtin", "--rules", folder / "bench.rules", folder / "text.txt"],
                    capture_output=True,
                )
                right = run.returncode == 0 and run.stdout == (folder / "kept.txt").read_bytes()
                print(f"{'ok    ' if right else 'WRONG '} {shape}, {rules} rules {run.stderr.decode()}")
                failed += not right
    return 1 if failed else 0


sys.exit(main())
