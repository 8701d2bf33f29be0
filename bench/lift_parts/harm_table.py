"""What packs and rules take wrongly, as tables: for a terminal, and for the report."""
import collections

from . import harm
from .lines import count

TOO_MUCH = 0.05  # of a document


def share(part, whole, digits):
    return f"{100 * part / whole:.{digits}f} %" if whole else "–"


def gold_rows(gold):
    """Of what harm.of_gold says."""
    head = ["cleaned by", "set", "taken", "of", "share", "documents", "over 5 %", "worst", "worst document"]
    rows = []
    for (way, name), of_set in gold.items():
        over = sum(part > TOO_MUCH for part, _ in of_set.losses)
        worst = [share(of_set.worst, 1, 2), of_set.losses[0][1]] if of_set.losses else ["–", ""]
        counts = [f"{of_set.taken:,}", f"{of_set.characters:,}", share(of_set.taken, of_set.characters, 3)]
        rows.append([way, name, *counts, len(of_set.losses), over, *worst])
    return head, rows


HEAD = ["gold taken", "per million", "gold texts", "taken", "texts", "wrong", "texts", "wrong %", "capped"]


def cells(taken, capped, size):
    """`size`: characters of all gold texts."""
    per_million = f"{1e6 * taken.gold_characters / size:.0f}"
    counts = [taken.gold_documents, taken.characters, taken.texts, taken.wrong, taken.wrong_texts]
    wrong = share(taken.wrong, taken.characters, 1)
    return [f"{taken.gold_characters:,}", per_million, *(f"{n:,}" for n in counts), wrong, capped]


def gold_size(documents):
    return sum(count(document.gold) for document in documents)


def harm_of(item):
    """What to sort by, worst first."""
    name, taken = item
    return -taken.gold_characters, -taken.wrong, -taken.characters, name


def capped(cleanings):
    """By rule, where all rules ran."""
    return cleanings[max(cleanings, key=harm.LEVELS.index)].capped


def pack_rows(packs, cleanings, size):
    """Of what harm.per_pack says."""
    caps = collections.Counter()
    for rule, times in capped(cleanings).items():
        caps[harm.pack_of(rule)] += times
    rows = [[name, *cells(taken, caps[name], size)] for name, taken in sorted(packs.items(), key=harm_of)]
    return ["pack", *HEAD], rows


def rule_rows(rules, cleanings, size):
    """Of what harm.per_rule says, and the rules that were only capped."""
    caps = capped(cleanings)
    taken = {rule: of_rule for rule, (_, of_rule) in rules.items()}
    taken |= {rule: harm.Taken() for rule in caps if rule not in rules}
    rows = []
    for rule, of_rule in sorted(taken.items(), key=harm_of):
        level = rules[rule][0] if rule in rules else ""
        rows.append([rule, level, *cells(of_rule, caps.get(rule, 0), size)])
    return ["rule", "keep", *HEAD], rows


def harmful(rows):
    """Of rule_rows those that took a character wrongly."""
    return [row for row in rows if row[2] != "0" or row[7] != "0"]


def aligned(head, rows, left):
    """Columns of a terminal; the first `left` to the left."""
    table = [[str(cell) for cell in row] for row in [head, *rows]]
    widths = [max(map(len, column)) for column in zip(*table)]
    lines = (
        "  ".join(cell.ljust(w) if i < left else cell.rjust(w) for i, (cell, w) in enumerate(zip(row, widths)))
        for row in table
    )
    return [line.rstrip() for line in lines]


def for_terminal(judged, cleanings, documents):
    gold, size = harm.of_gold(judged, documents, list(cleanings), {}), gold_size(documents)
    tables = [
        aligned(*gold_rows(gold), left=2),
        aligned(*pack_rows(harm.per_pack(judged), cleanings, size), left=1),
        aligned(*rule_rows(harm.per_rule(judged), cleanings, size), left=2),
    ]
    return "\n\n".join("\n".join(table) for table in tables)


def shown(judged, name):
    """What the rules whose names begin so took wrongly: each piece once, with the kinds of text it was taken from."""
    places = collections.defaultdict(lambda: collections.defaultdict(dict))
    for _, document, kind, found in judged:
        for piece in found:
            if piece.wrong and piece.rule.startswith(name):
                places[document.name, document.host][piece.rule, piece.text][kind] = None
    lines = []
    for (document, host), pieces in places.items():
        lines.append(f"{document} {host}")
        for (rule, text), kinds in pieces.items():
            lines.append(f"  {rule} ({', '.join(kinds)})  {text}")
    return "\n".join(lines) or f"no rule whose name begins with {name} took anything wrongly"
