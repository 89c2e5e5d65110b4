"""Marking free texts: what waits, one text at a time without a name, by its rubric."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from training.kernel.access import allow
from training.kernel.clock import now
from training.people.rules.access import Permission
from training.quiz.actions.marking import mark_text
from training.quiz.queries.marking import piles, rubric_of, the_waiting
from training.quiz.rules.rubric import RubricIsIncomplete
from training.reporting.actions import note_late_result
from training.web.refusals import say
from training.web.session import acting

bp = Blueprint("observer_marking", __name__, url_prefix="/penilaian")
MOST_SIGNS = 1000
say(
    AlreadyMarked=lazy_gettext("This text has been marked already."),
    RubricIsIncomplete=lazy_gettext("Choose one step for every criterion."),
)


@bp.get("")
@allow(Permission.MARK_ANSWERS)
def home() -> str:
    person = acting()
    mentors = person.may(Permission.OBSERVE)
    return render_template("observer/marking.html", piles=piles(person), mentors=mentors)


@bp.get("/<uuid:attempt_id>/<question>")
@allow(Permission.MARK_ANSWERS, object="text")
def text(attempt_id: UUID, question: str) -> str:
    return _page(attempt_id, question)


def _page(attempt_id: UUID, question: str, *, refused: bool = False) -> str:
    found = the_waiting(acting(), attempt_id, question)
    return render_template(
        "observer/text.html", found=found, rubric=rubric_of(found.question), refused=refused,
        given=request.form, most=MOST_SIGNS,
    )  # fmt: skip


@bp.post("/<uuid:attempt_id>/<question>")
@allow(Permission.MARK_ANSWERS, object="text")
def mark(attempt_id: UUID, question: str) -> Any:
    """Keep what was found, then the next text of the same question, or the overview."""
    person, at = acting(), now()
    rubric = rubric_of(the_waiting(person, attempt_id, question).question)
    comment = request.form.get("comment", "").replace("\x00", "").strip()[:MOST_SIGNS]
    try:
        done = mark_text(person, attempt_id, question, _levels(rubric), comment, at=at)
    except RubricIsIncomplete:
        return make_response(_page(attempt_id, question, refused=True), 422)
    if done:
        note_late_result(done.person, done.slug, at=at)
    flash(_("Your marks are kept. Thank you for reading with care."), "success")
    return redirect(_next(question), 303)


def _levels(rubric: Any) -> dict[str, int]:
    """The steps that the form names; anything else is left out, for the rules to refuse."""
    given = {each.key: request.form.get(f"level-{each.key}", "") for each in rubric.criteria}
    return {key: int(text) for key, text in given.items() if text.isdecimal() and len(text) < 4}


def _next(question: str) -> str:
    same = next((each for each in piles(acting()) if each.question.key == question), None)
    if same is None:
        return url_for(".home")
    return url_for(".text", attempt_id=same.first, question=question)
