"""What cleaning costs: MB/s of the visible texts, beside `cat`."""
import dataclasses
import json
import pathlib
import statistics
import tempfile

from measuring import run

from .documents import VISIBLE

MEGABYTES = 64
RUNS = 5


@dataclasses.dataclass
class Speed:
    what: str
    rate: float  # bytes a second of processor time


def write(path, documents, known):
    """The texts as JSON lines, over and over; a language that is not known makes all packs run. Returns the bytes."""
    lines = []
    for document in documents:
        record = {"id": document.name, "text": document.texts[VISIBLE]}
        record |= {"lang": document.lang} if known else {}
        lines.append(json.dumps(record, ensure_ascii=False).encode() + b"\n")
    once = b"".join(lines)
    path.write_bytes(once * max(1, round(MEGABYTES * 1e6 / len(once))))
    return path.stat().st_size


def seconds(command, output):
    once = run(command, output)
    if once.status:
        raise SystemExit(f"lift: {' '.join(map(str, command))}: {once.failed or 'exit 1'}")
    return once.seconds


def measure(pith, documents):
    """One thread, processor time, medians; what an empty input takes is taken off. The programs take turns."""
    with tempfile.TemporaryDirectory(prefix="pith-lift-") as folder:
        unknown, known, empty, output = (pathlib.Path(folder) / name for name in ("u.jsonl", "k.jsonl", "e.jsonl", "out"))
        sizes = {unknown: write(unknown, documents, False), known: write(known, documents, True)}
        empty.touch()
        clean = {level: [pith.program, *pith.clean_words(level), "--jobs", "1"] for level in pith.levels}
        default = clean["balanced"]
        work = [(f"pith {level}, all packs", words, unknown) for level, words in clean.items()]
        work += [("pith balanced, language known", default, known), ("cat", ["cat"], unknown)]
        times = {what: [] for what, *_ in work}
        for _ in range(RUNS):
            for what, words, text in work:
                times[what].append(seconds([*words, text], output) - seconds([*words, empty], output))
        return [Speed(what, sizes[text] / max(statistics.median(times[what]), 1e-3)) for what, _, text in work]
