"""Free text: kept as it was written; what it is worth is found by people."""

from typing import Any

from training.content.rules.details import FreeText
from training.content.rules.quizzes import Question
from training.quiz.rules.kinds.frame import AnswerDoesNotFit, Handling, Opened, Value

MOST_SIGNS = 6000


def rubric_of(question: Question) -> FreeText:
    """The rubric of a free text."""
    assert isinstance(question.detail, FreeText)  # noqa: S101  (a release holds what its kind needs)
    return question.detail


def _parse(_question: Question, raw: Any) -> Value:
    if not isinstance(raw, str) or len(raw) > MOST_SIGNS or "\x00" in raw:
        raise AnswerDoesNotFit
    return raw.replace("\r\n", "\n").strip() or None


def _complete(question: Question, value: Value) -> bool:
    """Long enough to be marked; what is too long is marked as it is."""
    return isinstance(value, str) and len(value.split()) >= rubric_of(question).least_words


def _not_yet(_question: Question, _value: Value) -> float:
    """Nothing is earned until people have marked it."""
    return 0.0


def _example(question: Question) -> Value:
    return rubric_of(question).example


def _no_responses(_question: Question, _value: Value) -> tuple[tuple[str, str], ...]:
    return ()


def _no_keys(_question: Question) -> tuple[str, ...]:
    return ()


def _opened(question: Question, _order: tuple[str, ...], _value: Value) -> Opened:
    rubric = rubric_of(question)
    return Opened(words=(rubric.least_words, rubric.most_words))


FREE_TEXT = Handling(
    _parse, _not_yet, _example, _no_responses, is_complete=_complete, shuffled=_no_keys,
    opened=_opened, by_people=True,
)  # fmt: skip
