#!/usr/bin/env python3
"""Runs the program as its users do and holds what they see against case files.

  run_cases.py PROGRAM CASES_DIR [--update] [--only WORD]

A case is a text file: a sentence that says what it shows, then blocks, each headed by a line of its own.

  <<< file PATH        makes a file of the lines that follow
  <<< stdin            what the next command reads
  <<< link PATH TO     makes a link
  <<< folder PATH      makes an empty folder
  $ COMMAND            runs it with sh in the case's own folder, where `pith` is the program
  >>> exit N           what it must end with; without this block 0
  >>> stdout           what it must print; without this block nothing
  >>> stderr           likewise
  >>> file PATH        what a file must hold now
  >>> gone PATH        what must not be there
  >>> files [PATH]     the names of all files (below PATH), one a line

A case may run several commands. A head that ends in "escaped" is followed by text with Python's escapes (\\x00, \\r, \\\\);
a last line that ends in \\c has no line end. In what is expected, {ANY} stands for anything within a line.
The folder of this script holds basic.rules, which is copied into every case's folder; $R is what makes it the only rules.
--update writes what was seen into the case files, for review.
"""
import argparse
import difflib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
TIME_LIMIT = 60
HEADS = ("<<< ", ">>> ", "$ ")


def decode(lines, escaped):
    """The bytes that the lines of a block stand for."""
    text = "".join(line + "\n" for line in lines)
    if not escaped:
        return text.encode()
    if text.endswith("\\c\n"):
        text = text[:-3]
    return re.sub(
        rb"\\(x[0-9a-f]{2}|.)",
        lambda m: bytes([int(m[1][1:], 16)]) if m[1][:1] == b"x" else {b"r": b"\r", b"t": b"\t"}.get(m[1], m[1]),
        text.encode(),
    )


def encode(data):
    """The lines that stand for the bytes, and whether they are escaped."""
    try:
        text = data.decode()
        plain = (text == "" or text.endswith("\n")) and not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text)
        if plain and not any(line.startswith(HEADS) for line in text.split("\n")):
            return text.split("\n")[:-1], False
    except UnicodeDecodeError:
        pass
    out = ""
    for char in data.decode("utf-8", "surrogateescape"):
        code = ord(char)
        if 0xDC80 <= code <= 0xDCFF:
            out += f"\\x{code - 0xDC00:02x}"
        elif char == "\r":
            out += "\\r"
        elif char == "\\":
            out += "\\\\"
        elif char == "\n" or char == "\t" or code >= 0x20 and code != 0x7F:
            out += char
        else:
            out += f"\\x{code:02x}"
    return (out[:-1] if out.endswith("\n") else out + "\\c").split("\n"), True


def matches(expected, seen):
    if b"{ANY}" not in expected:
        return expected == seen
    return re.fullmatch(re.escape(expected).replace(rb"\{ANY\}", rb"[^\n]*"), seen) is not None


class Block:
    def __init__(self, head):
        self.head = head
        self.lines = []

    def words(self):
        return self.head.split()

    def escaped(self):
        return self.words()[-1] == "escaped"

    def data(self):
        return decode(self.lines, self.escaped())

    def set(self, data):
        self.lines, escaped = encode(data)
        head = self.head.removesuffix(" escaped")
        self.head = head + " escaped" if escaped else head


class Case:
    def __init__(self, path):
        self.path = path
        self.title, self.blocks = [], []
        for line in path.read_text(encoding="utf-8").split("\n")[:-1]:
            if line.startswith(HEADS):
                self.blocks.append(Block(line))
            elif self.blocks:
                self.blocks[-1].lines.append(line)
            else:
                self.title.append(line)

    def save(self):
        lines = list(self.title)
        for block in self.blocks:
            lines += [block.head, *block.lines]
        self.path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def run(self, program, update):
        """What went wrong, as text; empty when all is well."""
        with tempfile.TemporaryDirectory(prefix="pith-case-") as base:
            self.folder = pathlib.Path(base, "case")
            tools = pathlib.Path(base, "bin")
            self.folder.mkdir()
            tools.mkdir()
            (tools / "pith").symlink_to(program)
            shutil.copy(HERE / "basic.rules", self.folder)
            self.environment = {
                "PATH": f"{tools}:/usr/bin:/bin",
                "HOME": base,
                "TERM": "xterm",
                "R": "--no-builtin --rules basic.rules",
            }
            return "".join(self.steps(update))

    def steps(self, update):
        stdin, i = b"", 0
        while i < len(self.blocks):
            block = self.blocks[i]
            words = block.words()
            if words[:2] == ["<<<", "stdin"]:
                stdin = block.data()
            elif words[0] == "<<<":
                self.make(words, block)
            elif words[0] == "$":
                last = i + 1
                while last < len(self.blocks) and self.blocks[last].head.startswith(">>> "):
                    last += 1
                expected = self.blocks[i + 1 : last]
                seen = self.execute(block.head[2:], stdin)
                stdin = b""
                if update:
                    expected = self.updated(seen, expected)
                    self.blocks[i + 1 : last] = expected
                else:
                    yield from self.compare(block.head, seen, expected)
                i += len(expected)
            else:
                yield f"{self.path}: {block.head}: stands behind no command\n"
            i += 1

    def make(self, words, block):
        path = self.folder / words[2]
        path.parent.mkdir(parents=True, exist_ok=True)
        if words[1] == "file":
            path.write_bytes(block.data())
        elif words[1] == "link":
            path.symlink_to(words[3])
        elif words[1] == "folder":
            path.mkdir()
        else:
            raise ValueError(f"{self.path}: {block.head}: unknown block")

    def execute(self, command, stdin):
        run = subprocess.run(
            ["/bin/sh", "-c", command],
            input=stdin,
            capture_output=True,
            cwd=self.folder,
            env=self.environment,
            timeout=TIME_LIMIT,
        )
        def plain(data):
            data = data.replace(os.fsencode(self.folder), b"{DIR}")
            return re.sub(rb", \d+\.\d s$", b", {TIME}", data, flags=re.M)

        return {"exit": run.returncode, "stdout": plain(run.stdout), "stderr": plain(run.stderr)}

    def listed(self, words):
        root = self.folder / words[2] if len(words) > 2 else self.folder
        names = sorted(p.relative_to(root).as_posix() for p in root.rglob("*") if not p.is_dir())
        return "".join(name + "\n" for name in names if name != "basic.rules").encode()

    def seen_by(self, words):
        """What a `>>>` block about files must hold; None when the file is not there."""
        if words[1] == "files":
            return self.listed([word for word in words if word != "escaped"])
        path = self.folder / words[2]
        return path.read_bytes() if path.exists() or path.is_symlink() else None

    def compare(self, command, seen, blocks):
        def wrong(head, expected, got):
            lines = difflib.unified_diff(encode(expected)[0], encode(got)[0], "expected", "seen", lineterm="", n=2)
            return f"{self.path}: {command}: {head} differs\n" + "".join(f"    {line}\n" for line in lines)

        printed = {"stdout": b"", "stderr": b""}
        status = 0
        for block in blocks:
            words = block.words()
            if words[1] in printed:
                printed[words[1]] = block.data()
            elif words[1] == "exit":
                status = int(words[2])
            elif words[1] == "gone":
                if self.seen_by(words) is not None:
                    yield f"{self.path}: {command}: {words[2]} should not be there\n"
            else:
                got = self.seen_by(words)
                if got is None:
                    yield f"{self.path}: {command}: {words[2]} is not there\n"
                elif not matches(block.data(), got):
                    yield wrong(block.head, block.data(), got)
        for name, expected in printed.items():
            if not matches(expected, seen[name]):
                yield wrong(name, expected, seen[name])
        if status != seen["exit"]:
            yield f"{self.path}: {command}: exit {seen['exit']}, expected {status}\n"

    def updated(self, seen, blocks):
        """The blocks behind a command as they should be; kept where they hold already."""
        kept = {block.words()[1]: block for block in blocks}
        out = []
        if seen["exit"] != 0:
            out.append(Block(f">>> exit {seen['exit']}"))
        for name in ("stdout", "stderr"):
            block = kept.get(name, Block(f">>> {name}"))
            if name not in kept or not matches(block.data(), seen[name]):
                block.set(seen[name])
            if seen[name]:
                out.append(block)
        for block in blocks:
            words = block.words()
            if words[1] in ("file", "files"):
                got = self.seen_by(words)
                if got is not None and not matches(block.data(), got):
                    block.set(got)
                out.append(block)
            elif words[1] == "gone":
                out.append(block)
        return out


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("cases", type=pathlib.Path)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--only", default="")
    arguments = parser.parse_args()
    program = pathlib.Path(arguments.program).resolve()
    failed, count = 0, 0
    for path in sorted(arguments.cases.glob("*.case")):
        if arguments.only not in path.name:
            continue
        count += 1
        case = Case(path)
        problem = case.run(program, arguments.update)
        if arguments.update:
            case.save()
        if problem:
            failed += 1
            print(problem, end="")
    print(f"{count - failed} of {count} cases pass")
    return 1 if failed or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
