"""Handing in: a last look at what is unanswered, once and for all, then everything explained."""

from typing import Any
from uuid import UUID

from flask import redirect, render_template, url_for

from training.content.queries import indicators_of, module_of
from training.kernel.access import allow
from training.people.rules.access import Permission
from training.quiz.actions import submit
from training.quiz.queries import Sitting, edition_of, history
from training.quiz.queries import attempt as attempt_of
from training.quiz.rules.attempts import State
from training.reporting.actions import note_progress
from training.web.employee.blueprint import bp
from training.web.employee.doors import doors_of, why_not
from training.web.employee.feedback import told
from training.web.employee.overtime import is_over
from training.web.employee.sheets import cards
from training.web.employee.sureness import sure_and_right
from training.web.employee.words import whole_percent
from training.web.session import acting, arrived


@bp.get("/belajar/kuis/<uuid:attempt_id>/serahkan")
@allow(Permission.LEARN, object="attempt")
def hand_in(attempt_id: UUID) -> Any:
    sitting = attempt_of(attempt_id, of=acting().id)
    if is_over(sitting, at=arrived()):
        return redirect(url_for("employee.result", attempt_id=attempt_id), 303)
    asked = cards(sitting)
    return render_template(
        "employee/hand_in.html",
        attempt=sitting.past,
        module=module_of(sitting.past.release_id),
        total=len(asked),
        unanswered=[card for card in asked if not card.answered],
    )


@bp.post("/belajar/kuis/<uuid:attempt_id>/serahkan")
@allow(Permission.LEARN, object="attempt")
def submit_quiz(attempt_id: UUID) -> Any:
    """The attempt's own id is the key, so that a double click hands in once."""
    person, at = acting(), arrived()
    done = submit(attempt_id, of=person.id, at=at, key=str(attempt_id))
    note_progress(person.id, done.slug, at=at)
    return redirect(url_for("employee.result", attempt_id=attempt_id), 303)


@bp.get("/belajar/kuis/<uuid:attempt_id>/hasil")
@allow(Permission.LEARN, object="attempt")
def result(attempt_id: UUID) -> Any:
    person = acting()
    sitting = attempt_of(attempt_id, of=person.id)
    if not is_over(sitting, at=arrived()):
        return redirect(url_for("employee.attempt", attempt_id=attempt_id), 303)
    if sitting.past.state is State.OPEN:  # it was closed just now, because somebody looks
        sitting = attempt_of(attempt_id, of=person.id)
    return _explained(sitting)


def _explained(sitting: Sitting) -> str:
    module = module_of(sitting.past.release_id)
    slug = sitting.past.slug
    permit = doors_of(edition_of(slug), history(acting().id, slug)).permit
    return render_template(
        "employee/result.html",
        attempt=sitting.past,
        module=module,
        quiz=sitting.quiz,
        questions=told(sitting, module, indicators_of(sitting.past.release_id)),
        sure=sure_and_right(sitting),
        permit=permit,
        why=why_not(permit),
        whole_percent=whole_percent,
    )
