#!/usr/bin/env python3
"""Writes rule files into a C++ source as raw bytes: embed.py OUTPUT ROOT FILE..."""
import os
import sys

output, root, *paths = sys.argv[1:]


def literal(data: bytes) -> str:
    """A C++ string literal, cut into pieces of a length that every compiler takes."""
    pieces = []
    for start in range(0, len(data), 2000):
        # Three octal digits never run into a digit behind them.
        escaped = "".join(
            chr(b) if 32 <= b < 127 and chr(b) not in '"\\?' else f"\\{b:03o}" for b in data[start : start + 2000]
        )
        pieces.append(f'"{escaped}"')
    return "\n    ".join(pieces) or '""'


entries = []
for path in sorted(paths, key=lambda p: os.path.relpath(p, root)):
    with open(path, "rb") as file:
        data = file.read()
    name = os.path.relpath(path, root).replace(os.sep, "/")
    entries.append(f'    {{{literal(name.encode())},\n    std::string_view({literal(data)}, {len(data)})}},\n')

with open(output, "w", encoding="ascii") as file:
    # The standard asks compilers for 65,536 characters only; the ones that build this take any length.
    file.write('#pragma GCC diagnostic ignored "-Woverlength-strings"\n\n')
    file.write('#include "rules/builtin.h"\n\n#include <array>\n\nnamespace pith {\nnamespace {\n\n')
    file.write(f"constexpr std::array<BuiltinFile, {len(entries)}> kFiles = {{{{\n")
    file.writelines(entries)
    file.write("}};\n\n}  // namespace\n\n")
    file.write("std::span<const BuiltinFile> builtin_files() { return kFiles; }\n\n}  // namespace pith\n")
