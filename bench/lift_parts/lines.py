"""Which lines of one text another text has: of an extractor's text the gold text, and the other way round."""
import re

WORD = re.compile(r"\w+")


def words_of(text):
    return WORD.findall(text.lower())


def triples_of(words):
    return set(zip(words, words[1:], words[2:]))


def count(text):
    """Code points outside white space: what this benchmark calls characters."""
    return sum(map(len, text.split()))


class Reference:
    """A text, to be asked for lines."""

    def __init__(self, text):
        words = words_of(text)
        self.triples = triples_of(words)
        self.joined = f" {' '.join(words)} "
        self.lines = {" ".join(words_of(line)) for line in text.split("\n")}

    def shares(self, words):
        """Half of the runs of three words stand in the text."""
        triples = triples_of(words)
        return 2 * len(triples & self.triples) >= len(triples)

    def has(self, line):
        """Whether the text has a line: half of its runs of three words or, when it has fewer words, these in a row. A
        line without words is had by every text."""
        words = words_of(line)
        return not words or (self.shares(words) if len(words) >= 3 else f" {' '.join(words)} " in self.joined)

    def misses(self, piece):
        """Whether taking a piece of a line is an error, when this is the gold text: as `has`, but one or two words are
        only missed where they are a line of the text. (Most articles have the word "share" somewhere, hardly one a
        line "Share".)"""
        words = words_of(piece)
        return self.shares(words) if len(words) >= 3 else bool(words) and " ".join(words) in self.lines

    def lines_of(self, other):
        """The lines of the other text that this one has."""
        return [line for line in other.split("\n") if self.has(line)]

    def oracle(self, other):
        """The other text with those of its lines that this one has: the best that dropping whole lines can do."""
        return "\n".join(self.lines_of(other))
