"""The anonymous wave: the promise, the sentences, and thanks without a trace of the answers."""

from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from training.kernel.access import allow
from training.people.rules.access import Permission
from training.voice.actions.waves import answer
from training.voice.queries.waves import OneWave, consultations, took_part, wave_of, waves
from training.voice.rules.waves import (
    AlreadyAnswered,
    NothingIsAnswered,
    WaveAnswersDoNotFit,
    WaveIsNotOpen,
)
from training.web.refusals import say, sentence
from training.web.session import acting, today

bp = Blueprint("employee_waves", __name__, url_prefix="/suara-pegawai")
STEPS = {"1", "2", "3", "4", "5"}
say(
    AlreadyAnswered=lazy_gettext("You have taken part in this wave. Everybody does so once."),
    NothingIsAnswered=lazy_gettext("Answer at least one sentence."),
    WaveAnswersDoNotFit=lazy_gettext("What was sent does not belong to this wave."),
    WaveIsNotOpen=lazy_gettext("This wave cannot be answered at the moment."),
)


@bp.get("")
@allow(Permission.LEARN)
def home() -> str:
    asked = [each for each in waves(today=today()) if each.asked_now]
    open_ones = [each for each in asked if not took_part(each.id, acting().id)]
    return _page(open_ones[0] if open_ones else None, answered=bool(asked and not open_ones))


def _page(wave: OneWave | None, *, answered: bool = False, refused: str = "") -> str:
    return render_template(
        "employee/wave.html", wave=wave, answered=answered, refused=refused, given=request.form,
        consultations=consultations(wave.id) if wave else (), k=current_app.config["RESAP"].k,
    )  # fmt: skip


@bp.post("/<uuid:wave_id>")
@allow(Permission.LEARN, object="wave")
def give(wave_id: UUID) -> Any:
    """Keep the answers. No audit event: it would hold a name and a time beside them."""
    wave = wave_of(wave_id, today=today())
    given = {each.key: request.form.get(each.key, "") for each in wave.form.items}
    steps = {key: int(step) for key, step in given.items() if step in STEPS}
    k = current_app.config["RESAP"].k
    try:
        answer(wave_id, steps, person=acting().id, today=today(), k=k)
    except (NothingIsAnswered, WaveAnswersDoNotFit) as refused:
        return _page(wave, refused=sentence(refused)), 422
    except (AlreadyAnswered, WaveIsNotOpen) as refused:
        flash(sentence(refused))
        return redirect(url_for(".home"), 303)
    flash(_("Thank you. That you took part is kept; what you answered cannot lead back to you."))
    return redirect(url_for(".home"), 303)
