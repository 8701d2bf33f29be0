#!/usr/bin/env python3
"""Holds the includes of src/ against the layers: check_layers.py SOURCE_ROOT

An include only ever points to the own folder or to one further up the table, and some libraries have one folder only.
"""
import pathlib
import re
import sys

# What each folder (or file) may include beside itself.
ALLOWED = {
    "types.h": [],
    "text": ["types.h"],
    "html": ["types.h", "text"],
    "sites": ["types.h", "text"],
    "input": ["types.h", "text"],
    "rules": ["types.h", "text", "sites"],
    "engine": ["types.h", "text", "sites", "rules"],
    "pith": ["types.h", "text", "sites", "rules", "engine", "config.h"],
    "measure": ["types.h", "text", "input", "pith"],
    "output": ["types.h", "text", "input", "pith", "measure"],
    "cli": ["types.h", "text", "html", "input", "measure", "output", "pith"],
}
# Libraries that are wrapped once.
ONLY_IN = {
    "unicode/": ["text"],
    "libpsl.h": ["sites"],
    "re2/": ["rules"],
    "simdjson.h": ["input"],
    "boost/": ["cli"],
}


def room(path: str) -> str:
    """The row of the table that a path under src/ belongs to."""
    if path in ("pith.h", "pith.cpp"):
        return "pith"
    return path.split("/")[0]


def main() -> int:
    source = pathlib.Path(sys.argv[1]) / "src"
    problems, files = [], 0
    for path in sorted(source.rglob("*")):
        if path.suffix not in (".h", ".cpp"):
            continue
        files += 1
        here = room(path.relative_to(source).as_posix())
        if here not in ALLOWED:
            problems.append(f"{path}: `{here}` has no row in the table of layers")
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            own = re.match(r'#include "([^"]+)"', line)
            if own and room(own[1]) not in [here, *ALLOWED[here]]:
                problems.append(f"{path}:{number}: {here} must not include {own[1]}")
            outside = re.match(r"#include <([^>]+)>", line)
            for library, rooms in ONLY_IN.items():
                if outside and outside[1].startswith(library) and here not in rooms:
                    problems.append(f"{path}:{number}: only {', '.join(rooms)} may include <{outside[1]}>")
    print("\n".join(problems) if problems else f"{files} files keep to the layers")
    return 1 if problems or files == 0 else 0


sys.exit(main())
