"""What cleaning costs: MB/s of the visible texts, beside `cat`."""
import dataclasses
import json
import pathlib
import statistics
import tempfile

from measuring import run

from .documents import VISIBLE
from .outcomes import pith_way

RUNS = 5


@dataclasses.dataclass
class Speed:
    way: str
    known: bool  # the language of the texts
    rate: float  # bytes a second of processor time


def write(path, documents, megabytes, known):
    """The texts as JSON lines, over and over; a language that is not known makes all packs run. Returns the bytes."""
    lines = []
    for document in documents:
        record = {"id": document.name, "text": document.texts[VISIBLE]}
        record |= {"lang": document.lang} if known else {}
        lines.append(json.dumps(record, ensure_ascii=False).encode() + b"\n")
    once = b"".join(lines)
    path.write_bytes(once * max(1, round(megabytes * 1e6 / len(once))))
    return path.stat().st_size


def seconds(command, output):
    once = run(command, output)
    if once.status:
        raise SystemExit(f"lift: {' '.join(map(str, command))}: {once.failed or 'exit 1'}")
    return once.seconds


def measure(pith, documents, megabytes):
    """One thread, processor time, medians; what an empty input takes is taken off. The programs take turns."""
    with tempfile.TemporaryDirectory(prefix="pith-lift-") as folder:
        names = ("unknown.jsonl", "known.jsonl", "empty.jsonl", "output")
        unknown, known, empty, output = (pathlib.Path(folder) / name for name in names)
        sizes = {path: write(path, documents, megabytes, path == known) for path in (unknown, known)}
        empty.touch()
        clean = {level: [pith.program, *pith.clean_words(level), "--jobs", "1"] for level in pith.levels}
        work = [(pith_way(level), unknown, words) for level, words in clean.items()]
        work += [(pith_way("balanced"), known, clean["balanced"]), ("cat", unknown, ["cat"])]
        times = [[] for _ in work]
        for _ in range(RUNS):
            for (_, text, words), found in zip(work, times):
                found.append(seconds([*words, text], output) - seconds([*words, empty], output))
        rates = [sizes[text] / max(statistics.median(found), 1e-3) for (_, text, _), found in zip(work, times)]
        return [Speed(way, text == known, rate) for (way, text, _), rate in zip(work, rates)]
