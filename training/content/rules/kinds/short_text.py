"""A word or two of one's own: every accepted form says what it earns and why."""

from collections.abc import Iterator

from training.content.rules import detailshape, quizzes
from training.content.rules.codes import ProblemCode as C
from training.content.rules.details import Accepted, ShortText
from training.content.rules.forms import accepts_anything, compiled, example_of, plain_form
from training.content.rules.kinds.frame import KindRules, Placed, References, Where, refuse
from training.content.rules.problems import Problem
from training.content.rules.quizshape import Question
from training.content.rules.render import render_inline
from training.content.rules.yamltext import Document


def _check(document: Document, placed: Placed) -> Iterator[Problem]:
    if placed.question.short_text is not None:
        yield from check_forms(document, (*placed.where, "short-text"), placed.question.short_text)


def check_forms(
    document: Document, where: Where, found: detailshape.ShortText
) -> Iterator[Problem]:
    """What is wrong with the accepted forms that stand at a place of the file."""
    if not any(form.points == 1 for form in found.accept):
        yield refuse(document, (*where, "accept"), C.NOTHING_EARNS_ALL)
    for number, form in enumerate(found.accept):
        at = (*where, "accept", number, "answer")
        if accepts_anything(form.answer):
            yield refuse(document, at, C.PATTERN_TOO_WIDE, answer=form.answer)
        hides = _hidden_by(found, number)
        if hides is not None:
            first = document.places().at(*where, "accept", hides, "answer").line
            yield refuse(document, at, C.ACCEPTED_TWICE, answer=form.answer, first=first)


def _hidden_by(found: detailshape.ShortText, number: int) -> int | None:
    """Another form that takes every answer of this one away: it earns more, or comes first."""
    form = found.accept[number]
    mine = compiled(form.answer, found.case, found.spacing)
    said = plain_form(example_of(form.answer), case=found.case, spacing=found.spacing)
    for place, other in enumerate(found.accept):
        pattern = compiled(other.answer, found.case, found.spacing)
        same = pattern == mine or (mine.is_literal and pattern.matches(said))
        before = (-other.points, place) < (-form.points, number)
        if place != number and before and same and not accepts_anything(other.answer):
            return place
    return None


def built(found: detailshape.ShortText, references: References) -> ShortText:
    """The forms with what is said about them."""
    return ShortText(
        tuple(
            Accepted(
                each.answer.strip(), float(each.points), each.rationale.strip(),
                render_inline(each.rationale, references),
            )
            for each in found.accept
        ),
        found.otherwise.strip(), render_inline(found.otherwise, references),
        found.case, found.spacing,
    )  # fmt: skip


def _build(found: Question, references: References) -> ShortText | None:
    return built(found.short_text, references) if found.short_text else None


def key_of(detail: ShortText) -> str:
    """What earns how much, on one line."""
    return ", ".join(f"{form.answer} {form.points:g}" for form in detail.accept)


def _right(question: quizzes.Question) -> str:
    return key_of(question.detail) if isinstance(question.detail, ShortText) else ""


SHORT_TEXT = KindRules(detail="short-text", check=_check, build=_build, right=_right)
