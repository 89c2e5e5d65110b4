"""What the units of a city have in common, as one vector, and what is held of it beforehand."""

import math
from dataclasses import dataclass

import numpy as np
from scipy.special import expit, log_expit

from training.internalization.rules.estimate.counts import Gold
from training.internalization.rules.estimate.tallies import Real, Tally

CITY_SD, GROUP_SD = 1.5, 1.0
"""mu[group] ~ N(m, 1), m ~ N(0, 1.5²): between 5 % and 95 % nothing is surprising beforehand."""
TAU_SCALE, OMEGA_SCALE = 0.7, 0.7
"""Rayleigh scales (their modes) of tau, the spread of units, and omega, the spread of the gap. They
avoid zero: that all units are alike, or all gaps, is never what a few counts have shown (Chung et
al. 2013, Psychometrika 78, 685–709)."""
DELTA, DELTA_SD = 0.5, 1.0
"""The gap: responders are probably a little better; twice as far or the other way is thinkable."""
JEFFREYS = 0.5
CHANCE = 0.5
"""Sensitivity and specificity lie above chance; below it the gold set is refused."""


@dataclass(frozen=True, slots=True)
class Hypers:
    """Rows of hyper-parameters: `mu` of each unit's group; `se` and `sp` are 1 without error."""

    mu: Real
    tau: Real
    delta: Real
    omega: Real
    se: Real
    sp: Real


def size(data: Tally) -> int:
    """Length of the vector: mu of each group, log tau, delta, log omega, and two for raters."""
    return data.groups + 3 + 2 * (data.gold is not None)


def start(data: Tally) -> Real:
    """A sensible place from which to look for the maximum."""
    share = (data.positives.sum() + 1) / (data.assessed.sum() + 2)
    level = math.log(share / (1 - share))
    tail = [0.0, 0.0] if data.gold else []
    return np.array([level] * data.groups + [math.log(0.5), DELTA, math.log(0.3), *tail])


def opened(theta: Real, data: Tally) -> Hypers:
    """Vectors (rows × size) as hyper-parameters that broadcast over rows × units."""
    at = data.groups
    one = np.ones((len(theta), 1))
    se, sp = one, one
    if data.gold is not None:
        se, sp = (CHANCE + (1 - CHANCE) * expit(theta[:, at + k, None]) for k in (3, 4))
    return Hypers(
        theta[:, data.group], np.exp(theta[:, at, None]), theta[:, at + 1, None],
        np.exp(theta[:, at + 2, None]), se, sp,
    )  # fmt: skip


def log_prior(theta: Real, data: Tally) -> tuple[Real, Real]:
    """The log of the prior density of each row, up to a constant, and its gradient.

    The groups' means share a city's mean, which is integrated out: they are jointly normal with
    precision I/s² − 11ᵀ·c, c = S²/(s²(s² + K·S²)).
    """
    k = data.groups
    mu, slope = theta[:, :k], np.zeros_like(theta)
    shared = CITY_SD**2 / (GROUP_SD**2 * (GROUP_SD**2 + k * CITY_SD**2))
    total = mu.sum(axis=1)
    density = -0.5 * ((mu**2).sum(axis=1) / GROUP_SD**2 - shared * total**2)
    slope[:, :k] = -mu / GROUP_SD**2 + shared * total[:, None]
    for at, scale in ((k, TAU_SCALE), (k + 2, OMEGA_SCALE)):
        square = np.exp(2 * theta[:, at]) / scale**2
        density += -0.5 * square + 2 * theta[:, at]
        slope[:, at] = 2 - square
    gap = (theta[:, k + 1] - DELTA) / DELTA_SD
    density += -0.5 * gap**2
    slope[:, k + 1] = -gap / DELTA_SD
    if data.gold is not None:
        for at, (right, n) in enumerate(_rated(data.gold), start=k + 3):
            more, by = _log_rated(theta[:, at], right, n)
            density += more
            slope[:, at] = by
    return density, slope


def _rated(gold: Gold) -> tuple[tuple[int, int], tuple[int, int]]:
    return (gold.positive_right, gold.positive), (gold.negative_right, gold.negative)


def _log_rated(x: Real, right: int, n: int) -> tuple[Real, Real]:
    """The Beta posterior of a rate above chance under Jeffreys' prior, on the scale of `x`."""
    inside = expit(x)
    rate = CHANCE + (1 - CHANCE) * inside
    first, second = right + JEFFREYS - 1, n - right + JEFFREYS - 1
    log_wrong = math.log(1 - CHANCE) + log_expit(-x)  # 1 − rate is 0 by rounding far out
    density = first * np.log(rate) + second * log_wrong + log_wrong + log_expit(x)
    by_rate = (1 - CHANCE) * inside * (1 - inside) / rate
    return density, first * by_rate - second * inside + 1 - 2 * inside
