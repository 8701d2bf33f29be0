#!/usr/bin/env python3
"""Runs what the READMEs show: readme_test.py PROGRAM SOURCE_ROOT

Every command in a `sh` block and every `build/pith …` in running text is run (with a real file where a name stands for one), every
`text` block that opens with `format` is a rule file whose tests must pass, and the walk through rules/README.md is walked.
"""
import gzip
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

program, root = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve()
problems, runs = [], 0

# What a name in a command stands for. `setup`, `meson` and `bash .ci/run` run this very test.
STANDS_FOR = {"dump/": "dump", "clean/": "out", "page.txt": "dump/en/orchard-bees.txt", "HOST": "example.org", "FILE": "example.rules", "gold/": "gold"}
LEFT_OUT = ("meson", "bash .ci/run", "build-fuzz/")


def blocks(text: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", text, flags=re.S | re.M)


def run(command: str, folder: pathlib.Path) -> None:
    global runs
    runs += 1
    done = subprocess.run(command, shell=True, cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=120)
    # What else the machine does may look like a slowdown.
    allowed = (0, 1) if "--compare" in command else (0,)
    if done.returncode not in allowed:
        problems.append(f"{command}\n  exit {done.returncode}\n{done.stdout[-800:]}{done.stderr[-800:]}")


def prepared(command: str) -> str:
    """The command as it can be run in the scratch folder; empty for those that are left out."""
    command = command.split("    #")[0].strip().removeprefix("./setup && ")
    if not command or command.startswith(LEFT_OUT) or "…" in command or command.startswith("CXX="):
        return ""
    command = command.replace("curl -s URL", "cat dump/en/orchard-bees.txt")
    command = command.replace("-o clean", "-o out").replace("out/", "out")
    words = [STANDS_FOR.get(word, word) for word in shlex.split(command)]
    words = [program if word == "build/pith" else word for word in words]
    return " ".join(word if word == "|" else shlex.quote(word) for word in words)


with tempfile.TemporaryDirectory() as scratch:
    folder = pathlib.Path(scratch)
    (folder / "tests").symlink_to(root / "tests")
    (folder / "rules").symlink_to(root / "rules")
    for name in ("dump", "gold"):
        subprocess.run(["cp", "-rL", root / "tests" / "articles", folder / name], check=True)

    wet = b"".join(
        b"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://example.org/\r\nContent-Type: text/plain\r\n"
        b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (len(text), text)
        for text in (path.read_bytes() for path in sorted((folder / "dump").rglob("*.txt")))
    )
    (folder / "crawl.wet.gz").write_bytes(gzip.compress(wet))

    readme = (root / "README.md").read_text(encoding="utf-8")
    guide = (root / "rules" / "README.md").read_text(encoding="utf-8")
    for text in (readme, guide):
        for block in blocks(text, "text"):
            if block.startswith("format"):
                (folder / "example.rules").write_text(block, encoding="utf-8")
                run(f"{program} check example.rules", folder)
    for block in blocks(readme, "sh"):
        for line in block.splitlines():
            if command := prepared(line):
                subprocess.run(["rm", "-rf", folder / "out"], check=True)
                run(command, folder)
    for inline in sorted(set(re.findall(r"`(build/pith [^`]+)`", readme))):
        if command := prepared(inline):
            run(command, folder)

    # The walk: the text, the rule file, what explain then says.
    article = next(block for block in blocks(guide, "text") if block.startswith("Saltmere bridge"))
    rules = next(block for block in blocks(guide, "text") if block.startswith("format"))
    (folder / "bridge.txt").write_text(article, encoding="utf-8")
    (folder / "bridge.rules").write_text(rules, encoding="utf-8")
    (folder / "texts").mkdir()
    (folder / "texts" / "bridge.txt").write_text(article, encoding="utf-8")
    for command in ("check bridge.rules", "explain bridge.txt", "explain -r bridge.rules bridge.txt",
                    "explain -r bridge.rules --rule teaser bridge.txt", "clean -r bridge.rules texts/ -o walked/"):
        run(f"{program} {command}", folder)
    cleaned = (folder / "walked" / "bridge.txt").read_text(encoding="utf-8") if (folder / "walked").is_dir() else ""
    wanted = [line for line in article.splitlines() if line and not re.match("swing bridge|The bridge seen|MORE|Trending|Storm|Six plum", line)]
    if [line for line in cleaned.splitlines() if line] != wanted:
        problems.append(f"the walk gives:\n{cleaned}")

print("\n".join(problems) if problems else f"{runs} commands and rule files of the READMEs work")
sys.exit(1 if problems or runs < 12 else 0)
