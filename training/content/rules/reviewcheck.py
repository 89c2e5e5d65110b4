"""Whether what a quiz shows in each phase can be meant."""

from collections.abc import Iterator

from training.content.rules.codes import ProblemCode as C
from training.content.rules.gateshape import Rule
from training.content.rules.kinds.frame import refuse
from training.content.rules.problems import Problem
from training.content.rules.review import Moment, Piece
from training.content.rules.reviewshape import ReviewFile
from training.content.rules.yamltext import Document


def review(document: Document, found: ReviewFile | None, rules: list[Rule]) -> Iterator[Problem]:
    """Everything that is wrong with the matrix."""
    if found is None:
        return
    if found.during is not None and set(found.during) != {Piece.ANSWERS}:
        yield refuse(document, ("review", "during"), C.REVIEW_DURING)
    if found.after_close is not None and not any(rule.requires.closes for rule in rules):
        yield refuse(document, ("review", "after_close"), C.REVIEW_NEVER_CLOSES)
    for moment in Moment:
        named = getattr(found, moment.value) or []
        if moment is not Moment.DURING and Piece.RATIONALE in named and Piece.RIGHT not in named:
            at = ("review", moment.value, named.index(Piece.RATIONALE))
            yield refuse(document, at, C.REVIEW_REASON_WITHOUT_KEY)
