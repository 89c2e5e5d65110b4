"""Exact sums of two quantities over the same answers, and what follows from them."""

import math
from dataclasses import astuple, dataclass
from fractions import Fraction

from training.quiz.rules.statistics.fixed import NANO

UNIT2 = NANO * NANO


@dataclass(frozen=True, slots=True)
class Pairs:
    """n, Σx, Σy, Σx², Σy², Σxy in billionths and their squares: whole numbers without error."""

    n: int = 0
    x: int = 0
    y: int = 0
    xx: int = 0
    yy: int = 0
    xy: int = 0

    def __add__(self, other: "Pairs") -> "Pairs":
        return Pairs(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))

    @property
    def covariance(self) -> float | None:
        """The sample covariance (n − 1) in squared units; None below two."""
        return _over(self.n * self.xy - self.x * self.y, self.n)

    @property
    def variance_x(self) -> float | None:
        return _over(self.n * self.xx - self.x**2, self.n)

    @property
    def variance_y(self) -> float | None:
        return _over(self.n * self.yy - self.y**2, self.n)

    @property
    def correlation(self) -> float | None:
        """Pearson's r; None where one of the two does not vary."""
        spread = (self.n * self.xx - self.x**2) * (self.n * self.yy - self.y**2)
        if self.n < 2 or spread <= 0:
            return None
        return (self.n * self.xy - self.x * self.y) / math.sqrt(spread)


NO_PAIRS = Pairs()


def _over(scatter: int, n: int) -> float | None:
    return float(Fraction(scatter, n * (n - 1) * UNIT2)) if n > 1 else None


def variance(n: int, total: int, squares: int) -> float | None:
    """The sample variance of `n` values in billionths by their exact sums; None below two."""
    return _over(n * squares - total**2, n)
