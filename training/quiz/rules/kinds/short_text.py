"""A word or two of one's own, held against accepted forms; the best fitting form counts."""

from typing import Any

from training.content.rules.details import ShortText
from training.content.rules.forms import accepted, example_of, shown
from training.content.rules.quizzes import Question
from training.quiz.rules.kinds.frame import Explained, Handling, Value
from training.quiz.rules.kinds.writing import OTHER, line_of


def _detail(question: Question) -> ShortText:
    assert isinstance(question.detail, ShortText)  # noqa: S101  (a release holds what its kind needs)
    return question.detail


def _parse(_question: Question, raw: Any) -> Value:
    return line_of(raw) or None


def points_of(detail: ShortText, text: str) -> float:
    """What a written answer earns, 0 to 1: the points of the best form that it fits."""
    found = accepted(detail, text)
    return found.points if found else 0.0


def class_of(detail: ShortText, text: str) -> str:
    """The accepted form that an answer fits, for the statistics; `lain` for none."""
    found = accepted(detail, text)
    return found.answer if found else OTHER


def best_of(detail: ShortText) -> str:
    """An answer that earns the most."""
    return line_of(example_of(max(detail.accept, key=lambda form: form.points).answer))


def explain(detail: ShortText, text: str, name: str = "") -> Explained:
    """What is said to a written answer."""
    found = accepted(detail, text) if text else None
    full = ", ".join(shown(form.answer) for form in detail.accept if form.points == 1)
    why = found.rationale_html if found else detail.otherwise_html
    return Explained(name, text, full, found.points if found else 0.0, why)


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""


def _points(question: Question, value: Value) -> float:
    return points_of(_detail(question), _text(value))


def _best(question: Question) -> Value:
    return best_of(_detail(question))


def _responses(question: Question, value: Value) -> tuple[tuple[str, str], ...]:
    return (("", class_of(_detail(question), _text(value))),) if value else ()


def _explained(question: Question, value: Value) -> tuple[Explained, ...]:
    return (explain(_detail(question), _text(value)),)


SHORT_TEXT = Handling(_parse, _points, _best, _responses, explained=_explained)
