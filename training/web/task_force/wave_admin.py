"""Anonymous waves from the task force's side: the plan, the consultation, opening and closing."""

from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response
from wtforms import DateField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.content.queries.drafts import read
from training.kernel.access import allow
from training.kernel.settings import ROOT
from training.people.rules.access import Permission
from training.voice.actions.waves import (
    Consultation,
    Plan,
    close_wave,
    consult,
    open_wave,
    plan_anew,
    prepare,
)
from training.voice.queries.waves import consultations, participants, wave_of, waves
from training.voice.rules.waves import (
    LONGEST_PROMISE,
    LONGEST_TITLE,
    LONGEST_WORDS,
    SHORTEST_PROMISE,
    ConsultationIsIncomplete,
    NobodyWasConsulted,
    WaveIsUnusable,
    WaveState,
)
from training.web.forms import Form, trimmed
from training.web.forms import later as _
from training.web.refusals import say, sentence
from training.web.session import acting, arrived, today

bp = Blueprint("wave_admin", __name__, url_prefix="/gugus-tugas/gelombang")
FORM = "pendorong"
A_DAY = _("Give a day, for example 12/06/2025")
STATES = {
    WaveState.PREPARED: lazy_gettext("Being prepared"),
    WaveState.OPEN: lazy_gettext("Open"),
    WaveState.CLOSED: lazy_gettext("Closed"),
}
say(
    WaveIsUnusable=lazy_gettext("The last day must not lie before the first."),
    ConsultationIsIncomplete=lazy_gettext("Say with whom, on which past day, and the result."),
    NobodyWasConsulted=lazy_gettext("Record a consultation first. Only then the wave can open."),
    PromiseIsFrozen=lazy_gettext("The wave is open: what was promised no longer changes."),
    WaveHasMovedOn=lazy_gettext("A wave is opened once and closed once."),
    WaveIsStillOpen=lazy_gettext("Nothing is added up while the wave is open."),
)


class WaveForm(Form):
    """A wave's title, period and promise."""

    judul = StringField(
        _("Title"), [DataRequired(_("Give a title")), Length(max=LONGEST_TITLE)], filters=[trimmed]
    )
    mulai = DateField(_("First day"), [InputRequired(A_DAY)])
    selesai = DateField(_("Last day"), [InputRequired(A_DAY)])
    janji = TextAreaField(
        _("What is promised to those who answer"),
        [
            DataRequired(_("Write what is promised.")),
            Length(SHORTEST_PROMISE, LONGEST_PROMISE, _("Write between 40 and 3,000 characters.")),
        ],
        filters=[trimmed],
        description=_("Can be changed until the wave opens, and never after the first answer."),
    )

    def plan(self) -> Plan:
        return Plan(
            self.judul.data or "", self.mulai.data, self.selesai.data, self.janji.data or ""
        )


class ConsultationForm(Form):
    """With whom the wave was talked over."""

    dengan = TextAreaField(
        _("With whom"), [DataRequired(_("Say with whom.")), Length(max=LONGEST_WORDS)],
        filters=[trimmed],
        description=_("For example the staff association (Korpri), the data protection officer."),
    )  # fmt: skip
    tanggal = DateField(_("On which day"), [InputRequired(A_DAY)])
    hasil = TextAreaField(
        _("What came of it"), [DataRequired(_("Say what came of it.")), Length(max=LONGEST_WORDS)],
        filters=[trimmed],
    )  # fmt: skip

    def told(self) -> Consultation:
        return Consultation(self.dengan.data or "", self.tanggal.data, self.hasil.data or "")


@bp.get("")
@allow(Permission.RUN_WAVES)
def home() -> str:
    return _home(WaveForm())


def _home(form: WaveForm) -> str:
    found = waves(today=today())
    return render_template("task_force/waves.html", waves=found, form=form, states=STATES)


@bp.post("")
@allow(Permission.RUN_WAVES)
def make() -> Any:
    form, asked = WaveForm(), read(ROOT, today=today()).waves.get(FORM)
    if not form.validate() or asked is None:
        return _home(form), 422
    try:
        made = prepare(form.plan(), asked, by=acting().id, at=arrived())
    except WaveIsUnusable as refused:
        _blame(form, refused)
        return _home(form), 422
    _note(EventKind.WAVE_PREPARED, made)
    flash(gettext("The wave is prepared. Record a consultation before it opens."))
    return redirect(url_for(".show", wave_id=made), 303)


@bp.get("/<uuid:wave_id>")
@allow(Permission.RUN_WAVES, object="wave")
def show(wave_id: UUID) -> str:
    return _page(wave_id)


def _page(wave_id: UUID, *, plan: WaveForm | None = None, asked: ConsultationForm | None = None,
          refused: str = "") -> str:  # fmt: skip
    wave = wave_of(wave_id, today=today())
    known = {"judul": wave.title, "mulai": wave.first_day, "selesai": wave.last_day,
             "janji": wave.promise}  # fmt: skip
    return render_template(
        "task_force/wave.html", wave=wave, states=STATES, State=WaveState, refused=refused,
        consultations=consultations(wave_id), participants=participants(wave_id),
        plan=plan or WaveForm(formdata=None, data=known, prefix=""),
        asked=asked or ConsultationForm(formdata=None),
    )  # fmt: skip


@bp.post("/<uuid:wave_id>/rencana")
@allow(Permission.RUN_WAVES, object="wave")
def change(wave_id: UUID) -> Any:
    wave_of(wave_id, today=today())
    form = WaveForm()
    if not form.validate():
        return _page(wave_id, plan=form), 422
    try:
        plan_anew(wave_id, form.plan(), today=today())
    except WaveIsUnusable as refused:
        _blame(form, refused)
        return _page(wave_id, plan=form), 422
    _note(EventKind.WAVE_CHANGED, wave_id)
    flash(gettext("The plan is changed."))
    return _back(wave_id)


@bp.post("/<uuid:wave_id>/konsultasi")
@allow(Permission.RUN_WAVES, object="wave")
def talk(wave_id: UUID) -> Any:
    wave_of(wave_id, today=today())
    form = ConsultationForm()
    if not form.validate():
        return _page(wave_id, asked=form), 422
    try:
        consult(wave_id, form.told(), by=acting().id, at=arrived(), today=today())
    except ConsultationIsIncomplete as refused:
        form.tanggal.errors = [*form.tanggal.errors, sentence(refused)]
        return _page(wave_id, asked=form), 422
    _note(EventKind.WAVE_CONSULTED, wave_id)
    flash(gettext("The consultation is recorded."))
    return _back(wave_id)


@bp.post("/<uuid:wave_id>/buka")
@allow(Permission.RUN_WAVES, object="wave")
def open_it(wave_id: UUID) -> Any:
    try:
        open_wave(wave_id, by=acting().id, at=arrived(), today=today())
    except NobodyWasConsulted as refused:
        return _page(wave_id, refused=sentence(refused)), 422
    _note(EventKind.WAVE_OPENED, wave_id)
    flash(gettext("The wave is open."), "success")
    return _back(wave_id)


@bp.post("/<uuid:wave_id>/tutup")
@allow(Permission.RUN_WAVES, object="wave")
def close_it(wave_id: UUID) -> Any:
    k = current_app.config["RESAP"].k
    close_wave(wave_id, by=acting().id, at=arrived(), today=today(), k=k)
    _note(EventKind.WAVE_CLOSED, wave_id)
    flash(gettext("The wave is closed."))
    return _back(wave_id)


def _blame(form: WaveForm, refused: WaveIsUnusable) -> None:
    form.selesai.errors = [*form.selesai.errors, sentence(refused)]


def _note(kind: EventKind, wave_id: UUID) -> None:
    note(Happening(kind, arrived(), acting().id, "wave", str(wave_id)))


def _back(wave_id: UUID) -> Response:
    return redirect(url_for(".show", wave_id=wave_id), 303)
