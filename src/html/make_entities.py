#!/usr/bin/env python3
"""Writes the named character references of HTML into a C++ source at build time: make_entities.py OUTPUT

The names are those of WHATWG HTML, 13.5, as Python's standard library has them. A name is kept without its semicolon;
`bare` says that it also stands without one. entities.cpp finds a name by its hash: `hash_of` is the same there and here.
"""
import sys
from html.entities import html5

BUCKETS = 4096


def hash_of(name: str) -> int:
    value = 0
    for byte in name.encode("ascii"):
        value = (value * 33 + byte) % 2**32
    return (value ^ value >> 12) % BUCKETS


def main() -> None:
    names = sorted((hash_of(name[:-1]), name[:-1]) for name in html5 if name.endswith(";"))
    bare = {name for name in html5 if not name.endswith(";")}
    assert all(name.isalnum() and html5[name + ";"] == html5[name] for name in bare)
    assert all(name.isalnum() and 2 <= len(name) < 32 for _, name in names)
    assert all(len(html5[name + ";"].encode()) <= 6 for _, name in names)

    letters, entities, firsts = "", [], []
    for value, name in names:
        while len(firsts) <= value:
            firsts.append(len(entities))
        text = "".join(f"\\{byte:03o}" for byte in html5[name + ";"].encode())
        size = len(html5[name + ";"].encode())
        entities.append(f'{{{len(letters)}, {len(name)}, {str(name in bare).lower()}, {size}, "{text}"}},')
        letters += name
    firsts += [len(entities)] * (BUCKETS + 1 - len(firsts))

    with open(sys.argv[1], "w", encoding="ascii") as out:
        out.write('// Written by make_entities.py.\n#include "html/entity_table.h"\n\nnamespace pith {\n\n')
        out.write("const char kEntityNames[] =\n")
        out.writelines(f'    "{letters[i:i + 100]}"\n' for i in range(0, len(letters), 100))
        out.write(";\n\nconst Entity kEntities[] = {\n")
        out.writelines(f"    {entity}\n" for entity in entities)
        buckets = ",".join(map(str, firsts))
        out.write(f"}};\n\nconst std::uint16_t kEntityBuckets[kEntityBucketCount + 1] = {{\n{buckets}}};\n")
        out.write("\n}  // namespace pith\n")


main()
