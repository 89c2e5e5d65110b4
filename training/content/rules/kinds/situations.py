"""Situations whose responses experts have rated."""

from collections.abc import Iterator

from training.content.rules.codes import ProblemCode as C
from training.content.rules.kinds.frame import KindRules, Placed, refuse
from training.content.rules.problems import Problem
from training.content.rules.yamltext import Document

GOOD, POOR = 3.4, 1.6


def _marks(placed: Placed) -> list[float]:
    options = placed.question.options
    return [option.expert for option in options if option.expert is not None]


def _rated(document: Document, placed: Placed) -> Iterator[Problem]:
    question, at, marks = placed.question, placed.where, _marks(placed)
    if not marks or max(marks) < GOOD or min(marks) > POOR:
        yield refuse(document, at, C.EXPERT_SPREAD, key=question.key)
    if len(marks) > 1 and marks in (sorted(marks), sorted(marks, reverse=True)):
        yield refuse(document, at, C.EXPERT_ORDER, key=question.key)


def _picked(document: Document, placed: Placed) -> Iterator[Problem]:
    """One response must be the best of all, and one the worst."""
    yield from _rated(document, placed)
    marks = _marks(placed)
    if marks and (marks.count(max(marks)) > 1 or marks.count(min(marks)) > 1):
        yield refuse(document, placed.where, C.EXPERT_TIE, key=placed.question.key)


def _ranked(document: Document, placed: Placed) -> Iterator[Problem]:
    """No two responses may share a place."""
    yield from _rated(document, placed)
    marks = _marks(placed)
    if len(set(marks)) < len(marks):
        yield refuse(document, placed.where, C.EXPERT_TIE, key=placed.question.key)


RATING = KindRules(options=range(4, 5), graded="expert", check=_rated)
BEST_WORST = KindRules(options=range(4, 6), graded="expert", check=_picked)
RANK = KindRules(options=range(3, 7), graded="expert", check=_ranked)
