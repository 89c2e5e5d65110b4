"""What a closed attempt tells while its quiz holds something back, and the sentence about that."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from babel.lists import format_list
from flask_babel import get_locale, lazy_gettext
from flask_babel import gettext as _
from markupsafe import Markup

from training.content.rules.review import Piece
from training.quiz.queries import Sitting
from training.quiz.rules.review import Look
from training.quiz.rules.showing import Glimpse, glimpses
from training.web.employee.feedback import Told, keyed_quiz
from training.web.kinds import in_words
from training.web.present import date_time

PIECES = {
    Piece.ANSWERS: lazy_gettext("your answers"),
    Piece.MARKS: lazy_gettext("the marks of each question"),
    Piece.RIGHT: lazy_gettext("the right answers"),
    Piece.RATIONALE: lazy_gettext("the reasons"),
    Piece.COMMENTS: lazy_gettext("the readers' comments"),
}


@dataclass(frozen=True, slots=True)
class Glimpsed:
    """One question as the result page shows it; what is None or empty is withheld or not there."""

    number: int
    prompt_html: str
    outcome: str | None
    score: str
    mine: tuple[Markup, ...] | None
    right: tuple[Markup, ...] | None
    reasons: tuple[tuple[str, str], ...]
    comments: tuple[str, ...]
    objective: str
    indicator: str
    sources: list[dict[str, Any]]


def glimpsed(sitting: Sitting, whole: Sequence[Told], look: Look) -> list[Glimpsed]:
    """Every question with the pieces that are shown, taken from what could be told."""
    quiz = keyed_quiz(sitting)
    seen = glimpses(quiz, sitting.drawn, sitting.values, look.shown)
    return [_glimpsed(told, each, look) for told, each in zip(whole, seen, strict=True)]


def _glimpsed(told: Told, each: Glimpse, look: Look) -> Glimpsed:
    marks = look.has(Piece.MARKS)
    return Glimpsed(
        number=told.number,
        prompt_html=told.prompt_html,
        outcome=told.outcome if marks else None,
        score=_score(told) if marks else "",
        mine=in_words(each.asked, each.value) if look.has(Piece.ANSWERS) else None,
        right=in_words(each.keyed, each.best) if each.keyed else None,
        reasons=each.reasons,
        comments=comments(told) if look.has(Piece.COMMENTS) else (),
        objective=told.objective,
        indicator=told.indicator,
        sources=told.sources if look.has(Piece.RATIONALE) else [],
    )


def _score(told: Told) -> str:
    return _("agreement %(score)s", score=told.score) if told.rated else told.score


def comments(told: Told) -> tuple[str, ...]:
    """What the readers of a free text wrote, if they wrote anything."""
    return tuple(each.comment for each in told.markings if each.comment)


def silent(told: Told) -> Told:
    """A question without what its readers wrote."""
    return replace(told, markings=[replace(each, comment="") for each in told.markings])


def promise(look: Look) -> str:
    """One sentence: what will be shown and when, what never, and what only for a time."""
    groups: dict[tuple[bool, Any], list[str]] = {}
    for each in look.outlook:
        if not each.shown or each.changes_at:
            groups.setdefault((each.shown, each.changes_at), []).append(str(PIECES[each.piece]))
    said = [_clause(shown, at, names) for (shown, at), names in groups.items()]
    text = "; ".join(said)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _clause(shown: bool, at: Any, names: list[str]) -> str:
    things = format_list(names, locale=get_locale())
    if at is None:
        return _("%(things)s are not shown for this quiz", things=things)
    if shown:
        return _("%(things)s are shown until %(when)s", things=things, when=date_time(at))
    return _("%(things)s are shown from %(when)s", things=things, when=date_time(at))
