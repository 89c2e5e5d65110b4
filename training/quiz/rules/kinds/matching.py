"""Matching: for every pair the option that belongs to it; every pair counts the same."""

from typing import Any

from training.content.rules.details import Matching
from training.content.rules.quizzes import Question
from training.quiz.rules.kinds.frame import (
    Handling,
    Opened,
    OpenPart,
    Points,
    Value,
    as_pairs,
    keys_of,
    mean_of,
    open_options,
    option_keys,
)


def _detail(question: Question) -> Matching:
    assert isinstance(question.detail, Matching)  # noqa: S101  (a release holds what its kind needs)
    return question.detail


def _pairs(question: Question) -> tuple[str, ...]:
    return tuple(pair.key for pair in _detail(question).pairs)


def _parse(question: Question, raw: Any) -> Value:
    return keys_of(raw, _pairs(question), option_keys(question)) or None


def _complete(question: Question, value: Value) -> bool:
    return isinstance(value, dict) and len(value) == len(_pairs(question))


def _parts(question: Question, value: Value) -> Points:
    given = value if isinstance(value, dict) else {}
    return {pair.key: float(given.get(pair.key) == pair.match) for pair in _detail(question).pairs}


def _points(question: Question, value: Value) -> float:
    return mean_of(_parts(question, value))


def _best(question: Question) -> Value:
    return {pair.key: pair.match for pair in _detail(question).pairs}


def _opened(question: Question, order: tuple[str, ...], _value: Value) -> Opened:
    """The pairs' first halves; the second halves are the options, the same for all."""
    parts = (OpenPart(pair.key, pair.html, "choice") for pair in _detail(question).pairs)
    return Opened(options=open_options(question, order), parts=tuple(parts))


MATCHING = Handling(
    _parse, _points, _best, as_pairs, is_complete=_complete, opened=_opened, parts=_parts
)
