"""An open attempt: its questions, every answer kept at once, with or without JavaScript."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import g, jsonify, make_response, redirect, render_template, request, url_for

from training.content.queries import module_of
from training.kernel.access import allow
from training.kernel.clock import now
from training.people.rules.access import Permission
from training.quiz.actions import save_answer, save_answers
from training.quiz.queries import Sitting
from training.quiz.queries import attempt as attempt_of
from training.quiz.rules.answers import AnswerDoesNotFit
from training.quiz.rules.attempts import AlreadySubmitted, AnswerHasMovedOn, State
from training.web.employee.blueprint import bp
from training.web.employee.feedback import corrections_of
from training.web.employee.sheets import (
    Card,
    cards,
    clashes,
    given,
    refused,
    saved_at,
    sureness,
    to_mend,
)
from training.web.employee.stories import anchor, reminded, without_choice
from training.web.refusals import sentence
from training.web.session import acting

HAND_IN, GO_ON = "serahkan", "lanjut"


@bp.get("/belajar/kuis/<uuid:attempt_id>")
@allow(Permission.LEARN, object="attempt")
def attempt(attempt_id: UUID) -> Any:
    sitting = attempt_of(attempt_id, of=acting().id)
    if sitting.past.state is State.SUBMITTED:
        return redirect(url_for("employee.result", attempt_id=attempt_id), 303)
    asked = cards(sitting)
    return _paper(sitting, asked, _chosen(asked))


def _paper(sitting: Sitting, asked: tuple[Card, ...], alone: Card | None) -> str:
    """All questions on one page, or one of them with the way to the others."""
    return render_template(
        "employee/attempt_one.html" if alone else "employee/attempt.html",
        attempt=sitting.past,
        module=module_of(sitting.past.release_id),
        cards=asked,
        card=alone,
        corrected=corrections_of(sitting),
        answered=sum(card.answered for card in asked),
    )


def _chosen(asked: tuple[Card, ...]) -> Card | None:
    """The question that the address asks for; anything else means all of them."""
    wish = request.args.get("soal", "")
    return next((card for card in asked if str(card.number) == wish), None)


@bp.post("/belajar/kuis/<uuid:attempt_id>")
@allow(Permission.LEARN, object="attempt")
def save_form(attempt_id: UUID) -> Any:
    """Keep what changed.

    Questions that met another answer are shown beside it, to be chosen; those whose answer cannot
    be kept come back to be mended.
    """
    person = acting()
    sitting = attempt_of(attempt_id, of=person.id)
    asked = cards(sitting)
    sent, sure = given(request.form, asked), sureness(request.form, asked)
    errors = refused(sitting, sent)
    fitting = {key: each for key, each in sent.items() if key not in errors}
    done = save_answers(attempt_id, fitting, of=person.id, at=now(), certainty=sure)
    if done.moved_on:
        g.keep_anyway = True  # the other answers of the form are saved all the same
        met = clashes(done.moved_on, asked, sent, sure)
        page = render_template("employee/attempt_clash.html", attempt_id=attempt_id, clashes=met)
        return make_response(page, 409)
    story = without_choice(request.form, asked)
    if errors or story:
        g.keep_anyway = True
        return _to_be_mended(attempt_id, sent, errors, story)
    return redirect(_onward(attempt_id, asked), 303)


def _to_be_mended(
    attempt_id: UUID, sent: Mapping[str, Any], errors: Mapping[str, str], story: str | None
) -> Any:
    """The same page with what was refused, why, and everything else as it is kept now.

    `story` is the one that was to go on without a choice, if any.
    """
    sitting = attempt_of(attempt_id, of=acting().id)
    if sitting.past.state is State.SUBMITTED:
        raise AlreadySubmitted
    asked = reminded(to_mend(cards(sitting), sent, errors), story)
    return make_response(_paper(sitting, asked, _chosen(asked)), 422)


def _onward(attempt_id: UUID, asked: tuple[Card, ...]) -> str:
    """Where the pressed button leads: a story goes on where it stands."""
    total, place = len(asked), anchor(request.form, asked)
    if request.form.get("aksi") == HAND_IN:
        return url_for("employee.hand_in", attempt_id=attempt_id)
    here = request.args.get("soal", "")
    if not (here.isascii() and here.isdigit() and len(here) < 4 and 0 < int(here) <= total):
        return url_for("employee.attempt", attempt_id=attempt_id, _anchor=place)
    ahead = min(int(here) + (request.form.get("aksi") == GO_ON), total)
    place = place if ahead == int(here) else None
    return url_for("employee.attempt", attempt_id=attempt_id, soal=ahead, _anchor=place)


@bp.put("/belajar/kuis/<uuid:attempt_id>/jawaban/<question>")
@allow(Permission.LEARN, object="attempt", reads_first=True)
def save_one(attempt_id: UUID, question: str) -> Any:
    """Autosave: the reply that an answer is kept goes out only after the commit."""
    answer, revision, sure = _body()
    try:
        kept = save_answer(
            attempt_id, question, answer, revision, of=acting().id, at=now(), certainty=sure
        )
    except AnswerHasMovedOn as moved:
        told = {
            "revision": moved.revision, "answer": moved.value, "certainty": moved.certainty,
            "message": sentence(moved),
        }  # fmt: skip
        return jsonify(told), 409
    return jsonify(
        revision=kept.revision,
        saved_at=kept.at.isoformat(),
        saved_label=saved_at(kept.at),
    )


def _body() -> tuple[Any, int, Any]:
    body = request.get_json(silent=True)
    if not isinstance(body, dict) or "answer" not in body:
        raise AnswerDoesNotFit
    revision = body.get("revision")
    if type(revision) is not int or revision < 0:
        raise AnswerDoesNotFit
    return body["answer"], revision, body.get("certainty")
