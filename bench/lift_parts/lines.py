"""Which lines of an extractor's text are in the gold text."""
import re

WORD = re.compile(r"\w+")


def words_of(text):
    return WORD.findall(text.lower())


def count(text):
    """Code points outside white space: what this benchmark calls characters."""
    return sum(len(part) for part in text.split())


class Gold:
    """A gold text, to be asked for lines."""

    def __init__(self, text):
        words = words_of(text)
        self.triples = set(zip(words, words[1:], words[2:]))
        self.joined = f" {' '.join(words)} "
        self.lines = {" ".join(words_of(line)) for line in text.split("\n")}

    def shares(self, words):
        """Half of the runs of three words are the gold's."""
        triples = set(zip(words, words[1:], words[2:]))
        return 2 * len(triples & self.triples) >= len(triples)

    def keeps(self, line):
        """Whether the oracle keeps a line: it has half of its runs of three words in common with the gold text, or, when it
        has fewer than three, stands in it word for word. A line without words stays."""
        words = words_of(line)
        return not words or (self.shares(words) if len(words) >= 3 else f" {' '.join(words)} " in self.joined)

    def holds(self, piece):
        """Whether taking a piece of a text is an error: as `keeps`, but one or two words are only missed where the gold has
        them as a line. (Most articles have the word "share" somewhere, and none a line "Share".)"""
        words = words_of(piece)
        return self.shares(words) if len(words) >= 3 else bool(words) and " ".join(words) in self.lines

    def oracle(self, text):
        """The text with the lines that the oracle keeps."""
        return "\n".join(line for line in text.split("\n") if self.keeps(line))
