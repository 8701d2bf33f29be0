"""What rules take wrongly, as text: for authors of packs and for the report."""
import collections

from . import harm
from .documents import GOLD
from .lines import count


def share(part, whole, digits=3):
    return f"{100 * part / whole:.{digits}f} %" if whole else "–"


def gold_sums(judged, documents):
    """{level: {set: (characters taken, characters, [(share, document) of those that lost some, worst first])}}"""
    sizes = {d.name: count(d.gold) for d in documents}
    sets = list(dict.fromkeys(d.set for d in documents))
    lost = collections.defaultdict(collections.Counter)
    for level, document, kind, found in judged:
        if kind == GOLD:
            lost[level][document.name] += sum(piece.characters for piece in found)
    sums = {}
    for level, names in lost.items():
        for name in sets:
            inside = [d for d in sizes if d.startswith(f"{name}/")]
            worst = sorted(((names[d] / sizes[d], d) for d in inside if names[d]), reverse=True)
            sums.setdefault(level, {})[name] = (sum(names[d] for d in inside), sum(sizes[d] for d in inside), worst)
    return sums


def worst_first(rules):
    """Rules sorted by characters taken from gold texts, then by what they took wrongly elsewhere."""
    return sorted(rules.items(), key=lambda item: (-item[1][1].gold_characters, -item[1][1].wrong, item[0]))


HEAD = ["gold chars", "gold docs", "taken", "texts", "wrong", "wrong texts", "wrong %", "capped"]


def cells(taken, capped):
    return [
        taken.gold_characters, taken.gold_documents, taken.characters, taken.texts, taken.wrong, taken.wrong_texts,
        share(taken.wrong, taken.characters, 1), capped,
    ]  # fmt: skip


def row(words, name):
    return "".join(f"{word:>12}" for word in words) + f"  {name}"


def plain(judged, cleanings, documents):
    """All of it for a terminal."""
    out = []
    for level, sets in gold_sums(judged, documents).items():
        for name, (taken, size, worst) in sets.items():
            over = sum(part > 0.05 for part, _ in worst)
            at = f"; worst {worst[0][1]} {share(*worst[0][:1], 1, 1)}" if worst else ""
            out.append(f"{level:<9} gold of {name:<12} {share(taken, size)} of {size:,} characters, {over} over 5 %{at}")
    rules = harm.per_rule(judged)
    boldest = list(cleanings.values())[-1].capped
    out += ["", row(HEAD, "pack")]
    packs = harm.per_pack(rules)
    capped = collections.Counter()
    for rule, times in boldest.items():
        capped[rule.partition(":")[0]] += times
    for pack, taken in sorted(packs.items(), key=lambda item: -item[1].gold_characters):
        out.append(row(cells(taken, capped[pack]), pack))
    out += ["", row(HEAD, "rule (the mildest --keep that runs it)")]
    for rule, (level, taken) in worst_first(rules):
        out.append(row(cells(taken, boldest.get(rule, 0)), f"{rule} ({level})"))
    for rule in sorted(set(boldest) - set(rules)):
        out.append(row(cells(harm.Taken(), boldest[rule]), rule))
    return "\n".join(out)


def show(judged, name):
    """The pieces that rules whose names begin so took wrongly."""
    out = []
    for level, document, kind, found in judged:
        wrong = [piece for piece in found if piece.wrong and piece.rule.startswith(name)]
        if wrong:
            out.append(f"{document.name} {document.host} {kind} ({level})")
            out += [f"  {piece.rule}  {piece.text[:300]}" for piece in wrong]
    return "\n".join(out) or f"no rule whose name begins {name} took anything wrongly"
