"""What an employee may answer to a question, kept in one form for each kind."""

from collections.abc import Callable
from typing import Any, TypeAlias

from training.content.rules.model import Kind, Question
from training.kernel.errors import Invalid

Value: TypeAlias = str | list[str] | dict[str, int] | None
"""One key; several keys in the question's order; a rating by option key; None is no answer."""
RATINGS = range(1, 5)


class AnswerDoesNotFit(Invalid):
    """What was sent is not an answer to this question."""


def parse_answer(question: Question, raw: Any) -> Value:
    """The answer in its one form. Nothing chosen is None; whatever does not fit is refused."""
    return None if raw in (None, "", [], {}) else PARSERS[question.kind](question, raw)


def is_complete(question: Question, value: Value) -> bool:
    """Whether the question counts as answered: of a situation every response must be rated."""
    if question.kind is Kind.SJT_RATING:
        return isinstance(value, dict) and len(value) == len(question.options)
    return value is not None


def _one(question: Question, raw: Any) -> Value:
    if not isinstance(raw, str) or raw not in _keys(question):
        raise AnswerDoesNotFit
    return raw


def _several(question: Question, raw: Any) -> Value:
    known = _keys(question)
    if not isinstance(raw, list) or not all(isinstance(key, str) and key in known for key in raw):
        raise AnswerDoesNotFit
    if len(set(raw)) != len(raw):
        raise AnswerDoesNotFit
    return [key for key in known if key in raw]


def _ratings(question: Question, raw: Any) -> Value:
    known = _keys(question)
    if not isinstance(raw, dict) or not all(key in known for key in raw):
        raise AnswerDoesNotFit
    if not all(type(rating) is int and rating in RATINGS for rating in raw.values()):
        raise AnswerDoesNotFit
    return {key: raw[key] for key in known if key in raw}


def _keys(question: Question) -> tuple[str, ...]:
    return tuple(option.key for option in question.options)


PARSERS: dict[Kind, Callable[[Question, Any], Value]] = {
    Kind.SINGLE: _one,
    Kind.TRUE_FALSE: _one,
    Kind.MULTIPLE: _several,
    Kind.SJT_RATING: _ratings,
}
