"""Whether units that have begun differ from those that have not yet, beyond chance."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean, variance

from training.reporting.rules.intervals import t95

LEAST_UNITS = 5


class Verdict(StrEnum):
    """What the difference allows to say."""

    OPEN = "open"
    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class Difference:
    """Mean share of begun units minus that of the others, −1 to 1, with its 90 % interval.

    None where fewer than five units stand on either side.
    """

    verdict: Verdict
    begun: int
    waiting: int
    value: float | None = None
    low: float | None = None
    high: float | None = None


def difference(begun: Sequence[float], waiting: Sequence[float]) -> Difference:
    """Welch's interval over units (Welch 1947, Biometrika 34, 28–35): the lot ordered units.

    A verdict is said only where the whole interval lies on one side of nothing.
    """
    n, m = len(begun), len(waiting)
    if min(n, m) < LEAST_UNITS:
        return Difference(Verdict.OPEN, n, m)
    value = fmean(begun) - fmean(waiting)
    one, other = variance(begun) / n, variance(waiting) / m
    spread = one + other
    df = (
        int(spread**2 / (one**2 / (n - 1) + other**2 / (m - 1))) if spread > 0 else n + m - 2
    )  # fmt: skip
    half = t95(max(1, df)) * math.sqrt(spread)
    low, high = value - half, value + half
    verdict = Verdict.HIGHER if low > 0 else Verdict.LOWER if high < 0 else Verdict.OPEN
    return Difference(verdict, n, m, value, max(-1.0, low), min(1.0, high))
