"""How sure a share is: the one interval of a share, on which every capability's figures rest."""

import math
from dataclasses import dataclass
from statistics import NormalDist

Z90 = NormalDist().inv_cdf(0.95)
"""The normal quantile that leaves 5 % on each side, so that ±Z90 holds 90 %."""


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`; what the scale is, the one who asks knows."""

    low: float
    high: float


def z_of(level: float) -> float:
    """The z for which ±z holds `level` (0 < level < 1) of a normal distribution."""
    return NormalDist().inv_cdf((1 + level) / 2)


def wilson(count: float, n: int, *, z: float = Z90) -> Interval | None:
    """The score interval of a share (0 to 1) of `count` in `n`; None where nobody is counted.

    Wilson (1927), Journal of the American Statistical Association 22, 209–212: the shares p for
    which |count/n − p| ≤ z·√(p(1 − p)/n).
    """
    if n < 1:
        return None
    share, z2 = count / n, z**2
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = z / (1 + z2 / n) * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    return Interval(max(0.0, middle - half), min(1.0, middle + half))
