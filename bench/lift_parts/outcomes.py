"""Every text, cleaned in every way, against its gold text."""
import collections
import concurrent.futures
import dataclasses

from . import line_rules
from .documents import GOLD
from .lines import Reference, count
from .program import apply
from .scores import Overlap, Score, mean, mean_of, overlap, score, shingles

UNCLEAN, ORACLE = "unclean", "oracle"


def pith_way(level):
    return f"pith {level}"


def cleaned(text, gold, edits):
    """{way: text} of one text; `edits` by level."""
    by_rules = {name: line_rules.clean(text, rule) for name, rule in line_rules.RULES.items()}
    by_pith = {pith_way(level): apply(text, taken) for level, taken in edits.items()}
    return {UNCLEAN: text, **by_rules, **by_pith, ORACLE: gold.oracle(text)}


@dataclasses.dataclass
class Result:
    """Of one text, cleaned in one way."""

    overlap: Overlap
    lost: int  # characters of the gold text's lines that the unclean text had and the clean one has not
    right: int  # characters of the gold text


def edits_of(document, kind, cleanings):
    return {level: cleaning.edits[document.name, kind] for level, cleaning in cleanings.items()}


def of_document(job):
    """{(kind, way): Result} of one document; runs in a process of its own."""
    document, edits = job
    gold, runs, right = Reference(document.gold), shingles(document.gold), count(document.gold)
    results = {}
    for kind, taken in edits.items():
        text = document.texts[kind]
        had = Reference(text).lines_of(document.gold)
        for way, clean in cleaned(text, gold, taken).items():
            left = Reference(clean)
            lost = sum(count(line) for line in had if not left.has(line))
            results[kind, way] = Result(overlap(clean, runs), lost, right)
    return results


class Outcomes:
    """By kind of text, way of cleaning, and set; the set MEAN is the mean of the others: each counts the same, since
    they are kinds of pages, not samples of one kind."""

    MEAN = "mean of the sets"

    def __init__(self, documents, cleanings, jobs):
        self.kinds = [kind for kind in documents[0].texts if kind != GOLD]
        self.sets = list(dict.fromkeys(document.set for document in documents))
        results = collections.defaultdict(list)
        work = [(d, {k: edits_of(d, k, cleanings) for k in self.kinds}) for d in documents]
        with concurrent.futures.ProcessPoolExecutor(jobs) as pool:
            for document, found in zip(documents, pool.map(of_document, work, chunksize=4)):
                for (kind, way), result in found.items():
                    results[kind, way, document.set].append(result)
        self.ways = list(dict.fromkeys(way for _, way, _ in results))
        self.scores = {key: score([r.overlap for r in of_set]) for key, of_set in results.items()}
        self.losses = {key: sum(r.lost for r in s) / sum(r.right for r in s) for key, s in results.items()}
        for kind in self.kinds:
            for way in self.ways:
                keys = [(kind, way, name) for name in self.sets]
                self.scores[kind, way, self.MEAN] = mean_of([self.scores[key] for key in keys])
                self.losses[kind, way, self.MEAN] = mean(self.losses[key] for key in keys)

    def score(self, kind, way, set_=MEAN) -> Score:
        return self.scores[kind, way, set_]

    def closed(self, kind, way, set_=MEAN):
        """The part of the way from the unclean text's F1 to the oracle's; None where there is none to go."""
        low, high = (self.score(kind, end, set_).f1 for end in (UNCLEAN, ORACLE))
        return (self.score(kind, way, set_).f1 - low) / (high - low) if high > low else None

    def recall_change(self, kind, way, set_=MEAN):
        """Against the unclean text, in points (hundredths)."""
        return 100 * (self.score(kind, way, set_).recall - self.score(kind, UNCLEAN, set_).recall)

    def lost(self, kind, way, set_=MEAN):
        """The part of the gold texts' characters that the cleaning lost."""
        return self.losses[kind, way, set_]
