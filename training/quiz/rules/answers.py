"""What an employee may answer to a question, kept in one form for each kind."""

from typing import Any

from training.content.rules.quizzes import Question
from training.quiz.rules.kinds import KINDS
from training.quiz.rules.kinds.frame import AnswerDoesNotFit, Value

__all__ = ["AnswerDoesNotFit", "Value", "is_complete", "must_follow", "parse_answer"]


def parse_answer(question: Question, raw: Any) -> Value:
    """The answer in its one form. Nothing chosen is None; whatever does not fit is refused."""
    return None if raw in (None, "", [], {}) else KINDS[question.kind].parse(question, raw)


def must_follow(question: Question, kept: Value, value: Value) -> None:
    """Refuse what may not take the place of the answer that is kept: a story only goes on."""
    if not KINDS[question.kind].follows(question, kept, value):
        raise AnswerDoesNotFit


def is_complete(question: Question, value: Value) -> bool:
    """Whether the question counts as answered: every part of it must be."""
    return value is not None and KINDS[question.kind].is_complete(question, value)
