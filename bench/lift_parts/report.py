"""The report and its picture."""
import datetime
import os
import sys

from chart import Chart
from measuring import machine

from . import harm, harm_table, line_rules
from .documents import VISIBLE
from .limits import limits
from .outcomes import ORACLE, UNCLEAN, Outcomes, pith_way
from .program import LEVELS, NO_SITE


def table(head, rows, left=1):
    """Markdown; the first `left` columns to the left."""
    marks = ["---"] * left + ["---:"] * (len(head) - left)
    return ["| " + " | ".join(map(str, row)) + " |" for row in [head, marks, *rows]] + [""]


def percent(part):
    return "–" if part is None else f"{100 * part:.1f} %"


def lift_rows(outcomes, kind, set_):
    rows = []
    for way in outcomes.ways:
        score = outcomes.score(kind, way, set_)
        figures = [f"{value:.4f}" for value in (score.precision, score.recall, score.f1)]
        if way == UNCLEAN:
            rows.append([kind, way, *figures, "", "", ""])
            continue
        closed, change = outcomes.closed(kind, way, set_), outcomes.recall_change(kind, way, set_)
        lost = f"{100 * outcomes.lost(kind, way, set_):.2f} %"
        rows.append(["", way, *figures, percent(closed), f"{change:+.2f}", lost])
    return rows


BEGIN, END = "<!-- bench/lift writes this -->", "<!-- to here -->"  # in a README
LIFT_HEAD = ["text of", "cleaned by", "precision", "recall", "F1", "gap closed", "recall, points", "article lost"]
HALVES = {"grow": "the hosts that packs are grown on", "report": "hosts that no pack was grown on", "all": "all hosts"}


class Report:
    """Everything that was measured."""

    def __init__(self, options, pith, versions, documents, cleanings, judged, outcomes, speeds):
        self.options, self.pith, self.versions, self.documents = options, pith, versions, documents
        self.cleanings, self.judged, self.outcomes, self.speeds = cleanings, judged, outcomes, speeds
        self.levels = list(cleanings)
        self.gold = harm.of_gold(judged, documents, self.levels, line_rules.RULES)
        self.rules = harm.per_rule(judged)

    def limits(self):
        return limits(self.outcomes, self.gold, self.levels)

    def head(self):
        hosts = {document.host for document in self.documents}
        missing = [level for level in LEVELS if level not in self.levels]
        lines = f"""\
# What the packs are worth

Written by `{' '.join(['bench/lift', *sys.argv[1:]])}` on {datetime.date.today()}:
{self.pith.version}, {machine()}.
{len(self.documents)} pages of {len(hosts)} hosts: {HALVES[self.options.half]}. (A host's half is the lowest bit of the
first byte of the MD5 of its name without "www.".) Packs alone: the pages have no address, and their site is said to be
`{NO_SITE}`, so that no site file acts; their language is known.
""".split("\n")
        if missing:
            lines += [f"This program has no `--keep`: {' and '.join(missing)} could not be measured.", ""]
        return lines

    def short_table(self):
        """What fits in a README: F1 of the mean of the sets, what is lost of gold texts, and speed."""
        ways, rows = self.outcomes.ways, []
        for kind in self.outcomes.kinds:
            rows.append([kind, *(self.short_cell(kind, way) for way in ways)])
        taken = {pith_way(way) if way in LEVELS else way: self.gold_share(way) for way, _ in self.gold}
        rows.append(["taken from gold texts", *(f"{100 * taken[way]:.3g} %" if way in taken else "" for way in ways)])
        rates = {speed.way: f"{speed.rate / 1e6:,.0f}" for speed in self.speeds if not speed.known}
        rows.append(["MB/s, one thread", *(rates.get(way, "") for way in ways)])
        return table(["F1 (gap to the oracle closed)", *ways], rows)

    def short_cell(self, kind, way):
        f1, closed = self.outcomes.score(kind, way).f1, self.outcomes.closed(kind, way)
        return f"{f1:.3f}" if way in (UNCLEAN, ORACLE) or closed is None else f"{f1:.3f} ({100 * closed:+.0f} %)"

    def gold_share(self, way):
        sums = [of_set for (of_way, _), of_set in self.gold.items() if of_way == way]
        return sum(s.taken for s in sums) / sum(s.characters for s in sums)

    def in_short(self):
        rows = [limit.cells(self.levels) for limit in self.limits()]
        held = ["## What must hold", "", *table(["", "limit", *self.levels], rows, left=2), "✗: it does not.", ""]
        return ["## In short", "", "F1 is the mean of the sets.", "", *self.short_table(), *held]

    def lift(self):
        peers = ", ".join(f"{name} {' and '.join(sorted(found))}" for name, found in self.versions.items())
        text = f"""\
## On what extractors make of the pages

Texts of {peers or 'no extractor: none is installed'}; the {VISIBLE} is all that the page shows, as
`pith clean` gives it without rules. F1 of shared runs of four words as in scrapinghub's article-extraction-benchmark:
precision and recall are means over documents. The oracle drops every line that shares less than half of its runs of
three words with the gold text. *Gap closed*: how much of the way from the unclean F1 to the oracle's is gone. *Article
lost*: characters of the gold texts' lines that the unclean text had and the clean one has not. In the mean of the sets
each counts the same: they are kinds of pages.
"""
        lines = text.split("\n")
        for set_ in [Outcomes.MEAN, *self.outcomes.sets]:
            rows = [row for kind in self.outcomes.kinds for row in lift_rows(self.outcomes, kind, set_)]
            title = f"The {set_}" if set_ == Outcomes.MEAN else set_
            lines += [f"### {title}", "", *table(LIFT_HEAD, rows, left=2)]
        text = f"""\
{line_rules.C4}: Raffel and others 2020, section 2.2: lines that end in a terminal mark and hold five words stay, but
for those on Javascript, policies and cookies, with "lorem ipsum" or curly brackets. {line_rules.REFINED_WEB}: Penedo and
others 2023, appendix on line-wise filtering: mainly capitals, only figures, counters and single words go, and short
phrases such as "sign-in" or "Read more...". Both were made for English, and throw documents away by further rules,
which is not done here; `bench/lift_parts/line_rules.py` says what was taken.
"""
        return lines + text.split("\n")

    def harm(self):
        size = harm_table.gold_size(self.documents)
        head, rows = harm_table.rule_rows(self.rules, self.cleanings, size)
        wrong = harm_table.harmful(rows)
        gold = """\
## On the gold texts

A gold text is the article and nothing else: whatever is taken is an error. Characters are code points outside white
space.
"""
        rules = """\
## Pack by pack, rule by rule

*Gold taken*: characters taken from gold texts, and how many that is of a million of these. *Taken*: from all other
texts, those of the extractors and the visible ones. *Wrong*: of these what the gold text has too, by the line oracle
(one or two words only where they are a line of it). *Capped*: texts in which a rule would have taken too much, and did
nothing. A rule counts at the mildest `--keep` that runs it.
"""
        of_all = f"{len(wrong)} of the {len(self.rules)} rules that took something took something wrongly"
        return [
            *gold.split("\n"),
            *table(*harm_table.gold_rows(self.gold), left=2),
            *rules.split("\n"),
            *table(*harm_table.pack_rows(harm.per_pack(self.judged), self.cleanings, size)),
            f"{of_all} (`bench/lift --rules` lists all):",
            "",
            *table(head, wrong, left=2),
        ]

    def speed(self):
        text = """\
## What it costs

The visible texts as JSON lines from a file to a file, one thread, processor time without the start, medians. Where the
language is not known, the packs of all languages run.
"""
        packs = {True: "language known", False: "all packs"}
        rows = [[s.way + f", {packs[s.known]}" * (s.way != "cat"), f"{s.rate / 1e6:,.0f}"] for s in self.speeds]
        return [*text.split("\n"), *table(["", "MB/s"], rows)]

    def markdown(self):
        parts = [*self.head(), *self.in_short(), *self.lift(), *self.harm(), *self.speed()]
        return "\n".join(parts).rstrip() + "\n"

    def picture(self):
        """F1 of the mean of the sets, a group for each kind of text."""
        scores = {(k, w): self.outcomes.score(k, w).f1 for k in self.outcomes.kinds for w in self.outcomes.ways}
        low = int(10 * min(scores.values())) / 10
        bars = Chart(lambda value: (value - low) / (1 - low), left=130)
        for kind in self.outcomes.kinds:
            bars.group(kind)
            for way in self.outcomes.ways:
                own = way in map(pith_way, LEVELS)
                bars.bar(way, scores[kind, way], self.short_cell(kind, way), "pith" if own else "other")
        ticks = [(tenth / 10, f"{tenth / 10:.1f}") for tenth in range(round(10 * low), 11)]
        label = f"F1 of extractors' texts, unclean and cleaned, from {low}; in brackets the gap to the oracle closed"
        return bars.draw(ticks, f"F1, from {low}", label)

    def write(self, folder):
        os.makedirs(folder, exist_ok=True)
        for name, text in (("lift.md", self.markdown()), ("lift.svg", self.picture())):
            (folder / name).write_text(text, encoding="utf-8")

    def put_into(self, readme):
        """The short table in place of what stands between the marks."""
        before, begin, rest = readme.read_text(encoding="utf-8").partition(BEGIN)
        _, end, after = rest.partition(END)
        if not end:
            sys.exit(f"lift: {readme}: the table goes between the lines {BEGIN} and {END}: write them")
        inner = "\n".join(["", "", *self.short_table(), ""])
        readme.write_text(before + begin + inner + end + after, encoding="utf-8")
