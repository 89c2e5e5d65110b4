"""Item response theory: the Rasch and the two-parameter model by marginal maximum likelihood."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.optimize import minimize

from training.quiz.rules.statistics.quadrature import (
    Fit,
    Patterns,
    Real,
    fit,
    patterns,
    standard_errors,
)

STEEPEST = 6.0
"""No slope beyond this is believed: the likelihood is then flat and the item fits nothing."""
FARTHEST = 15.0
LEAST_PEOPLE = 30
LEAST_ITEMS = 3


class NotFitted(StrEnum):
    """Why there is no model."""

    TOO_FEW_PEOPLE = "too-few-people"
    TOO_FEW_ITEMS = "too-few-items"
    UNSTABLE = "unstable"


@dataclass(frozen=True, slots=True)
class Rasch:
    """P = logistic(θ − difficulty), θ ~ N(0, variance), difficulties in logits.

    `items` are the places of the items that could be used. Standard errors are those of the
    observed information.
    """

    items: tuple[int, ...]
    people: int
    difficulty: tuple[float, ...]
    se_difficulty: tuple[float, ...]
    variance: float
    se_variance: float
    loglik: float
    aic: float
    bic: float


@dataclass(frozen=True, slots=True)
class TwoParameters:
    """P = logistic(slope · (θ − difficulty)), θ ~ N(0, 1); `intercept` is −slope · difficulty."""

    items: tuple[int, ...]
    people: int
    difficulty: tuple[float, ...]
    se_difficulty: tuple[float, ...]
    slope: tuple[float, ...]
    se_slope: tuple[float, ...]
    intercept: tuple[float, ...]
    loglik: float
    aic: float
    bic: float


def usable(marks: Real) -> tuple[int, ...]:
    """The places of items that were answered only rightly or wrongly, and in both ways."""
    found = []
    for place, column in enumerate(marks.T):
        values = set(np.unique(column[~np.isnan(column)]).tolist())
        if values == {0.0, 1.0}:
            found.append(place)
    return tuple(found)


def rasch(marks: Real) -> Rasch | NotFitted:
    """The Rasch model of a table of people × items (1, 0, NaN: not asked).

    Maximises the marginal likelihood over the intercepts and one common slope σ, so that the
    variance of ability is σ² (Thissen 1982, Psychometrika 47, 175–186). Its standard error is
    2σ·se(σ). Refuses with NotFitted below 30 people or three items, or without a proper maximum.
    """
    items = usable(marks)
    data = _data(marks, items)
    if isinstance(data, NotFitted):
        return data
    count = len(items)
    gather = np.vstack([np.kron([1.0, 0.0], np.ones(count)), _intercepts(count)])
    best = _best(data, gather, np.r_[1.0, _start(data)], [(1e-3, STEEPEST)])
    if isinstance(best, NotFitted):
        return best
    found, errors, loglik = best
    return Rasch(
        items, int(data.people), _numbers(-found[1:]), _numbers(errors[1:]),
        float(found[0] ** 2), float(2 * found[0] * errors[0]),
        loglik, *_criteria(loglik, count + 1, data),
    )  # fmt: skip


def two_parameters(marks: Real) -> TwoParameters | NotFitted:
    """The two-parameter model of a table of people × items (1, 0, NaN: not asked).

    Bock & Aitkin (1981). Difficulty b = −d/a with the standard error of the delta method,
    √(var d − 2(d/a)·cov + (d/a)²·var a)/|a|. Refuses with NotFitted below 30 people or three
    items, and when a slope runs away or the maximum is not a proper one.
    """
    items = usable(marks)
    data = _data(marks, items)
    if isinstance(data, NotFitted):
        return data
    count = len(items)
    start = np.r_[np.ones(count), _start(data)]
    best = _best(data, np.eye(2 * count), start, [(-STEEPEST, STEEPEST)] * count)
    if isinstance(best, NotFitted):
        return best
    found, errors, loglik = best
    slope, intercept = found[:count], found[count:]
    if np.abs(slope).min() < 1e-3:
        return NotFitted.UNSTABLE
    se = _of_difficulty(data, slope, intercept)
    return TwoParameters(
        items, int(data.people), _numbers(-intercept / slope), _numbers(se), _numbers(slope),
        _numbers(errors[:count]), _numbers(intercept), loglik,
        *_criteria(loglik, 2 * count, data),
    )  # fmt: skip


def _data(marks: Real, items: tuple[int, ...]) -> Patterns | NotFitted:
    if len(items) < LEAST_ITEMS:
        return NotFitted.TOO_FEW_ITEMS
    data = patterns(marks[:, list(items)])
    return data if data.people >= LEAST_PEOPLE else NotFitted.TOO_FEW_PEOPLE


def _intercepts(count: int) -> Real:
    return np.hstack([np.zeros((count, count)), np.eye(count)])


def _start(data: Patterns) -> Real:
    """Logits of the facilities, a little wider because ability varies."""
    asked, right = data.times @ data.asked, data.times @ data.right
    return 1.1 * np.log(right / (asked - right))


def _best(
    data: Patterns, gather: Real, start: Real, slopes: list[tuple[float, float]]
) -> tuple[Real, Real, float] | NotFitted:
    """The best parameters, their standard errors and the log-likelihood.

    `gather` says which slopes and intercepts (columns) move with which parameter (row).
    """
    at = _at(data, gather)
    bounds = slopes + [(-FARTHEST, FARTHEST)] * (len(start) - len(slopes))

    def loss(values: Real) -> tuple[float, Real]:
        found = at(values, False)
        return -found.loglik / data.people, -gather @ _gradient(found) / data.people

    rough = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds,
                     options={"maxiter": 500, "ftol": 1e-13, "gtol": 1e-7})  # fmt: skip
    return _polished(at, gather, rough.x, bounds)


def _polished(
    at: Callable[[Real, bool], Fit], gather: Real, values: Real, bounds: list[tuple[float, float]]
) -> tuple[Real, Real, float] | NotFitted:
    """Newton's method to the last digits, from where the rough search ended."""
    low, high = np.array(bounds).T
    for _ in range(4):
        if (values <= low + 1e-9).any() or (values >= high - 1e-9).any():
            return NotFitted.UNSTABLE
        found = at(values, True)
        information = gather @ found.information @ gather.T
        errors = standard_errors(information)
        if errors is None:
            return NotFitted.UNSTABLE
        step = np.linalg.solve(information, gather @ _gradient(found))
        if np.abs(step).max() < 1e-8:
            return values, errors, found.loglik
        values = values + np.clip(step, -0.5, 0.5)
    return NotFitted.UNSTABLE


def _at(data: Patterns, gather: Real) -> Callable[[Real, bool], Fit]:
    count = data.right.shape[1]

    def at(values: Real, curved: bool) -> Fit:
        both = values @ gather
        return fit(data, both[:count], both[count:], curved=curved)

    return at


def _gradient(found: Fit) -> Real:
    return np.r_[found.slope, found.intercept]


def _of_difficulty(data: Patterns, slope: Real, intercept: Real) -> Real:
    count = len(slope)
    cov = np.linalg.inv(fit(data, slope, intercept, curved=True).information)
    b = -intercept / slope
    both = np.diag(cov[:count, count:])
    spread = np.diag(cov)[count:] + 2 * b * both + b**2 * np.diag(cov)[:count]
    return np.sqrt(np.maximum(0.0, spread)) / np.abs(slope)


def _criteria(loglik: float, parameters: int, data: Patterns) -> tuple[float, float]:
    """Akaike's (1974) and Schwarz's (1978) criteria."""
    return (
        2 * parameters - 2 * loglik,
        parameters * float(np.log(data.people)) - 2 * loglik,
    )


def _numbers(values: Real) -> tuple[float, ...]:
    return tuple(float(value) for value in values)
