"""Item response theory: the Rasch and the two-parameter model by marginal maximum likelihood."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from training.quiz.rules.statistics.models_told import NotFitted
from training.quiz.rules.statistics.quadrature import (
    Fit,
    Patterns,
    Real,
    covariance,
    fit,
    information,
    patterns,
)

STEEPEST = 6.0
"""No slope beyond this is believed: the likelihood is then flat and the item fits nothing."""
FARTHEST = 15.0
LEAST_PEOPLE = 30
LEAST_ITEMS = 3


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
    bounds = [(1e-3, STEEPEST)] + [(-FARTHEST, FARTHEST)] * count
    best = _best(Search(data, gather, np.r_[1.0, _start(data)], bounds))
    if isinstance(best, NotFitted):
        return best
    found, spread, loglik = best
    errors = np.sqrt(np.diag(spread))
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
    bounds = [(-STEEPEST, STEEPEST)] * count + [(-FARTHEST, FARTHEST)] * count
    best = _best(Search(data, np.eye(2 * count), start, bounds))
    if isinstance(best, NotFitted):
        return best
    found, spread, loglik = best
    errors = np.sqrt(np.diag(spread))
    slope, intercept = found[:count], found[count:]
    if np.abs(slope).min() < 1e-3:
        return NotFitted.UNSTABLE
    se = _of_difficulty(spread, slope, intercept)
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


@dataclass(frozen=True, slots=True)
class Search:
    """Where to look: `gather` says which slopes and intercepts (columns) a parameter (row) is."""

    data: Patterns
    gather: Real
    start: Real
    bounds: list[tuple[float, float]]

    def parts(self, values: Real) -> tuple[Real, Real]:
        """Slopes and intercepts at these values of the parameters."""
        both = values @ self.gather
        count = len(both) // 2
        return both[:count], both[count:]

    def loss(self, values: Real) -> tuple[float, Real]:
        """Minus the log-likelihood a person, and its gradient."""
        found, people = fit(self.data, *self.parts(values)), self.data.people
        return -found.loglik / people, -self.gather @ _gradient(found) / people


def _best(search: Search) -> tuple[Real, Real, float] | NotFitted:
    """The best parameters, their covariances and the log-likelihood."""
    rough = minimize(search.loss, search.start, jac=True, method="L-BFGS-B", bounds=search.bounds,
                     options={"maxiter": 500, "ftol": 1e-9, "gtol": 1e-5})  # fmt: skip
    return _polished(search, rough.x)


def _polished(search: Search, values: Real) -> tuple[Real, Real, float] | NotFitted:
    """Newton's method to the last digits, from where the rough search ended."""
    low, high = np.array(search.bounds).T
    for _ in range(8):
        if (values <= low + 1e-9).any() or (values >= high - 1e-9).any():
            return NotFitted.UNSTABLE
        parts = search.parts(values)
        found = fit(search.data, *parts)
        spread = covariance(search.gather @ information(search.data, *parts) @ search.gather.T)
        if spread is None:
            return NotFitted.UNSTABLE
        slope = search.gather @ _gradient(found)
        step = spread @ slope
        if np.abs(step).max() < 1e-4:  # the next step would be about the square of this one
            return values + step, spread, found.loglik + float(step @ slope) / 2
        values = values + np.clip(step, -0.5, 0.5)
    return NotFitted.UNSTABLE


def _gradient(found: Fit) -> Real:
    return np.r_[found.slope, found.intercept]


def _of_difficulty(spread: Real, slope: Real, intercept: Real) -> Real:
    count, b = len(slope), -intercept / slope
    own = np.diag(spread)
    found = own[count:] + 2 * b * np.diag(spread[:count, count:]) + b**2 * own[:count]
    return np.sqrt(np.maximum(0.0, found)) / np.abs(slope)


def _criteria(loglik: float, parameters: int, data: Patterns) -> tuple[float, float]:
    """Akaike's (1974) and Schwarz's (1978) criteria."""
    return (
        2 * parameters - 2 * loglik,
        parameters * float(np.log(data.people)) - 2 * loglik,
    )


def _numbers(values: Real) -> tuple[float, ...]:
    return tuple(float(value) for value in values)
