"""What it does to be told before: announced minus unannounced occasions that were met."""

import math
from dataclasses import dataclass

from training.kernel.shares import Interval, wilson

WORRYING = 0.15
"""docs/measurement.md, F7: above this gap what is observed no longer counts."""


@dataclass(frozen=True, slots=True)
class Gap:
    """(met, n) of announced and unannounced occasions, their difference and its 90 % interval."""

    announced: tuple[int, int]
    unannounced: tuple[int, int]
    difference: float | None
    interval: Interval | None

    @property
    def worrying(self) -> bool:
        """Whether the difference itself is above 15 percentage points."""
        return self.difference is not None and self.difference > WORRYING


def gap(announced: tuple[int, int], unannounced: tuple[int, int]) -> Gap:
    """The difference of two shares given as (met, n), from −1 to 1; None where one side is empty.

    Newcombe (1998), Statistics in Medicine 17, 873–890, method 10: the squares of the distances
    to the limits of both Wilson intervals are added.
    """
    (a, m), (b, n) = announced, unannounced
    one, two = wilson(a, m), wilson(b, n)
    if one is None or two is None:
        return Gap(announced, unannounced, None, None)
    p, q = a / m, b / n
    below = math.hypot(p - one.low, two.high - q)
    above = math.hypot(one.high - p, q - two.low)
    return Gap(announced, unannounced, p - q, Interval(p - q - below, p - q + above))
