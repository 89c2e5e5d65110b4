"""How sure one may be that somebody masters what a sitting asked only a part of."""

import math
from functools import lru_cache

SMALLEST, STEPS, EXACT = 1e-300, 300, 1e-14


@lru_cache(maxsize=4096)
def sure_above(cut: float, right: float, of: int) -> float:
    """P(ability > cut) after `right` of `of` questions, from 0 to 1.

    Jeffreys' prior: ability ~ Beta(½, ½), so that it is Beta(½ + right, ½ + of − right) afterwards
    (Brown, Cai & DasGupta 2001, section 3.1). Partial credit counts as parts of a success. Refuses
    (ValueError) a cut outside 0–1, or more right than asked.
    """
    if not 0 <= cut <= 1 or not 0 <= right <= of:
        raise ValueError("A cut lies between 0 and 1, and nobody is right more often than asked.")
    return 1 - incomplete_beta(0.5 + right, 0.5 + of - right, cut)


def incomplete_beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function I_x(a, b).

    By the continued fraction of DLMF 8.17.22, on the side where it converges quickly (8.17.4).
    """
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(b, a, 1 - x)
    log = (
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
        + a * math.log(x) + b * math.log1p(-x)
    )  # fmt: skip
    return math.exp(log) / a / _fraction(a, b, x)


def _fraction(a: float, b: float, x: float) -> float:
    """The continued fraction by Lentz's method (Thompson & Barnett 1986)."""
    value, c, d = 1.0, 1.0, 0.0
    for step in range(1, STEPS):
        m = step // 2
        if step % 2:
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1 / _apart(1 + term * d)
        c = _apart(1 + term / c)
        value *= c * d
        if abs(c * d - 1) < EXACT:
            break
    return value


def _apart(value: float) -> float:
    return value if abs(value) > SMALLEST else SMALLEST
