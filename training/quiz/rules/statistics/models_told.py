"""What is told of the models of ability: how hard and how telling each question is, in logits."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import starmap
from math import isclose
from typing import Any

from pydantic import TypeAdapter

from training.quiz.rules.statistics.told import Span

OF_NINETY = 1.6448536269514722
CLOSE = 2e-3
"""Two machines add up in different orders: figures so near are the same figure."""


class NotFitted(StrEnum):
    """Why there is no model."""

    TOO_FEW_PEOPLE = "too-few-people"
    TOO_FEW_ITEMS = "too-few-items"
    UNSTABLE = "unstable"


class WhyLeftOut(StrEnum):
    """Why an item version is in no model."""

    TOO_FEW = "too-few"
    PARTIAL = "partial"
    ALL_ALIKE = "all-alike"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its standard error."""

    value: float
    se: float

    @property
    def span(self) -> Span:
        """The interval of 90 %, by the normal distribution."""
        return self.value - OF_NINETY * self.se, self.value + OF_NINETY * self.se


@dataclass(frozen=True, slots=True)
class ItemModel:
    """One item version: answers used, its Rasch difficulty, and difficulty and slope of the 2PL.

    A model that could not be fitted leaves its figures empty.
    """

    n: int
    rasch: Estimate | None = None
    difficulty: Estimate | None = None
    slope: Estimate | None = None


@dataclass(frozen=True, slots=True)
class FitTold:
    """How well a model fits: log-likelihood, number of parameters, and two criteria."""

    loglik: float
    parameters: int
    aic: float
    bic: float


@dataclass(frozen=True, slots=True)
class ModelsTold:
    """Both models of one quiz, fitted to `people` of the `n` first attempts counted then.

    `items` and `left_out` are by label. `variance` is that of ability in the Rasch model; in the
    2PL it is 1. A model is there, or the reason why not.
    """

    n: int
    people: int
    items: Mapping[str, ItemModel]
    left_out: Mapping[str, WhyLeftOut]
    rasch: FitTold | None = None
    two: FitTold | None = None
    variance: float | None = None
    rasch_refused: NotFitted | None = None
    two_refused: NotFitted | None = None

    @property
    def better(self) -> str | None:
        """Which model to read, "rasch" or "2pl": the lower BIC; None where one is missing.

        Schwarz (1978): the simpler one unless the other is worth its parameters.
        """
        if self.rasch is None or self.two is None:
            return None
        return "2pl" if self.two.bic < self.rasch.bic else "rasch"


def same_models(one: ModelsTold, other: ModelsTold) -> bool:
    """Whether two fits tell the same, but for the order in which machines add up."""
    return _same(dump_models(one), dump_models(other))


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(starmap(_same, zip(one, other, strict=True)))
    if isinstance(one, float) and isinstance(other, float):
        return isclose(one, other, rel_tol=CLOSE, abs_tol=CLOSE)
    return bool(one == other)


_MODELS = TypeAdapter(ModelsTold)


def dump_models(told: ModelsTold) -> dict[str, Any]:
    """What is told of the models, as JSON values."""
    return _MODELS.dump_python(told, mode="json")


def load_models(stored: dict[str, Any]) -> ModelsTold:
    """What was dumped."""
    return _MODELS.validate_python(stored)
