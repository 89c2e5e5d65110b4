"""An open attempt: its questions, every answer kept at once, with or without JavaScript."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import abort, g, jsonify, make_response, redirect, render_template, request, url_for

from training.content.queries import module_of
from training.kernel.access import allow
from training.people.rules.access import Permission
from training.quiz.actions import save_answers, save_sent
from training.quiz.queries import Sitting
from training.quiz.queries import attempt as attempt_of
from training.quiz.rules.answers import AnswerDoesNotFit
from training.quiz.rules.attempts import (
    AlreadySubmitted,
    AnswerHasMovedOn,
    Cause,
    KeyIsTooLong,
    TimeIsUp,
)
from training.quiz.rules.journal import Sent
from training.web.employee.blueprint import bp
from training.web.employee.feedback import corrections_of
from training.web.employee.overtime import is_over, remaining
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
from training.web.offline import is_for_somebody_else
from training.web.origin import insist_on_our_own_page
from training.web.refusals import sentence
from training.web.session import acting, arrived

HAND_IN, GO_ON = "serahkan", "lanjut"
HIGHEST_REVISION, LONGEST_KEY = 1_000_000, 80


@bp.get("/belajar/kuis/<uuid:attempt_id>")
@allow(Permission.LEARN, object="attempt")
def attempt(attempt_id: UUID) -> Any:
    sitting = attempt_of(attempt_id, of=acting().id)
    if is_over(sitting, at=arrived()):
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
        clock=remaining(sitting, at=arrived()),
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
    if is_over(sitting, at=arrived()):
        return _came_late(sitting)
    asked = cards(sitting)
    sent, sure = given(request.form, asked), sureness(request.form, asked)
    errors = refused(sitting, sent)
    fitting = {key: each for key, each in sent.items() if key not in errors}
    done = save_answers(attempt_id, fitting, of=person.id, at=arrived(), certainty=sure)
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


def _came_late(sitting: Sitting) -> Any:
    """A form of an attempt that is closed meanwhile: what became of it, and where its result is."""
    g.keep_anyway = True  # it may have been closed just now
    by_server = sitting.past.deadline is not None and arrived() > sitting.past.deadline
    late = TimeIsUp() if by_server else AlreadySubmitted(Cause.ELSEWHERE)
    page = render_template(
        "employee/attempt_closed.html", attempt_id=sitting.past.id, sentence=sentence(late)
    )
    return make_response(page, 409)


def _to_be_mended(
    attempt_id: UUID, sent: Mapping[str, Any], errors: Mapping[str, str], story: str | None
) -> Any:
    """The same page with what was refused, why, and everything else as it is kept now.

    `story` is the one that was to go on without a choice, if any.
    """
    sitting = attempt_of(attempt_id, of=acting().id)
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
    insist_on_our_own_page()
    if is_for_somebody_else():
        abort(401)
    try:
        kept = save_sent(attempt_id, question, _body(), of=acting().id, at=arrived())
    except AnswerHasMovedOn as moved:
        told = {
            "revision": moved.revision, "answer": moved.value, "certainty": moved.certainty,
            "message": sentence(moved),
        }  # fmt: skip
        return jsonify(told), 409
    except AlreadySubmitted as closed:
        address = url_for("employee.result", attempt_id=attempt_id)
        told = {"closed": True, "cause": closed.cause.value, "result": address}
        return jsonify(**told, message=sentence(closed)), 409
    return jsonify(
        revision=kept.revision,
        saved_at=kept.at.isoformat(),
        saved_label=saved_at(kept.at),
    )


def _body() -> Sent:
    """What the page sent; its word about the time spent may be anything, and is only noted."""
    body = request.get_json(silent=True)
    if not isinstance(body, dict) or "answer" not in body:
        raise AnswerDoesNotFit
    revision = body.get("revision")
    if type(revision) is not int or not 0 <= revision <= HIGHEST_REVISION:
        raise AnswerDoesNotFit
    key = request.headers.get("Idempotency-Key", "").strip('"')
    if len(key) > LONGEST_KEY or not key.isprintable():
        raise KeyIsTooLong
    return Sent(body["answer"], revision, key or None, body.get("spent_ms"), body.get("certainty"))
