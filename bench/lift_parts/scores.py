"""How near a text comes to the gold text: shared runs of four words, as in scrapinghub's article-extraction-benchmark.

Precision is the mean over the documents of which something is left, recall that over all; F1 is that of the two means.
Words are compared as they are written.
"""
import collections
import dataclasses

from .lines import WORD

RUN = 4


def shingles(text):
    """Its runs of four words, with their numbers; a shorter text is one run."""
    words = WORD.findall(text)
    if len(words) <= RUN:
        return collections.Counter([tuple(words)] if words else [])
    return collections.Counter(zip(*(words[i:] for i in range(RUN))))


@dataclasses.dataclass
class Overlap:
    """Runs of one document."""

    common: int
    found: int  # in the text
    right: int  # in the gold text


def overlap(text, gold):
    """Of a text with the shingles of its gold text."""
    found = shingles(text)
    few, many = sorted((found, gold), key=len)
    return Overlap(sum(min(n, many[run]) for run, n in few.items() if run in many), found.total(), gold.total())


@dataclasses.dataclass
class Score:
    precision: float
    recall: float
    f1: float


def mean(values):
    values = list(values)
    return sum(values) / len(values) if values else 0.0


def of_means(precision, recall):
    both = precision + recall
    return Score(precision, recall, 2 * precision * recall / both if both else 0.0)


def score(overlaps):
    """Of the documents of a set."""
    precision = mean(o.common / o.found for o in overlaps if o.found)
    return of_means(precision, mean(o.common / o.right for o in overlaps if o.right))


def mean_of(scores):
    """Every figure the mean of those of several sets."""
    return Score(mean(s.precision for s in scores), mean(s.recall for s in scores), mean(s.f1 for s in scores))
