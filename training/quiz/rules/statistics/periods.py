"""How often an item is shown, and whether it becomes easier or harder from period to period."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from scipy.special import chdtrc

from training.kernel.shares import Interval, wilson
from training.quiz.rules.statistics.classical import JUDGED, facility_interval
from training.quiz.rules.statistics.fixed import NANO
from training.quiz.rules.statistics.items import ItemSums
from training.quiz.rules.statistics.pairs import UNIT2

BEYOND_CHANCE = 0.01
SMALLEST_MOVE = 5.0
"""Points of a hundred: a smaller move is not told, however sure it is."""


@dataclass(frozen=True, slots=True)
class Period:
    """One version of an item in one period, among all attempts of that period."""

    label: str
    sums: ItemSums
    attempts: int


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """Facility (0 to 100) and exposure (share of attempts, 0 to 1), each with a 90 % interval."""

    label: str
    n: int
    facility: float | None
    facility_interval: Interval | None
    exposure: float | None
    exposure_interval: Interval | None


@dataclass(frozen=True, slots=True)
class Drift:
    """Whether facilities differ between periods beyond chance, and from where to where.

    `p` is None and `moved` False where fewer than two periods have 30 answers.
    """

    p: float | None
    moved: bool
    before: float | None = None
    after: float | None = None


def period_figures(periods: Sequence[Period]) -> tuple[PeriodFigures, ...]:
    """Facility and exposure of each period, in the order given."""
    return tuple(
        PeriodFigures(
            each.label, each.sums.whole.n, _facility(each.sums), facility_interval(each.sums),
            each.sums.whole.n / each.attempts if each.attempts else None,
            wilson(each.sums.whole.n, each.attempts),
        ) for each in periods
    )  # fmt: skip


def drift(periods: Sequence[Period]) -> Drift:
    """A test that all periods have one facility: Σ n(m − M)²/s² against χ² with periods − 1.

    s² is the variance within periods, so that items with partial marks are judged too (Cochran
    1954, Biometrics 10, 417–451, on weighted means). It has moved when p < .01 and the last
    judged period differs from the first by at least five points.
    """
    judged = [each.sums for each in periods if each.sums.whole.n >= JUDGED and each.sums.maximum]
    if len(judged) < 2:
        return Drift(None, False)
    n = sum(each.whole.n for each in judged)
    middle = sum(each.whole.x for each in judged) / NANO / n
    means = [each.whole.x / NANO / each.whole.n for each in judged]
    between = math.fsum(
        each.whole.n * (mean - middle) ** 2 for each, mean in zip(judged, means, strict=True)
    )
    within = math.fsum(
        each.whole.xx / UNIT2 - each.whole.n * mean**2
        for each, mean in zip(judged, means, strict=True)
    ) / (n - len(judged))
    p = _chance(between, within, len(judged) - 1)
    first, last = 100 * means[0], 100 * means[-1]
    return Drift(p, p < BEYOND_CHANCE and abs(last - first) >= SMALLEST_MOVE, first, last)


def _chance(between: float, within: float, freedom: int) -> float:
    """Where nobody differs within periods, any difference between them is beyond chance."""
    if within <= 1e-12:
        return 0.0 if between > 1e-12 else 1.0
    return float(chdtrc(freedom, between / within))


def _facility(sums: ItemSums) -> float | None:
    n = sums.whole.n
    return 100 * sums.whole.x / (n * NANO) if n and sums.maximum else None
