"""How sure a statistic is: 90 % intervals of means, shares, correlations and reliabilities."""

import math

from scipy.special import betaincinv, fdtri, stdtrit

from training.kernel.shares import Z90, Interval

TAIL = 0.05
"""What a 90 % interval leaves out at each end, everywhere in the house."""


def of_mean(n: int, mean: float, sd: float) -> Interval | None:
    """mean ± t(.95; n − 1) · s/√n (Student 1908), in the units of the mean; None below two."""
    if n < 2:
        return None
    half = float(stdtrit(n - 1, 1 - TAIL)) * sd / math.sqrt(n)
    return Interval(mean - half, mean + half)


def of_correlation(r: float, n: int) -> Interval | None:
    """tanh(artanh r ± z/√(n − 3)) (Fisher 1921, Metron 1(4), 3–32); None below four pairs."""
    if n < 4:
        return None
    if abs(r) >= 1:
        return Interval(r, r)
    half = Z90 / math.sqrt(n - 3)
    return Interval(math.tanh(math.atanh(r) - half), math.tanh(math.atanh(r) + half))


def of_reliability(alpha: float, between: int, within: int) -> Interval | None:
    """The interval of α, whose (1 − ρ)/(1 − α) follows F with these degrees of freedom.

    Feldt (1965), Psychometrika 30, 357–370; for people × items they are n − 1 and (n − 1)(k − 1).
    """
    if between < 1 or within < 1:
        return None
    low, high = (float(fdtri(between, within, p)) for p in (1 - TAIL, TAIL))
    return Interval(1 - (1 - alpha) * low, 1 - (1 - alpha) * high)


def jeffreys(count: int, n: int, *, tail: float = TAIL) -> Interval | None:
    """The equal-tailed interval of a share under Jeffreys' prior Beta(½, ½); None without cases.

    Brown, Cai & DasGupta (2001), Statistical Science 16, 101–133, section 4.1: quantiles of
    Beta(x + ½, n − x + ½), with 0 as the lower end at x = 0 and 1 as the upper end at x = n.
    """
    if n < 1:
        return None
    first, second = count + 0.5, n - count + 0.5
    low = float(betaincinv(first, second, tail)) if count else 0.0
    high = float(betaincinv(first, second, 1 - tail)) if count < n else 1.0
    return Interval(low, high)
