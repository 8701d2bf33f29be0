"""What each rule takes, and how much of it belongs to the article.

Two measures. On gold texts everything that is taken is an error. In what extractors made of the pages a piece is an
error when the gold text misses it (lines.py); a piece is what a rule took of one line.
"""
import collections
import dataclasses

from .documents import GOLD
from .line_rules import clean
from .lines import Reference, count
from .program import LEVELS


@dataclasses.dataclass
class Piece:
    """A part of one line that a rule took."""

    rule: str
    text: str
    characters: int  # less what the rule put in its place
    wrong: bool


@dataclasses.dataclass
class Taken:
    """Of one rule, over documents."""

    gold_characters: int = 0  # taken from gold texts
    gold_documents: int = 0
    characters: int = 0  # taken from all other texts
    texts: int = 0
    wrong: int = 0  # characters of these that the gold texts miss
    wrong_texts: int = 0

    def add(self, kind, pieces):
        characters = sum(piece.characters for piece in pieces)
        wrong = sum(piece.characters for piece in pieces if piece.wrong)
        if kind == GOLD:
            self.gold_characters += characters
            self.gold_documents += characters > 0
            return
        self.characters += characters
        self.texts += characters > 0
        self.wrong += wrong
        self.wrong_texts += wrong > 0


def pieces(text, edits, gold):
    """What the edits took of a text, line by line; `gold` is None when the text is the gold text itself."""
    data = text.encode()
    for edit in edits:
        lines = data[edit.start : edit.end].decode().split("\n")
        put_back = count(edit.instead)
        for line in lines:
            characters = count(line)
            kept = min(characters, put_back)
            put_back -= kept
            if characters > kept:
                yield Piece(edit.rule, line.strip(), characters - kept, gold is None or gold.misses(line))


def grouped(found, key):
    groups = collections.defaultdict(list)
    for piece in found:
        groups[key(piece)].append(piece)
    return groups


def pack_of(rule):
    return rule.partition(":")[0]


def judge(documents, cleanings):
    """The pieces of all documents: (level, document, kind, pieces), where there are any."""
    for document in documents:
        gold = Reference(document.gold)
        for level, cleaning in cleanings.items():
            for kind, text in document.texts.items():
                edits = cleaning.edits[document.name, kind]
                found = list(pieces(text, edits, None if kind == GOLD else gold))
                if found:
                    yield level, document, kind, found


def per_rule(judged):
    """{rule: (level, Taken)}, each rule at the mildest level at which it took something: at bolder ones another rule
    may be named for the same line."""
    sums = collections.defaultdict(Taken)
    for level, _, kind, found in judged:
        for rule, of_rule in grouped(found, lambda piece: piece.rule).items():
            sums[rule, level].add(kind, of_rule)
    rules = {}
    for level in LEVELS:
        for rule, taken in ((r, t) for (r, l), t in sums.items() if l == level):
            rules.setdefault(rule, (level, taken))
    return rules


def per_pack(judged):
    """{pack: Taken}, each rule at its level in `per_rule`."""
    rules, packs = per_rule(judged), collections.defaultdict(Taken)
    for level, _, kind, found in judged:
        here = [piece for piece in found if rules[piece.rule][0] == level]
        for pack, of_pack in grouped(here, lambda piece: pack_of(piece.rule)).items():
            packs[pack].add(kind, of_pack)
    return packs


@dataclasses.dataclass
class GoldSum:
    """What was taken from the gold texts of a set."""

    taken: int
    characters: int
    losses: list  # (share, document) of those that lost something, worst first

    @property
    def share(self):
        return self.taken / self.characters

    @property
    def worst(self):
        return self.losses[0][0] if self.losses else 0.0


def of_gold(judged, documents, levels, line_rules):
    """{(way, set): GoldSum}; ways are the levels, then the names of the line rules."""
    taken = collections.Counter()
    for level, document, kind, found in judged:
        if kind == GOLD:
            taken[level, document.name] += sum(piece.characters for piece in found)
    for way, rule in line_rules.items():
        for document in documents:
            taken[way, document.name] = count(document.gold) - count(clean(document.gold, rule))
    sums = {}
    for name in dict.fromkeys(document.set for document in documents):
        sizes = {d.name: count(d.gold) for d in documents if d.set == name}
        for way in [*levels, *line_rules]:
            losses = [(taken[way, d] / size, d) for d, size in sizes.items() if taken[way, d]]
            total = sum(taken[way, d] for d in sizes)
            sums[way, name] = GoldSum(total, sum(sizes.values()), sorted(losses, reverse=True))
    return sums
