"""A number, read as Indonesians write it and compared exactly with the accepted ones."""

from typing import Any

from training.content.rules.decimals import read_decimal, written
from training.content.rules.details import Near, Numeric
from training.content.rules.kinds.numeric import reach, said
from training.content.rules.quizzes import Question
from training.quiz.rules.kinds.frame import Explained, Handling, Opened, Value
from training.quiz.rules.kinds.writing import OTHER, line_of


def _detail(question: Question) -> Numeric:
    assert isinstance(question.detail, Numeric)  # noqa: S101  (a release holds what its kind needs)
    return question.detail


def _parse(_question: Question, raw: Any) -> Value:
    """The answer as it was typed: what a text means may be argued about later, what it was not."""
    return line_of(raw) or None


def _complete(question: Question, value: Value) -> bool:
    """A text that is no number can be mended as long as the attempt is open."""
    return read_decimal(_text(value), _detail(question).unit) is not None


def accepted(detail: Numeric, text: str) -> Near | None:
    """The accepted value that is near enough: the one that earns most, the first of equals.

    Comparing decimals is exact, so that the edge of a tolerance is inside it and nothing beyond is.
    """
    number = read_decimal(text, detail.unit)
    if number is None:
        return None
    near = (each for each in detail.accept if reach(each)[0] <= number <= reach(each)[1])
    return max(near, key=lambda each: each.points, default=None)


def points_of(detail: Numeric, text: str) -> float:
    """What a written number earns, 0 to 1."""
    found = accepted(detail, text)
    return found.points if found else 0.0


def class_of(detail: Numeric, text: str) -> str:
    """The accepted value that an answer is near, for the statistics; `lain` for none."""
    found = accepted(detail, text)
    return written(found.value) if found else OTHER


def best_of(detail: Numeric) -> str:
    """The number that earns the most."""
    return written(max(detail.accept, key=lambda each: each.points).value)


def explain(detail: Numeric, text: str, name: str = "") -> Explained:
    """What is said to a written number."""
    found = accepted(detail, text) if text else None
    full = "; ".join(said(n.value, n.tolerance) for n in detail.accept if n.points == 1)
    why = found.rationale_html if found else detail.otherwise_html
    right = f"{full} {detail.unit}".strip()
    return Explained(name, text, right, found.points if found else 0.0, why)


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""


def _points(question: Question, value: Value) -> float:
    return points_of(_detail(question), _text(value))


def _best(question: Question) -> Value:
    return best_of(_detail(question))


def _responses(question: Question, value: Value) -> tuple[tuple[str, str], ...]:
    return (("", class_of(_detail(question), _text(value))),) if value else ()


def _opened(question: Question, _order: tuple[str, ...], _value: Value) -> Opened:
    return Opened(unit=_detail(question).unit)


def _explained(question: Question, value: Value) -> tuple[Explained, ...]:
    return (explain(_detail(question), _text(value)),)


NUMERIC = Handling(
    _parse, _points, _best, _responses, is_complete=_complete, opened=_opened, explained=_explained
)
