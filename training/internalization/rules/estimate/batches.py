"""Measurements in batches: how much batches differ, and how much is within them.

Anchors the restricted likelihood of areas.py on measurements whose noise has to be estimated too.
"""

import math
from dataclasses import dataclass

import numpy as np
from scipy.optimize import fminbound

from training.internalization.rules.estimate.tallies import Real, Whole

WIDEST = 12.0


@dataclass(frozen=True, slots=True)
class Batches:
    """Mean, standard deviations between and within, and −2 log of the restricted likelihood."""

    mean: float
    between: float
    within: float
    criterion: float


def batches(batch: Whole, y: Real) -> Batches:
    """One-way random effects by restricted maximum likelihood, batches of any size.

    Patterson & Thompson (1971), Biometrika 58, 545–554; profiled over the ratio of the variances.
    """
    _, row, size = np.unique(batch, return_inverse=True, return_counts=True)
    means = np.bincount(row, y) / size
    inside = float(((y - means[row]) ** 2).sum())

    def at(ratio: float) -> Batches:
        weight = size / (1 + ratio * size)
        mean = float(weight @ means / weight.sum())
        free = len(y) - 1
        variance = (inside + float(weight @ (means - mean) ** 2)) / free
        criterion = (
            free * (math.log(2 * math.pi * variance) + 1)
            + float(np.log1p(ratio * size).sum()) + math.log(weight.sum())
        )  # fmt: skip
        return Batches(mean, math.sqrt(ratio * variance), math.sqrt(variance), criterion)

    def cost(log: float) -> float:
        return at(math.exp(log)).criterion

    best = np.asarray(fminbound(cost, -WIDEST, WIDEST, xtol=1e-10)).item()
    return min(at(math.exp(best)), at(0.0), key=lambda each: each.criterion)
