"""What must hold before packs ship, and whether it does."""
import dataclasses

from .documents import VISIBLE
from .outcomes import pith_way

GAP_AT_LEAST = {"balanced": 0.25, "bold": 0.40}
RECALL_DOWN_AT_MOST = {"balanced": 0.3, "bold": 1.0}  # points
GOLD_AT_MOST = {"strict": 0.0005, "balanced": 0.002}  # of the characters of a set's gold texts
DOCUMENT_AT_MOST = {"strict": 0.05, "balanced": 0.05}  # of one gold text
# Of whole visible texts, on this set:
VISIBLE_SET = "naeb_dev"
VISIBLE_F1_AT_LEAST = {"balanced": 0.80, "bold": 0.88}
VISIBLE_LOST_AT_MOST = {"bold": 0.02}


def percent(part):
    return f"{100 * part:.3g} %" if part < 0.1 else f"{100 * part:.0f} %"


def points(value):
    return f"{value:+.2f}"


def f1(value):
    return f"{value:.3f}"


@dataclasses.dataclass
class Limit:
    what: str
    bounds: dict  # by level
    values: dict
    sign: int  # 1: at least the bound, -1: at most
    text: object  # value → str

    def holds(self, level):
        bound = self.bounds.get(level)
        return bound is None or self.sign * self.values[level] >= self.sign * bound

    def cells(self, levels):
        word = "≥" if self.sign > 0 else "≤"
        bounds = [f"{level} {word} {self.text(bound)}" for level, bound in self.bounds.items()]
        values = [self.text(self.values[level]) + ("" if self.holds(level) else " ✗") for level in levels]
        return [self.what, ", ".join(bounds), *values]


def limits(outcomes, gold, levels):
    """All of them; `gold` is what harm.of_gold says."""
    found = []
    for name in outcomes.sets:
        shares = {level: gold[level, name].share for level in levels}
        found.append(Limit(f"taken from gold texts of {name}", GOLD_AT_MOST, shares, -1, percent))
    worst = {level: max(gold[level, name].worst for name in outcomes.sets) for level in levels}
    found.append(Limit("taken from one gold text at most", DOCUMENT_AT_MOST, worst, -1, percent))
    for kind in outcomes.kinds:
        if kind == VISIBLE:
            continue
        closed = {level: outcomes.closed(kind, pith_way(level)) or 0 for level in levels}
        found.append(Limit(f"{kind}: gap closed", GAP_AT_LEAST, closed, 1, percent))
        change = {level: outcomes.recall_change(kind, pith_way(level)) for level in levels}
        down = {level: -bound for level, bound in RECALL_DOWN_AT_MOST.items()}
        found.append(Limit(f"{kind}: recall, points", down, change, 1, points))
    if VISIBLE_SET in outcomes.sets:
        of = f"visible texts of {VISIBLE_SET}"
        scores = {level: outcomes.score(VISIBLE, pith_way(level), VISIBLE_SET).f1 for level in levels}
        found.append(Limit(f"{of}: F1", VISIBLE_F1_AT_LEAST, scores, 1, f1))
        lost = {level: outcomes.lost(VISIBLE, pith_way(level), VISIBLE_SET) for level in levels}
        found.append(Limit(f"{of}: article lost", VISIBLE_LOST_AT_MOST, lost, -1, percent))
    return found
