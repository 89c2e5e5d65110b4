"""Choosing among options: one right, several right, true or false."""

from typing import Any

from training.content.rules.quizzes import Credit, Question
from training.quiz.rules.kinds.frame import (
    Handling,
    Opened,
    Value,
    as_pairs,
    one_of,
    open_options,
    option_keys,
    some_of,
)


def _one(question: Question, raw: Any) -> Value:
    return one_of(raw, option_keys(question))


def _several(question: Question, raw: Any) -> Value:
    return some_of(raw, option_keys(question))


def _right(question: Question) -> list[str]:
    return [option.key for option in question.options if option.correct]


def _first_right(question: Question) -> Value:
    return _right(question)[0]


def _exact(question: Question, value: Value) -> float:
    return float([value] == _right(question))


def _of_several(question: Question, value: Value) -> float:
    """All or nothing; with partial credit the share of right options less that of wrong ones.

    points = max(0, hits / right − false alarms / wrong): guessing everything earns nothing.
    """
    chosen, right = set(value or ()), set(_right(question))
    if question.credit is Credit.WHOLE:
        return float(chosen == right)
    wrong = len(question.options) - len(right)
    hits, alarms = len(chosen & right) / len(right), len(chosen - right) / wrong if wrong else 0.0
    return max(0.0, hits - alarms)


def _several_opened(question: Question, order: tuple[str, ...], _value: Value) -> Opened:
    """How it is marked is told beforehand, so that nobody guesses what guessing costs."""
    partial = question.credit is Credit.PARTIAL
    return Opened(options=open_options(question, order), partial=partial)


SINGLE = Handling(_one, _exact, _first_right, as_pairs)
TRUE_FALSE = Handling(_one, _exact, _first_right, as_pairs, fixed=True)
MULTIPLE = Handling(_several, _of_several, _right, as_pairs, opened=_several_opened)
