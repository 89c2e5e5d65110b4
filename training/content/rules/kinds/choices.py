"""Choosing among options: one right, several right, true or false."""

from collections.abc import Iterator

from training.content.rules.codes import ProblemCode as C
from training.content.rules.kinds.frame import KindRules, Placed, refuse, right_count
from training.content.rules.problems import Problem
from training.content.rules.quizzes import Credit
from training.content.rules.yamltext import Document


def _single(document: Document, placed: Placed) -> Iterator[Problem]:
    yield from right_count(document, placed, range(1, 2), "harus tepat satu")


def _multiple(document: Document, placed: Placed) -> Iterator[Problem]:
    """With partial credit one wrong choice alone would cost everything, so there are two."""
    question = placed.question
    wrong, said = (2, "dua") if question.credit is Credit.PARTIAL else (1, "satu")
    rule = f"harus dua atau lebih, dan paling sedikit {said} pilihan keliru"
    most = len(question.options) - wrong
    yield from right_count(document, placed, range(2, max(3, most + 1)), rule)
    if "pilih semua" not in question.prompt.lower():
        yield refuse(document, (*placed.where, "prompt"), C.MULTIPLE_PROMPT, key=question.key)


def _true_false(document: Document, placed: Placed) -> Iterator[Problem]:
    if sorted(option.key for option in placed.question.options) != ["benar", "salah"]:
        yield refuse(document, (*placed.where, "options"), C.TRUE_FALSE_OPTIONS)
    yield from _single(document, placed)


SINGLE = KindRules(options=range(3, 5), graded="correct", check=_single)
MULTIPLE = KindRules(options=range(4, 6), graded="correct", credits=tuple(Credit), check=_multiple)
TRUE_FALSE = KindRules(options=range(2, 3), graded="correct", check=_true_false)
