"""The task force runs the cycles of measuring: it opens them, draws the audit, and closes them."""

from datetime import date
from typing import Any

from flask import (
    Blueprint,
    flash,
    make_response,
    redirect,
    render_template,
    url_for,
)
from flask_babel import gettext
from wtforms import DateField, StringField
from wtforms.validators import DataRequired, Length

from training.internalization.actions.auditing import ask_audit
from training.internalization.actions.cycles import When, ask_to_close, open_cycle
from training.internalization.queries.cycles import cycle_of, cycles
from training.internalization.queries.snapshots import (
    correction_by,
    corrections_of,
    signature_of,
)
from training.internalization.rules.cycles import Span, State
from training.kernel.access import allow
from training.kernel.errors import DomainError
from training.people.rules.access import Permission
from training.web.forms import Form, trimmed
from training.web.forms import later as _
from training.web.refusals import sentence, told
from training.web.session import acting, arrived, today
from training.web.task_force.cycle_words import STATES, next_after, quality_told
from training.web.task_force.cycle_work import CLOSING, DRAWING, going_on, refused_in
from training.web.task_force.figure_ways import ways

bp = Blueprint("task_force_cycles", __name__, url_prefix="/gugus-tugas/putaran")
LONGEST_LABEL = 15


class CycleForm(Form):
    """A new cycle: its label and its days."""

    label = StringField(
        _("Label of the cycle"),
        [DataRequired(_("Give the cycle a label")), Length(max=LONGEST_LABEL)],
        filters=[trimmed],
        description=_("The year, a hyphen and a word, for example 2027-1."),
    )
    dari = DateField(_("First day"), [DataRequired(_("Give the day"))])
    sampai = DateField(
        _("Last day"), [DataRequired(_("Give the day"))],
        description=_("A cycle lasts at least four weeks. It can be closed after this day."),
    )  # fmt: skip


class AuditForm(Form):
    """The days of the visits to those whom the lot picks for the audit."""

    dari = DateField(_("First day of the visits"), [DataRequired(_("Give the day"))])
    sampai = DateField(_("Last day of the visits"), [DataRequired(_("Give the day"))])


def _when() -> When:
    return When(arrived(), today(), acting().id)


@bp.get("")
@allow(Permission.RUN_CYCLES)
def home() -> str:
    return _home(CycleForm(formdata=None))


@bp.post("")
@allow(Permission.RUN_CYCLES)
def make() -> Any:
    """Open a cycle."""
    form = CycleForm()
    if not form.validate():
        return make_response(_home(form), 422)
    label, span = form.label.data or "", _span(form.dari.data, form.sampai.data)
    try:
        open_cycle(label, span, when=_when())
    except DomainError as refused:
        form.label.errors = [sentence(refused)]
        return make_response(_home(form), 422)
    flash(gettext("The cycle is open. The hash of its seed is published now."), "success")
    return redirect(url_for(".show", label=label), 303)


@bp.get("/<label>")
@allow(Permission.RUN_CYCLES, object="cycle")
def show(label: str) -> str:
    found = cycle_of(label, today=today())
    told = quality_told(found.quality) if found.quality else None
    fresh = [each.snapshot for each in corrections_of(found.id) if each.snapshot_closed]
    return render_template(
        "task_force/cycle.html", cycle=found, quality=told, states=STATES, State=State,
        signed=signature_of(found.id), corrects=correction_by(found.id),
        corrected=fresh[0] if fresh else None, why=ways("figures.quality", label=label),
    )  # fmt: skip


@bp.get("/<label>/audit")
@allow(Permission.RUN_CYCLES, object="cycle")
def audit(label: str) -> Any:
    """The form, with why the last draw was refused; the progress where one is going on."""
    found, form = cycle_of(label, today=today()), AuditForm(formdata=None)
    job = going_on(found, DRAWING)
    if job and not job.failed:
        return redirect(url_for("cycle_work.show", label=label, work=DRAWING), 303)
    return _audit(label, form, refused_in(found, DRAWING))


@bp.post("/<label>/audit")
@allow(Permission.RUN_CYCLES, object="cycle")
def draw(label: str) -> Any:
    """Ask the worker to draw the audit; asked twice, it is drawn once."""
    cycle_of(label, today=today())
    form = AuditForm()
    if not form.validate():
        return make_response(_audit(label, form), 422)
    period = (form.dari.data or date.min, form.sampai.data or date.min)
    try:
        ask_audit(label, period, when=_when())
    except DomainError as refused:
        return make_response(_audit(label, form, type(refused).__name__), 422)
    return redirect(url_for("cycle_work.show", label=label, work=DRAWING), 303)


@bp.get("/<label>/tutup")
@allow(Permission.RUN_CYCLES, object="cycle")
def confirm_close(label: str) -> str:
    return _close(label, "")


@bp.post("/<label>/tutup")
@allow(Permission.RUN_CYCLES, object="cycle")
def close(label: str) -> Any:
    """Ask the worker to close the cycle; asked twice, it is closed once."""
    try:
        ask_to_close(label, when=_when())
    except DomainError as refused:
        return make_response(_close(label, sentence(refused)), 409)
    return redirect(url_for("cycle_work.show", label=label, work=CLOSING), 303)


def _span(first: date | None, last: date | None) -> Span:
    return Span(first or date.min, last or date.min)


def _home(form: CycleForm) -> str:
    found = cycles(today=today())
    return render_template("task_force/cycles.html", form=form, cycles=found, states=STATES)


def _audit(label: str, form: AuditForm, refused: str = "") -> str:
    """The form; with the name of a refusal, its sentence and what to do next."""
    found = cycle_of(label, today=today())
    return render_template(
        "task_force/cycle_audit.html", cycle=found, form=form, State=State, refused=told(refused),
        next=next_after(refused),
    )  # fmt: skip


def _close(label: str, refused: str) -> str:
    found = cycle_of(label, today=today())
    return render_template("task_force/cycle_close.html", cycle=found, refused=refused)
