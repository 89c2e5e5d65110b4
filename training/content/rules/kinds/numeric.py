"""A number: every accepted value has its tolerance, says what it earns and why."""

from collections.abc import Iterator
from decimal import Decimal, localcontext

from training.content.rules import detailshape, quizzes
from training.content.rules.codes import ProblemCode as C
from training.content.rules.decimals import written
from training.content.rules.details import Near, Numeric
from training.content.rules.kinds.frame import KindRules, Placed, References, Where, refuse
from training.content.rules.problems import Problem
from training.content.rules.quizshape import Question
from training.content.rules.render import render_inline
from training.content.rules.yamltext import Document

Reach = tuple[Decimal, Decimal]
MOST_DIGITS = 200


def _check(document: Document, placed: Placed) -> Iterator[Problem]:
    if placed.question.numeric is not None:
        yield from check_values(document, (*placed.where, "numeric"), placed.question.numeric)


def check_values(document: Document, where: Where, found: detailshape.Numeric) -> Iterator[Problem]:
    """What is wrong with the accepted values that stand at a place of the file."""
    values = found.accept
    if not any(near.points == 1 for near in values):
        yield refuse(document, (*where, "accept"), C.NOTHING_EARNS_ALL)
    for number, near in enumerate(values):
        at = (*where, "accept", number, "value")
        for place, earlier in enumerate(values[:number]):
            code = _clash(near, earlier)
            if code:
                first = document.places().at(*where, "accept", place, "value").line
                yield refuse(document, at, code, answer=_shown(near), first=first)
                break


def _clash(near: detailshape.Near, other: detailshape.Near) -> C | None:
    """Two ranges that say different things of one number.

    A range that earns more may lie inside one that earns less (nearer earns more). Any other
    meeting of ranges with different points would hide one of them, at least in part.
    """
    mine, theirs = reach(near), reach(other)
    if mine == theirs:
        return C.ACCEPTED_TWICE
    if near.points == other.points or mine[1] < theirs[0] or theirs[1] < mine[0]:
        return None
    inner, outer = (mine, theirs) if near.points > other.points else (theirs, mine)
    return None if outer[0] <= inner[0] and inner[1] <= outer[1] else C.TOLERANCE_OVERLAP


def reach(near: detailshape.Near | Near) -> Reach:
    """The least and the greatest number that is accepted, exactly.

    Authors' numbers have at most forty signs, far fewer than would be rounded here.
    """
    with localcontext() as context:
        context.prec = MOST_DIGITS
        return near.value - near.tolerance, near.value + near.tolerance


def _shown(near: detailshape.Near) -> str:
    return said(near.value, near.tolerance)


def said(value: Decimal, tolerance: Decimal) -> str:
    """12,5 or 12,5 ± 0,5."""
    return f"{written(value)} ± {written(tolerance)}" if tolerance else written(value)


def built(found: detailshape.Numeric, references: References) -> Numeric:
    """The values with what is said about them."""
    return Numeric(
        tuple(
            Near(
                each.value, each.tolerance, float(each.points), each.rationale.strip(),
                render_inline(each.rationale, references),
            )
            for each in found.accept
        ),
        found.otherwise.strip(), render_inline(found.otherwise, references), found.unit.strip(),
    )  # fmt: skip


def _build(found: Question, references: References) -> Numeric | None:
    return built(found.numeric, references) if found.numeric else None


def key_of(detail: Numeric) -> str:
    """What earns how much, on one line."""
    return ", ".join(f"{said(n.value, n.tolerance)} {n.points:g}" for n in detail.accept)


def _right(question: quizzes.Question) -> str:
    return key_of(question.detail) if isinstance(question.detail, Numeric) else ""


NUMERIC = KindRules(detail="numeric", check=_check, build=_build, right=_right)
