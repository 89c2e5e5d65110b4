"""How far two observers of one occasion agree, and how far each is right by what both saw."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeAlias

from training.kernel.shares import Interval
from training.observation.rules.occasions import LEAST_SEEN, WORTH, Mark, outcome

Marks: TypeAlias = Mapping[str, Mark]
Pair: TypeAlias = tuple[Marks, Marks]
Table: TypeAlias = list[list[float]]
VALUES = (Mark.NOT, Mark.PARTLY, Mark.MET)
DRAWS = 1000
NOTHING = 1e-12
LEAST_PAIRS = 2


@dataclass(frozen=True, slots=True)
class Agreement:
    """α of the items that both saw, its 90 % interval, and of how many pairs and items it comes."""

    alpha: float | None
    interval: Interval | None
    pairs: int
    items: int


@dataclass(frozen=True, slots=True)
class Gold:
    """(right, n) of single observers against the consensus, where it is met and where not."""

    sensitivity: tuple[int, int]
    specificity: tuple[int, int]


def agreement(pairs: Sequence[Pair], *, seed: str, draws: int = DRAWS) -> Agreement:
    """Krippendorff's α (ordinal) of double-rated items, with a bootstrap interval over pairs.

    Krippendorff (2011), section D, for two values a subject: α = 1 − D_o/D_e. An item that one of
    the two did not see is missing and drops out. Pairs and not items are drawn again, because the
    items of one occasion hang together; the interval is the 5th to 95th percentile (Efron 1979).
    The same α as `quiz.rules.statistics.agreement.krippendorff`, without numpy, which no page of
    the site may load. None where all values are the same.
    """
    tables = [_table(pair) for pair in pairs]
    whole = _sum(tables)
    items = round(sum(map(sum, whole)) / 2)
    alpha = _alpha(whole)
    if alpha is None or len(tables) < LEAST_PAIRS:
        return Agreement(alpha, None, len(tables), items)
    chance = Random(f"{seed}:{len(tables)}")
    again = (_alpha(_sum(chance.choices(tables, k=len(tables)))) for _ in range(draws))
    found = sorted(each for each in again if each is not None)
    interval = Interval(_percentile(found, 0.05), _percentile(found, 0.95)) if found else None
    return Agreement(alpha, interval, len(tables), items)


def _table(pair: Pair) -> list[float]:
    """The coincidences of one pair, 3 × 3 in a row: each item counts in both orders."""
    counts = [0.0] * 9
    first, second = pair
    for key, mark in first.items():
        other = second.get(key, Mark.NOT_SEEN)
        if mark in WORTH and other in WORTH:
            here, there = VALUES.index(mark), VALUES.index(other)
            counts[3 * here + there] += 1
            counts[3 * there + here] += 1
    return counts


def _sum(tables: Sequence[Sequence[float]]) -> Table:
    flat = [float(sum(each)) for each in zip(*tables, strict=True)] or [0.0] * 9
    return [flat[0:3], flat[3:6], flat[6:9]]


def _alpha(table: Table) -> float | None:
    totals = [sum(row) for row in table]
    n = sum(totals)
    apart = [[_apart(totals, one, other) for other in range(3)] for one in range(3)]
    cells = [(one, other) for one in range(3) for other in range(3)]
    expected = sum(totals[one] * totals[other] * apart[one][other] for one, other in cells)
    if n < 2 or expected < NOTHING:
        return None
    observed = sum(table[one][other] * apart[one][other] for one, other in cells)
    return 1 - (n - 1) * observed / expected


def _apart(totals: Sequence[float], one: int, other: int) -> float:
    """The ordinal difference: the square of how many values lie between two, ends by half."""
    low, high = sorted((one, other))
    return (sum(totals[low : high + 1]) - (totals[low] + totals[high]) / 2) ** 2


def _percentile(values: Sequence[float], share: float) -> float:
    place = share * (len(values) - 1)
    low = int(place)
    high = min(low + 1, len(values) - 1)
    return values[low] + (values[high] - values[low]) * (place - low)


def gold(pairs: Sequence[Pair]) -> Gold:
    """How often one observer's outcome is that of both together, where that is met or not met.

    The consensus of a pair is the occasion rule on the mean of both marks (an item that only one
    saw has that one's). It stands in for a truth that nobody knows: because each observer is half
    of the consensus, both figures lie too high, the more so the fewer items both saw. Pairs whose
    consensus saw fewer items than the rule needs are left out.
    """
    found = {True: [0, 0], False: [0, 0]}
    for first, second in pairs:
        truth = _consensus(first, second)
        if truth is None:
            continue
        for marks in (first, second):
            found[truth][0] += outcome(marks.values()).met is truth
            found[truth][1] += 1
    return Gold((found[True][0], found[True][1]), (found[False][0], found[False][1]))


def _consensus(first: Marks, second: Marks) -> bool | None:
    quarters = []
    for key in {*first, *second}:
        both = (first.get(key, Mark.NOT_SEEN), second.get(key, Mark.NOT_SEEN))
        given = [WORTH[each] for each in both if each in WORTH]
        if given:
            quarters.append(sum(given) / len(given))
    if len(quarters) < LEAST_SEEN:
        return None
    return round(sum(quarters) * 40) >= 28 * len(quarters)
