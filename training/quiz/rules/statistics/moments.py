"""The shape of a distribution of scores: mean, median, spread, skewness and kurtosis."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from training.quiz.rules.statistics.fixed import NANO


@dataclass(frozen=True, slots=True)
class Shape:
    """Of shares: mean and median, sd (n − 1), skewness and excess kurtosis; None: not defined."""

    n: int
    mean: float | None = None
    median: float | None = None
    sd: float | None = None
    skewness: float | None = None
    kurtosis: float | None = None


def shape(n: int, powers: tuple[int, int, int, int], counts: Mapping[int, int]) -> Shape:
    """The shape from the exact power sums (billionths) and the counts of each value.

    Skewness k₃/k₂^1.5 and kurtosis k₄/k₂² of Fisher's k-statistics (Fisher 1930, Proceedings of
    the London Mathematical Society 30, 199–238), as Moodle's quiz statistics compute them; they
    need three and four attempts, and scores that differ.
    """
    if n < 1:
        return Shape(0)
    first, second, third, fourth = (
        Fraction(total, n * NANO**p) for p, total in enumerate(powers, 1)
    )
    m2 = second - first**2
    m3 = third - 3 * first * second + 2 * first**3
    m4 = fourth - 4 * first * third + 6 * first**2 * second - 3 * first**4
    k2 = m2 * n / (n - 1) if n > 1 else None
    sd = float(k2) ** 0.5 if k2 is not None else None
    skewness = kurtosis = None
    if k2 and sd and n > 2:
        skewness = float(m3 * n**2 / ((n - 1) * (n - 2))) / sd**3
    if k2 and n > 3:
        k4 = n**2 * ((n + 1) * m4 - 3 * (n - 1) * m2**2) / ((n - 1) * (n - 2) * (n - 3))
        kurtosis = float(k4 / k2**2)
    return Shape(n, float(first), median(counts), sd, skewness, kurtosis)


def median(counts: Mapping[int, int]) -> float | None:
    """The middle value as a share, or the mean of the two in the middle."""
    n = sum(counts.values())
    if not n:
        return None
    lower, upper = _at(counts, (n - 1) // 2), _at(counts, n // 2)
    return (lower + upper) / (2 * NANO)


def _at(counts: Mapping[int, int], place: int) -> int:
    for value in sorted(counts):
        place -= counts[value]
        if place < 0:
            return value
    raise AssertionError("the place lies within the counts")
