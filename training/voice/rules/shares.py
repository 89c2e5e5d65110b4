"""Shares of good answers by voice: their interval, who may be shown, and the funnel."""

import math
from dataclasses import dataclass
from enum import StrEnum

from training.kernel.shares import wilson

Z95 = 1.959963984540054
"""Leaves 2.5 % below: the lower 95 % limit of a funnel."""
EDGE = 0.05


@dataclass(frozen=True, slots=True)
class Sums:
    """What can be added over voices: how many spoke, and the sum of their shares of good answers.

    One voice answers several questions and counts once: `good` gains the share of its answers that
    are good, from 0 to 1.
    """

    n: int = 0
    good: float = 0.0

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(self.n + other.n, self.good + other.good)


class Shown(StrEnum):
    """How a share is told: not at all, as a band at an end of the scale, or as it is."""

    TOO_FEW = "too-few"
    AT_MOST = "at-most"
    AT_LEAST = "at-least"
    EXACT = "exact"


@dataclass(frozen=True, slots=True)
class Share:
    """A share of good answers as it may be told. Where it may not, nothing of it is here.

    `low` and `high` hold 90 %; at an end of the scale only the inner one is told.
    """

    shown: Shown
    n: int | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None


def told(sums: Sums, *, k: int) -> Share:
    """The share of `sums` if at least k voices are behind it; 0 % and 100 % become bands.

    The interval is Wilson's with n voices. A mean of values between 0 and 1 varies at most as a
    share does (p(1 − p)/n), so that it is never too narrow for it.
    """
    interval = wilson(sums.good, sums.n)
    if sums.n < k or interval is None:
        return Share(Shown.TOO_FEW)
    value = sums.good / sums.n
    if value <= EDGE:
        return Share(Shown.AT_MOST, sums.n, high=max(EDGE, interval.high))
    if value >= 1 - EDGE:
        return Share(Shown.AT_LEAST, sums.n, low=min(1 - EDGE, interval.low))
    return Share(Shown.EXACT, sums.n, value, interval.low, interval.high)


def lower_limit(centre: float, n: int) -> float:
    """The lower 95 % control limit of a funnel around `centre` for n voices, not below 0.

    centre − 1.96 · √(centre(1 − centre)/n): Spiegelhalter (2005), Statistics in Medicine 24,
    1185–1202, section 2.3, the normal approximation for proportions.
    """
    return max(0.0, centre - Z95 * math.sqrt(centre * (1 - centre) / n))


def below_funnel(unit: Sums, city: Sums, *, k: int) -> bool | None:
    """Whether a unit's voices lie below the funnel of the city's; None where fewer than k spoke.

    The gate of the unit's label: True stops it, None leaves it open as evidence that is missing.
    """
    if unit.n < k or city.n < k:
        return None
    return unit.good / unit.n < lower_limit(city.good / city.n, unit.n)
