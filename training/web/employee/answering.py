"""An open attempt: its questions, every answer kept at once, with or without JavaScript."""

from typing import Any
from uuid import UUID

from flask import abort, g, jsonify, make_response, redirect, render_template, request, url_for

from training.content.queries import module_of
from training.kernel.access import allow
from training.kernel.clock import now
from training.people.rules.access import Permission
from training.quiz.actions import save_answer, save_answers
from training.quiz.queries import Sitting
from training.quiz.queries import attempt as attempt_of
from training.quiz.rules.answers import AnswerDoesNotFit
from training.quiz.rules.attempts import AnswerHasMovedOn, State
from training.web.employee.blueprint import bp
from training.web.employee.feedback import corrections_of
from training.web.employee.sheets import Card, cards, clashes, given, saved_at
from training.web.employee.stories import anchor, reminded, without_choice
from training.web.offline import is_for_somebody_else
from training.web.origin import insist_on_our_own_page
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
    """Keep what changed. Questions that met another answer are shown beside it, to be chosen."""
    person = acting()
    asked = cards(attempt_of(attempt_id, of=person.id))
    sent = given(request.form, asked)
    done = save_answers(attempt_id, sent, of=person.id, at=now())
    if done.moved_on:
        g.keep_anyway = True  # the other answers of the form are saved all the same
        met = clashes(done.moved_on, asked, sent)
        page = render_template("employee/attempt_clash.html", attempt_id=attempt_id, clashes=met)
        return make_response(page, 409)
    if story := without_choice(request.form, asked):
        g.keep_anyway = True
        sitting = attempt_of(attempt_id, of=person.id)
        now_asked = reminded(cards(sitting), story)
        return make_response(_paper(sitting, now_asked, _chosen(now_asked)), 422)
    return redirect(_onward(attempt_id, asked), 303)


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
    insist_on_our_own_page()
    if is_for_somebody_else():
        abort(401)
    answer, revision = _body()
    try:
        kept = save_answer(attempt_id, question, answer, revision, of=acting().id, at=now())
    except AnswerHasMovedOn as refused:
        told = {"revision": refused.revision, "answer": refused.value, "message": sentence(refused)}
        return jsonify(told), 409
    return jsonify(
        revision=kept.revision,
        saved_at=kept.at.isoformat(),
        saved_label=saved_at(kept.at),
    )


def _body() -> tuple[Any, int]:
    body = request.get_json(silent=True)
    if not isinstance(body, dict) or "answer" not in body:
        raise AnswerDoesNotFit
    revision = body.get("revision")
    if type(revision) is not int or revision < 0:
        raise AnswerDoesNotFit
    return body["answer"], revision
