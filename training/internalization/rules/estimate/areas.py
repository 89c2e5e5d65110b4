"""Many small areas with a noisy figure each: how much they truly differ, and the better figures."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from training.internalization.rules.estimate.tallies import Real

ROUNDS, CLOSE = 200, 1e-12


class Method(StrEnum):
    """How the between-area variance is found."""

    REML = "REML"
    ML = "ML"
    MOMENT = "FH_moment"


@dataclass(frozen=True, slots=True)
class Shrunk:
    """Figures at one between-area variance: regression, areas drawn to it, and their errors.

    `known` is the error when the variance and the regression are known (g1), `line` what the
    regression's own uncertainty adds (g2); `log` the restricted log-likelihood, its constant aside.
    """

    beta: Real
    covariance: Real
    areas: Real
    known: Real
    line: Real
    log: float


@dataclass(frozen=True, slots=True)
class Areas:
    """The fitted model: between-area variance, regression, areas and their mean squared errors."""

    variance: float
    beta: Real
    beta_se: Real
    areas: Real
    mse: Real


def shrunk(y: Real, x: Real, noise: Real, variance: float) -> Shrunk:
    """Best linear unbiased predictors of y = xβ + u + e, Var u = variance, Var e = noise.

    Fay & Herriot (1979), Journal of the American Statistical Association 74, 269–277.
    """
    weight = 1 / (variance + noise)
    covariance = np.linalg.inv((x * weight[:, None]).T @ x)
    beta = covariance @ (x.T @ (weight * y))
    rest = y - x @ beta
    gamma = variance * weight
    line = (1 - gamma) ** 2 * np.einsum("di,ij,dj->d", x, covariance, x)
    log = 0.5 * (np.log(weight).sum() + np.linalg.slogdet(covariance)[1] - float(weight @ rest**2))
    return Shrunk(beta, covariance, x @ beta + gamma * rest, gamma * noise, line, float(log))


def small_areas(y: Real, x: Real, noise: Real, method: Method = Method.REML) -> Areas:
    """The model with its variance found by one of the methods, and second-order errors.

    Errors: g1 + g2 + 2·g3, less what the bias of the variance adds (Prasad & Rao 1990, JASA 85,
    163–171; Datta & Lahiri 2000, Statistica Sinica 10, 613–627; for moments Datta, Rao & Smith
    2005, Biometrika 92, 183–196).
    """
    variance = _variance(y, x, noise, method)
    found = shrunk(y, x, noise, variance)
    weight = 1 / (variance + noise)
    once, square, count = float(weight.sum()), float((weight**2).sum()), len(y)
    moment = method is Method.MOMENT
    of_variance = 2 * count / once**2 if moment else 2 / square
    bias = 0.0
    if moment:
        bias = 2 * (count * square - once**2) / once**3
    elif method is Method.ML:
        spread = (x * (weight**2)[:, None]).T @ x
        bias = -float(np.trace(found.covariance @ spread)) / square
    mse = found.known + found.line + 2 * noise**2 * weight**3 * of_variance
    mse = mse - bias * (noise * weight) ** 2
    return Areas(variance, found.beta, np.sqrt(np.diag(found.covariance)), found.areas, mse)


def _variance(y: Real, x: Real, noise: Real, method: Method) -> float:
    """Scoring from the middle of the noise; a variance below zero is zero."""
    variance = float(np.median(noise))
    for _ in range(ROUNDS):
        slope, information = _slope(y, x, variance + noise, method)
        following = max(0.0, variance + slope / information)
        if abs(following - variance) < CLOSE:
            break
        variance = following
    return variance


def _slope(y: Real, x: Real, total: Real, method: Method) -> tuple[float, float]:
    """What the estimating equation of a method lacks at a total variance, and its steepness."""
    weight = 1 / total
    root = x * weight[:, None]
    shade = np.linalg.inv(root.T @ x)
    rest = y - x @ (shade @ (root.T @ y))
    square = float((weight**2).sum())
    if method is Method.MOMENT:
        lacking = float(weight @ rest**2) - (len(y) - x.shape[1])
        return lacking, float(weight**2 @ rest**2)
    slope = float(weight**2 @ rest**2) - float(weight.sum())
    if method is Method.REML:
        spread = shade @ (root.T @ root)
        slope += float(np.trace(spread))
        cube = (root * weight[:, None]).T @ root
        square += float(np.trace(spread @ spread)) - 2 * float(np.trace(shade @ cube))
    return 0.5 * slope, 0.5 * square
