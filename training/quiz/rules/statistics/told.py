"""What is told about a quiz's items, as plain values: computed by a job, shown by pages."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter

from training.quiz.rules.statistics.reasons import Flagged

Span = tuple[float, float]


class Contrast(StrEnum):
    """Two groups of people for whom an item should be equally hard if they know equally much.

    The focal group is: staff of a kelurahan, front-line staff, women.
    """

    KELURAHAN = "kelurahan"
    FRONT_LINE = "front-line"
    SEX = "sex"


@dataclass(frozen=True, slots=True)
class OptionTold:
    """One option: how many chose it, their share (0 to 1), its correlation with the other items.

    `thirds` are those who chose it in the lowest, middle and highest third of the scores on the
    other items, `sizes` all who are in each third.
    """

    option: str
    n: int
    share: float
    span: Span
    correlation: float | None
    thirds: tuple[int, int, int]
    sizes: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class MonthTold:
    """One month: facility (0 to 100) with its interval, and the share of attempts that asked it."""

    month: str
    n: int
    facility: float | None
    span: Span | None
    exposure: float | None


@dataclass(frozen=True, slots=True)
class DifTold:
    """Sizes of the two groups and, where both are large enough, Δ with its ETS class."""

    contrast: Contrast
    reference: int
    focal: int
    delta: float | None
    category: str | None


@dataclass(frozen=True, slots=True)
class ItemTold:
    """One version of an item: percentages as Moodle prints them, intervals of 90 %."""

    n: int
    judged: bool
    facility: float | None
    facility_span: Span | None
    discrimination: float | None
    discrimination_span: Span | None
    efficiency: float | None
    guess: float | None
    intended_weight: float | None
    effective_weight: float | None
    exposure: float | None
    options: tuple[OptionTold, ...]
    months: tuple[MonthTold, ...]
    dif: tuple[DifTold, ...]
    flags: tuple[Flagged, ...]


@dataclass(frozen=True, slots=True)
class FormTold:
    """The first attempts as a whole; marks are on a scale to `maxmark`."""

    n: int
    maxmark: float | None = None
    mean: float | None = None
    mean_span: Span | None = None
    median: float | None = None
    sd: float | None = None
    alpha: float | None = None
    alpha_span: Span | None = None
    sem: float | None = None


_ITEM, _FORM = TypeAdapter(ItemTold), TypeAdapter(FormTold)


def dump_item(told: ItemTold) -> dict[str, Any]:
    """What is told of an item, as JSON values."""
    return _ITEM.dump_python(told, mode="json")


def load_item(stored: dict[str, Any]) -> ItemTold:
    """What was dumped."""
    return _ITEM.validate_python(stored)


def dump_form(told: FormTold) -> dict[str, Any]:
    """What is told of the form, as JSON values."""
    return _FORM.dump_python(told, mode="json")


def load_form(stored: dict[str, Any]) -> FormTold:
    """What was dumped."""
    return _FORM.validate_python(stored)
