"""The marginal likelihood of right-or-wrong answers when ability is normal, by quadrature."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_expit, logsumexp

Real: TypeAlias = NDArray[np.floating[Any]]
NODES = 61
WEIGHTLESS = 1e-16


@dataclass(frozen=True, slots=True)
class Patterns:
    """Different response patterns: `right` and `asked` (0/1, patterns × items) and how often."""

    right: Real
    asked: Real
    times: Real

    @property
    def people(self) -> float:
        return float(self.times.sum())


@dataclass(frozen=True, slots=True)
class Fit:
    """A likelihood at given slopes and intercepts: its log and its gradient by both."""

    loglik: float
    slope: Real
    intercept: Real


def patterns(marks: Real) -> Patterns:
    """The different rows of a table of people × items with 1, 0 and NaN (not asked)."""
    coded = np.where(np.isnan(marks), -1, marks).astype(np.int8)
    rows, times = np.unique(coded, axis=0, return_counts=True)
    kept = (rows >= 0).any(axis=1)
    return Patterns((rows == 1)[kept] * 1.0, (rows >= 0)[kept] * 1.0, times[kept] * 1.0)


def nodes() -> tuple[Real, Real]:
    """Gauss–Hermite abscissae for the standard normal and the logs of their weights.

    Those beyond ±8, a third of them, weigh less than the rounding error of a sum and are left out.
    """
    at, weight = np.polynomial.hermite_e.hermegauss(NODES)
    seen = weight > WEIGHTLESS
    return at[seen], np.log(weight[seen]) - 0.5 * math.log(2 * math.pi)


def posterior(data: Patterns, slope: Real, intercept: Real) -> tuple[Real, Real, Real]:
    """Each pattern's log-likelihood, its posterior weights over the nodes, and P by node and item.

    P(right | θ) = logistic(slope · θ + intercept), θ ~ N(0, 1) (Bock & Lieberman 1970,
    Psychometrika 35, 179–197).
    """
    at, log_weight = nodes()
    logit = np.outer(at, slope) + intercept
    log_right, log_wrong = log_expit(logit), log_expit(-logit)
    joint = data.right @ (log_right - log_wrong).T + data.asked @ log_wrong.T + log_weight
    marginal = np.asarray(logsumexp(joint, axis=1), dtype=np.float64)
    return marginal, np.exp(joint - marginal[:, None]), np.exp(log_right)


def fit(data: Patterns, slope: Real, intercept: Real) -> Fit:
    """The log-likelihood and its gradient (Bock & Aitkin 1981, Psychometrika 46, 443–459)."""
    at, _ = nodes()
    marginal, weights, chance = posterior(data, slope, intercept)
    seen = weights.T @ (data.times[:, None] * data.right)
    met = weights.T @ (data.times[:, None] * data.asked)
    surplus = seen - met * chance
    return Fit(float(data.times @ marginal), at @ surplus, surplus.sum(axis=0))


def information(data: Patterns, slope: Real, intercept: Real) -> Real:
    """The observed information, minus the Hessian: all slopes first, then all intercepts.

    Louis (1982), Journal of the Royal Statistical Society B 44, 226–233: what complete data would
    tell, less what the unseen abilities hide.
    """
    at, _ = nodes()
    _, weights, chance = posterior(data, slope, intercept)
    items = chance.shape[1]
    total = np.zeros((2 * items, 2 * items))
    surplus_of = [
        data.right * (weights @ power)[:, None] - data.asked * (weights @ (power[:, None] * chance))
        for power in (at, np.ones_like(at))
    ]
    mean = np.hstack(surplus_of)
    met = weights.T @ (data.times[:, None] * data.asked)
    complete = met * chance * (1 - chance)
    for node, theta in enumerate(at):
        surplus = data.right - data.asked * chance[node]
        outer = surplus.T @ ((data.times * weights[:, node])[:, None] * surplus)
        total -= np.kron([[theta**2, theta], [theta, 1]], outer)
    total += mean.T @ (data.times[:, None] * mean)
    for row, column, power in ((0, 0, 2), (0, 1, 1), (1, 0, 1), (1, 1, 0)):
        block = total[row * items :, column * items :][:items, :items]
        block[np.diag_indices(items)] += (at**power) @ complete
    return total


def covariance(information: Real) -> Real | None:
    """The inverse of the information; None when the maximum is not a proper one."""
    try:
        np.linalg.cholesky(information)
    except np.linalg.LinAlgError:
        return None
    return np.linalg.inv(information)


def scores(data: Patterns, slope: Sequence[float], intercept: Sequence[float]) -> Real:
    """By pattern: EAP with its standard deviation, and the mode (EB) with its standard error.

    EAP: Bock & Mislevy (1982), Applied Psychological Measurement 6, 431–444. The empirical-Bayes
    mode is found by Newton's method, its error from the curvature 1 + Σ a²P(1 − P) there.
    """
    a, d = np.asarray(slope, float), np.asarray(intercept, float)
    at, _ = nodes()
    _, weights, _ = posterior(data, a, d)
    mean = weights @ at
    spread = np.sqrt(np.maximum(0.0, weights @ at**2 - mean**2))
    mode = mean.copy()
    curve = np.ones_like(mode)
    for _ in range(50):
        chance = np.exp(log_expit(np.outer(mode, a) + d))
        curve = 1 + (data.asked * chance * (1 - chance)) @ a**2
        step = ((data.right - data.asked * chance) @ a - mode) / curve
        mode += np.clip(step, -1, 1)
        if np.abs(step).max(initial=0.0) < 1e-10:
            break
    return np.column_stack([mean, spread, mode, 1 / np.sqrt(curve)])
