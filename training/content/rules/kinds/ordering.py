"""Ordering: the file lists the options in their right order."""

from training.content.rules.kinds.frame import KindRules
from training.content.rules.quizzes import Question


def _right(question: Question) -> str:
    return ", ".join(option.key for option in question.options)


ORDERING = KindRules(options=range(3, 9), right=_right)
