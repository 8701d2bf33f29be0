"""What corpora are cleaned with today: the line rules of C4 and of RefinedWeb, written from their descriptions.

Both are made for English and mean whole crawls: they also throw documents away, by rules of their own. Here the
documents are given, so only what these rules do to lines is done.
"""
import re

C4 = "C4 rules"
REFINED_WEB = "RefinedWeb rules"

# C4: Raffel and others, "Exploring the Limits of Transfer Learning with a Unified Text-to-Text Transformer", JMLR 21
# (2020), section 2.2. A line stays when it ends in a terminal mark, holds five words, and speaks neither of Javascript
# nor of policies and cookies; "[1]", "[edit]" and "[citation needed]" go out of lines. That an ellipsis is no end is as
# in the published code; copies for other corpora ask for three words. A curly bracket or "lorem ipsum" costs the line
# here, in the paper the page. Left out: that pages go which have fewer than three sentences, bad words, or another
# language.
C4_ENDS = (".", "!", "?", '"', "”", "»")
C4_WORDS = 5
C4_POLICIES = ("terms of use", "privacy policy", "cookie policy", "uses cookies", "use of cookies", "use cookies")
C4_CITATION = re.compile(r"\[(?:\d*|edit|citation needed)\]")


def c4_line(line):
    """The line as C4 has it, or None."""
    line = C4_CITATION.sub("", line).strip()
    lower = line.lower()
    if not line.endswith(C4_ENDS) or line.endswith(("...", "…")) or len(line.split()) < C4_WORDS:
        return None
    if "{" in line or "}" in line or "lorem ipsum" in lower or "javascript" in lower:
        return None
    return None if any(policy in lower for policy in C4_POLICIES) else line


# RefinedWeb: Penedo and others, "The RefinedWeb Dataset for Falcon LLM", NeurIPS 2023, appendix on line-wise filtering.
# A line goes when it is mainly capitals (here: more than half of its letters), only figures, a counter ("3 likes") or
# one word. In a line of ten words or fewer a phrase goes at its beginning ("sign-in"), its end ("Read more...") or
# anywhere ("items in cart"); the list behind these examples was not published, so these and their next of kin are all
# there is. Left out: that a document goes when all this touches more than 5 % of its words.
RW_SHORT = 10
RW_COUNTER = re.compile(r"\d[\d.,]*[km]?\+? \w+[:.]?", re.I)
RW_BEGIN = re.compile(r"^(?:sign[- ]in|sign[- ]up|log[- ]in|login)\b\W*", re.I)
RW_END = re.compile(r"\W*\bread more\W*$", re.I)
RW_ANYWHERE = re.compile(r"\b(?:\d+ )?items? in (?:your )?cart\b\W*", re.I)


def refined_web_line(line):
    """The line as RefinedWeb has it, or None."""
    words = line.split()
    letters = [c for c in line if c.isalpha()]
    if not words:
        return line
    if len(words) == 1 or not letters and any(c.isdigit() for c in line):
        return None
    if 2 * sum(c.isupper() for c in letters) > len(letters) or RW_COUNTER.fullmatch(" ".join(words)):
        return None
    if len(words) <= RW_SHORT:
        for pattern in (RW_BEGIN, RW_END, RW_ANYWHERE):
            line = pattern.sub("", line)
    return line if line.strip() else None


def clean(text, rule):
    """The text with a rule applied to each line that is not blank."""
    lines = (rule(line) if line.strip() else line for line in text.split("\n"))
    return "\n".join(line for line in lines if line is not None)


RULES = {C4: c4_line, REFINED_WEB: refined_web_line}
