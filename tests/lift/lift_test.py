#!/usr/bin/env python3
"""bench/lift on a few pages of its own: lift_test.py PROGRAM SOURCE_ROOT

No extractor is needed: what one would have made of the pages is put where bench/lift keeps such texts.
"""
import gzip
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree

PROGRAM, ROOT = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
sys.path.insert(0, str(ROOT / "bench"))

from lift_parts import documents, harm, line_rules, lines, program, scores
from lift_parts.report import BEGIN, END

RULES = """format 1
pack common
cut line is "Share this article" | "All the latest"
    id share
cut line starts "Next:"
    id next
cut line starts "The ferry"
    id ferry
"""
# What an article says, what an extractor leaves behind it, and what else the page shows.
ARTICLES = [
    [
        "The ferry sails twice a day from the old pier.",
        "Nobody has counted the passengers since spring.",
        "The captain thinks that there were more of them once, and fewer gulls.",
    ],
    ["A hundred swans came to the lake this winter.", "They stay until the ice is gone and the reeds grow again."],
    ["The mill has a new wheel, and the miller a new apron.", "Bread will be baked on the first Sunday of each month."],
    ["Snow closed the pass for three days in a row.", "The plough came up from the valley on Thursday at noon."],
]
LEFT = ["Share this article", "Next: why the lighthouse keeper sells his boat"]
HOSTS = ["www.example.org", "news.example.org", "example.com", "example.net"]


def page(article):
    paragraphs = "".join(f"<p>{line}</p>" for line in article + LEFT)
    return f"<html><body><nav>All the latest</nav>{paragraphs}</body></html>"


def write_sets(data, cache):
    """Two sets of two pages, and the texts of an extractor in the cache."""
    for i, name in enumerate(("coast", "hills")):
        records = []
        for number in (2 * i, 2 * i + 1):
            gold = "\n\n".join(ARTICLES[number])
            url = f"https://{HOSTS[number]}/{number}"
            records.append({"id": str(number), "url": url, "lang": "en", "html": page(ARTICLES[number]), "gold": gold})
        records.append({"id": "x", "url": "https://example.org/x", "lang": "en", "html": "<p>No gold.", "gold": None})
        path = data / f"{name}.jsonl.gz"
        path.write_bytes(gzip.compress("".join(json.dumps(record) + "\n" for record in records).encode()))
        kept = cache / "trafilatura-1.0" / f"{name}-{documents.Set(path).mark()}.jsonl"
        kept.parent.mkdir(parents=True, exist_ok=True)
        texts = ((f"{name}/{n}", "\n".join(ARTICLES[n] + LEFT)) for n in (2 * i, 2 * i + 1))
        kept.write_text("".join(json.dumps({"name": n, "text": t}) + "\n" for n, t in texts), encoding="utf-8")


class Parts(unittest.TestCase):
    def test_a_host_and_its_www_are_in_one_half(self):
        host = documents.host_of("https://WWW.Example.org:80/a?b")
        self.assertEqual(host, "example.org")
        self.assertEqual(documents.half_of(host), hashlib.md5(b"example.org").digest()[0] & 1)
        self.assertEqual(documents.host_of("https://[broken/"), "")

    def test_scores_are_those_of_shared_runs_of_four_words(self):
        gold = scores.shingles("one two three four five")
        self.assertEqual(scores.overlap("one two three four six", gold), scores.Overlap(1, 2, 2))
        self.assertEqual(scores.overlap("", gold), scores.Overlap(0, 0, 2))
        self.assertEqual(scores.shingles("one two"), {("one", "two"): 1})
        found = scores.score([scores.Overlap(1, 2, 2), scores.Overlap(0, 0, 2), scores.Overlap(2, 2, 2)])
        self.assertEqual((found.precision, found.recall), (0.75, 0.5))

    def test_the_oracle_keeps_what_shares_half_of_its_words_with_the_gold_text(self):
        gold = lines.Reference("The mill has a new wheel.\nBread on Sunday\n")
        self.assertTrue(gold.has("The mill has a new roof"))
        self.assertFalse(gold.has("Our mill has no new roof"))
        self.assertTrue(gold.has("a new") and gold.has("***"))
        self.assertFalse(gold.has("new mill"))
        self.assertEqual(gold.oracle("Share\nBread on Sunday"), "Bread on Sunday")

    def test_one_or_two_words_are_only_missed_where_they_are_a_line(self):
        gold = lines.Reference("The wheel\nA new apron for the miller")
        self.assertTrue(gold.misses("the wheel"))
        self.assertFalse(gold.misses("apron"))

    def test_line_rules_of_c4(self):
        bad = ["Too few words.", "no end mark in this line", "It goes on and on...", "“We use cookies on it.”"]
        text = "\n".join([*bad, "A line of five words."])
        self.assertEqual(line_rules.clean(text, line_rules.c4_line), "A line of five words.")

    def test_line_rules_of_refined_web(self):
        text = "BREAKING News FROM HERE\n3 likes\n12/11\nMenu\n\nSign in to the mill\nIt turns. Read more...\nThe end."
        left = "\nto the mill\nIt turns\nThe end."
        self.assertEqual(line_rules.clean(text, line_rules.refined_web_line), left)

    def test_pieces_are_what_a_rule_took_of_each_line(self):
        text = "Ähren im Wind\nund Regen. Mehr dazu\n"
        edits = [program.Edit(0, 15, "a:b", ""), program.Edit(25, 35, "a:c", " …")]
        self.assertEqual(program.apply(text, edits), "und Regen. …\n")
        found = list(harm.pieces(text, edits, lines.Reference("Ähren im Wind")))
        self.assertEqual([(p.rule, p.characters, p.wrong) for p in found], [("a:b", 11, True), ("a:c", 7, False)])


class Whole(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory(prefix="pith-lift-test-")
        cls.folder = pathlib.Path(cls.scratch.name)
        for name in ("data", "cache"):
            (cls.folder / name).mkdir()
        write_sets(cls.folder / "data", cls.folder / "cache")
        (cls.folder / "common.rules").write_text(RULES, encoding="utf-8")

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()

    def lift(self, *words):
        # Without site-packages, so that no extractor that happens to be installed takes part.
        command = [sys.executable, "-I", "-S", ROOT / "bench/lift", "--data", "data", "--cache", "cache"]
        command += ["--sets", "coast,hills", "--pith", PROGRAM, "--jobs", "1", *words]
        command += ["--", "--no-builtin", "--rules", "common.rules"]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, encoding="utf-8", check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("jusText is not installed", done.stderr)
        return done.stdout

    def test_the_rule_that_takes_articles_stands_first(self):
        out = self.lift("--rules", "--half", "all")
        taken = len("".join(ARTICLES[0][0].split()))
        rules = [row.split() for row in out.splitlines() if row.startswith("common:")]
        self.assertEqual([row[0] for row in rules], ["common:ferry", "common:next", "common:share"])
        # Of the gold text; of the extractor's text and of the visible one, both wrongly.
        self.assertEqual([rules[0][2], *rules[0][4:9]], [str(taken), "1", str(2 * taken), "2", str(2 * taken), "2"])
        self.assertEqual(rules[1][2:5] + rules[1][7:9], ["0"] * 5)

    def test_the_halves_together_are_all(self):
        counts = []
        for half in ("grow", "report", "all"):
            row = next(r for r in self.lift("--rules", "--half", half).splitlines() if r.startswith("common:next"))
            counts.append(int(row.split()[6]))
        self.assertEqual(counts[0] + counts[1], counts[2])
        self.assertEqual(counts[2], 2 * len(ARTICLES))  # what the extractor left, and what the page shows

    def test_what_was_taken_wrongly_can_be_read(self):
        out = self.lift("--show", "common:ferry", "--half", "all")
        self.assertIn(f"common:ferry (trafilatura, visible text, gold)  {ARTICLES[0][0]}", out)
        self.assertIn("took anything wrongly", self.lift("--show", "common:share", "--half", "all"))

    def test_the_report_holds_all_parts(self):
        readme = self.folder / "README.md"
        readme.write_text(f"Before\n{BEGIN}\nwhat stood here\n{END}\nAfter\n", encoding="utf-8")
        self.lift("--half", "all", "--megabytes", "0.1", "--output", "results", "--readme", "README.md")
        report = (self.folder / "results/lift.md").read_text(encoding="utf-8")
        for part in ("## What must hold", "### The mean of the sets", "### hills", "| common:ferry |", "| cat |"):
            self.assertIn(part, report)
        self.assertRegex(report, r"\|  \| oracle \| 1\.0000 \| 1\.0000 \| 1\.0000 \| 100\.0 % \|")
        self.assertRegex(report, r"taken from one gold text at most \|.*✗")
        text = readme.read_text(encoding="utf-8")
        self.assertRegex(text, rf"(?s)^Before\n{BEGIN}\n.*\n\| trafilatura \| .*\n{END}\nAfter\n$")
        self.assertNotIn("what stood here", text)
        picture = xml.etree.ElementTree.parse(self.folder / "results/lift.svg").getroot()
        self.assertEqual(picture.tag, "{http://www.w3.org/2000/svg}svg")

    def test_edits_give_the_text_that_pith_writes(self):
        pith = program.Pith(PROGRAM, ["--no-builtin", "--rules", str(self.folder / "common.rules")])
        text = "\n".join(ARTICLES[1] + LEFT)
        document = documents.Document("coast/1", "coast", "example.org", "en", "", "", {"text": text})
        edits = pith.clean([document], "balanced").edits["coast/1", "text"]
        out = pith.run(pith.clean_words("balanced"), [{"id": "1", "text": text, "lang": "en"}])
        self.assertEqual(program.apply(text, edits), json.loads(out)["text"])
        self.assertEqual(len(edits), 2)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
