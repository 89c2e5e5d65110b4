"""Handing in: a last look at what is unanswered, once and for all, then everything explained."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import redirect, render_template, url_for

from training.content.queries import indicators_of, module_of
from training.content.rules.model import Module
from training.content.rules.review import Piece
from training.kernel.access import allow
from training.people.rules.access import Permission
from training.quiz.actions import submit
from training.quiz.queries import Sitting, edition_of, history
from training.quiz.queries import attempt as attempt_of
from training.quiz.queries.reviewing import look_ahead, look_at
from training.quiz.rules.attempts import State
from training.quiz.rules.review import Look
from training.reporting.actions import note_result
from training.web.employee.blueprint import bp
from training.web.employee.doors import doors_of, why_not
from training.web.employee.feedback import Told, told
from training.web.employee.glimpses import Glimpsed, glimpsed, promise, silent
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
    ahead = look_ahead(sitting.past, of=acting().id, at=arrived())
    return render_template(
        "employee/hand_in.html",
        promise=promise(ahead),
        explained=Piece.RATIONALE in ahead.shown,
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
    note_result(person.id, done.slug, at=at)
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
    look = look_at(sitting, of=acting().id, at=arrived())
    permit = doors_of(edition_of(slug), history(acting().id, slug)).permit
    return render_template(
        "employee/result.html",
        attempt=sitting.past,
        module=module,
        quiz=sitting.quiz,
        whole=look.whole,
        questions=_questions(sitting, module, look),
        promise=promise(look),
        pieces=look.shown,
        sure=sure_and_right(sitting) if look.has(Piece.MARKS) else None,
        permit=permit,
        why=why_not(permit),
        whole_percent=whole_percent,
    )


def _questions(sitting: Sitting, module: Module, look: Look) -> Sequence[Told | Glimpsed]:
    """Every question, with everything or with the pieces that its quiz shows now."""
    every = told(sitting, module, indicators_of(sitting.past.release_id))
    if not look.whole:
        return glimpsed(sitting, every, look)
    return every if look.has(Piece.COMMENTS) else [silent(each) for each in every]
