"""Shares of many groups that are alike but not the same: what they teach about one more group.

The conjugate relative of the unit estimate, with an exact answer: an independent check of it.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import betaln

from training.internalization.rules.estimate.tallies import Real

CELLS = 200
LOG_ODDS, LOG_SIZE = (-2.3, -1.3), (1.0, 5.0)


@dataclass(frozen=True, slots=True)
class Alike:
    """Posterior means of a and b of Beta(a, b); its mode as (log a/b, log(a + b))."""

    a: float
    b: float
    mode: tuple[float, float]


def alike(
    y: Real, n: Real, odds: tuple[float, float] = LOG_ODDS, sizes: tuple[float, float] = LOG_SIZE
) -> Alike:
    """The posterior of a and b under p(a, b) ∝ (a + b)^(−5/2), on a grid.

    Gelman et al. (2013), Bayesian Data Analysis, 5.3, with its range as the usual one.
    """
    first, second = np.meshgrid(np.linspace(*odds, CELLS), np.linspace(*sizes, CELLS))
    b = np.exp(second) / (1 + np.exp(first))
    a = np.exp(second) - b
    log = np.log(a) + np.log(b) - 2.5 * second
    log += (betaln(a[..., None] + y, b[..., None] + n - y) - betaln(a, b)[..., None]).sum(axis=-1)
    weight = np.exp(log - log.max())
    weight /= weight.sum()
    top = np.unravel_index(int(log.argmax()), log.shape)
    return Alike(float((weight * a).sum()), float((weight * b).sum()),
                 (float(first[top]), float(second[top])))  # fmt: skip


def moments(shares: Real) -> tuple[float, float]:
    """a and b of the Beta distribution with the mean and variance of these shares."""
    mean, variance = float(shares.mean()), float(shares.var(ddof=1))
    size = mean * (1 - mean) / variance - 1
    return mean * size, (1 - mean) * size


def updated(a: float, b: float, y: int, n: int) -> tuple[float, float]:
    """Mean and standard deviation of a share after `y` of `n`, from Beta(a, b)."""
    a, b = a + y, b + n - y
    mean = a / (a + b)
    return mean, float(np.sqrt(mean * (1 - mean) / (a + b + 1)))
