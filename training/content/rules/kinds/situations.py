"""Situations whose responses experts have rated."""

from collections.abc import Iterator

from training.content.rules.codes import ProblemCode as C
from training.content.rules.kinds.frame import KindRules, Placed, refuse
from training.content.rules.problems import Problem
from training.content.rules.yamltext import Document

GOOD, POOR = 3.4, 1.6


def _rated(document: Document, placed: Placed) -> Iterator[Problem]:
    question, at = placed.question, placed.where
    marks = [option.expert for option in question.options if option.expert is not None]
    if not marks or max(marks) < GOOD or min(marks) > POOR:
        yield refuse(document, at, C.EXPERT_SPREAD, key=question.key)
    if len(marks) > 1 and marks in (sorted(marks), sorted(marks, reverse=True)):
        yield refuse(document, at, C.EXPERT_ORDER, key=question.key)


RATING = KindRules(options=range(4, 5), graded="expert", check=_rated)
