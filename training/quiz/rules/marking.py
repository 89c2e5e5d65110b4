"""What an answer is worth, and whether an attempt has passed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean

from training.content.rules.model import Kind, Question
from training.quiz.rules.answers import RATINGS, Value, is_complete

ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Mark:
    """The worth of one answer: `right` is None where there is no right or wrong, only distance."""

    question: str
    points: float
    right: bool | None
    chosen: Value


def mark(question: Question, value: Value) -> Mark:
    """Judge one answer. What was not answered, or not completely, earns nothing."""
    points = POINTS[question.kind](question, value) if is_complete(question, value) else 0.0
    right = None if question.kind is Kind.SJT_RATING else points == 1
    return Mark(question.key, points, right, value)


def score(marks: Sequence[Mark]) -> float:
    """The mean of the points, from 0 to 1."""
    return fmean(each.points for each in marks) if marks else 0.0


def passed(reached: float, pass_mark: float) -> bool:
    """Reaching the pass mark is passing; a rounding error of the machine never fails anybody."""
    return reached >= pass_mark - ROUNDING


def _exact(question: Question, value: Value) -> float:
    right = [option.key for option in question.options if option.correct]
    return float([value] == right)


def _all_or_nothing(question: Question, value: Value) -> float:
    right = {option.key for option in question.options if option.correct}
    return float(isinstance(value, list) and set(value) == right)


def _distance(question: Question, value: Value) -> float:
    """Distance scoring: D = Σ(r − e)² over the responses, r the rating and e the experts' mean.

    D is held against D0, the smallest D that one and the same rating for everything could reach,
    so that flat answers earn nothing: points = max(0, 1 − D / D0). Source: McDaniel, Psotka,
    Legree, Yost & Weekley (2011), Journal of Applied Psychology 96(2), 327–336, on elevation and
    scatter in situational judgment tests that are scored by distance.
    """
    if not isinstance(value, dict):
        return 0.0
    pairs = [(value[option.key], option.expert or 0.0) for option in question.options]
    distance = sum((rating - expert) ** 2 for rating, expert in pairs)
    flat = min(sum((same - expert) ** 2 for _, expert in pairs) for same in RATINGS)
    if flat < ROUNDING:
        return float(distance < ROUNDING)
    return max(0.0, 1 - distance / flat)


POINTS: dict[Kind, Callable[[Question, Value], float]] = {
    Kind.SINGLE: _exact,
    Kind.TRUE_FALSE: _exact,
    Kind.MULTIPLE: _all_or_nothing,
    Kind.SJT_RATING: _distance,
}
