"""Runs pith: on texts for what each rule takes, on pages for their visible text.

No site file may act, packs alone are measured. So a document has no address, and the site of all is said to be one that
no file is for: then nothing is looked for that a site prints (`known by`).
"""
import dataclasses
import json
import pathlib
import subprocess
import sys
import tempfile

NO_SITE = "none.invalid"
LEVELS = ["strict", "balanced", "bold"]


@dataclasses.dataclass
class Edit:
    start: int  # bytes of the text in UTF-8
    end: int
    rule: str  # PACK:ID
    instead: str


@dataclasses.dataclass
class Cleaning:
    """What one run took."""

    edits: dict  # by document and kind
    capped: dict  # by rule: in how many of all texts it would have taken too much, and did nothing


class Pith:
    def __init__(self, program, extra):
        self.program, self.extra = str(program), list(extra)
        self.version = self.run(["--version"]).decode().strip()
        self.levels = LEVELS if b"--keep " in self.run(["clean", "--help"]) else ["balanced"]

    def run(self, words, records=()):
        lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        done = subprocess.run([self.program, *words], input=lines.encode(), capture_output=True, check=False)
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip().split("\n")
            trouble = f"lift: {' '.join([self.program, *words])}: exit {done.returncode}: {said[0]}"
            if done.returncode != 1:
                sys.exit(trouble)
            print(trouble, file=sys.stderr)  # a record failed: it is left as it is
        return done.stdout

    def records(self, words, records):
        """What comes out for each of the records that go in."""
        out = [json.loads(line) for line in self.run(words, records).split(b"\n") if line]
        if len(out) != len(records):
            sys.exit(f"lift: {self.program}: {len(records)} records went in and {len(out)} came out")
        return out

    def clean_words(self, level):
        keep = ["--keep", level] if len(self.levels) > 1 else []
        return ["clean", "--quiet", "--format", "jsonl", "--site", NO_SITE, *keep, *self.extra]

    def clean(self, documents, level):
        """The edits in every text of every document at a level of --keep."""
        keys = [(d, kind) for d in documents for kind in d.texts]
        records = [{"id": d.name, "text": d.texts[kind], "lang": d.lang} for d, kind in keys]
        with tempfile.TemporaryDirectory(prefix="pith-lift-") as folder:
            sums = pathlib.Path(folder) / "sums.json"
            out = self.records([*self.clean_words(level), "--to", "spans", "--stats-json", str(sums)], records)
            rules = json.loads(sums.read_text(encoding="utf-8"))["rules"]
        edits = {}
        for (document, kind), record in zip(keys, out):
            found = record.get("edits", [])
            edits[document.name, kind] = [Edit(e["start"], e["end"], e["rule"], e.get("with", "")) for e in found]
        return Cleaning(edits, {rule: sums["capped"] for rule, sums in rules.items() if sums["capped"]})

    def visible_texts(self, documents):
        """The whole visible text of each page, no rule asked."""
        with tempfile.NamedTemporaryFile("w", prefix="pith-lift-", suffix=".rules") as rules:
            rules.write("format 1\n")
            rules.flush()
            words = ["clean", "--quiet", "--format", "jsonl", "--no-builtin", "--rules", rules.name]
            out = self.records(words, [{"id": d.name, "html": d.page} for d in documents])
        return [record.get("text") or "" for record in out]


def apply(text, edits):
    """The text with the edits made."""
    data, parts, at = text.encode(), [], 0
    for edit in edits:
        parts += [data[at : edit.start], edit.instead.encode()]
        at = edit.end
    return b"".join([*parts, data[at:]]).decode()
