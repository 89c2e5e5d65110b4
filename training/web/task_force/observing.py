"""The task force draws visits, follows how far they are, and closes what was found."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext
from wtforms import DateField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from training.kernel import jobs
from training.kernel.access import allow
from training.kernel.db import now_writing
from training.kernel.errors import DomainError
from training.kernel.settings import ROOT
from training.observation.actions.findings import close
from training.observation.actions.ordering import ask_draw
from training.observation.queries import draws, findings
from training.observation.queries.ordered import Wish, asked, order_of, wish_of
from training.observation.queries.pool import prepared
from training.observation.rules.findings import FindingState
from training.observation.rules.orders import MOST, USUAL, Expected, check, expected
from training.observation.rules.sheets import MOST_REASON, CorrectionNeedsReason
from training.people.queries.units import EVERYWHERE, tree
from training.people.rules.access import Permission
from training.web.forms import Form, WholeNumber, trimmed
from training.web.forms import later as _
from training.web.refusals import sentence, told
from training.web.session import acting, arrived, today
from training.web.task_force.cycle_words import next_after

bp = Blueprint("task_force_observing", __name__, url_prefix="/gugus-tugas/pengamatan")
CONFIRMED = "undi"


class DrawForm(Form):
    """A draw of visits: its label, its days, how many people of each unit."""

    label = StringField(
        _("Label of the draw"), [DataRequired(_("Give the draw a label"))], filters=[trimmed],
        description=_("Small letters, digits and hyphens, for example 2027-01. It is public."),
    )  # fmt: skip
    dari = DateField(_("First day"), [DataRequired(_("Give the day"))])
    sampai = DateField(_("Last day"), [DataRequired(_("Give the day"))])
    orang = WholeNumber(
        _("People of each unit"), [InputRequired(_("Enter a number")), NumberRange(1, MOST)],
        default=USUAL, description=_("Usually 3, at most 25. Smaller units give whom they have."),
    )  # fmt: skip
    khusus = TextAreaField(
        _("Units with another number"), [Length(max=2000)], filters=[trimmed],
        description=_("One on each line: the unit's code, an equals sign, the number (0 to 25)."),
    )  # fmt: skip


class CloseForm(Form):
    """Why a finding is closed."""

    alasan = TextAreaField(
        _("Why is it closed?"),
        [DataRequired(_("Say in a sentence why.")), Length(max=MOST_REASON)],
        filters=[trimmed],
        description=_("For example what was agreed with the unit. Without names."),
    )


@bp.get("")
@allow(Permission.DRAW_VISITS)
def home() -> str:
    """The form; after a draw that the worker refused, what was asked, and why not."""
    job = asked(request.args.get("undian", ""))
    refused = jobs.refusal_of(job) if job else ""
    if job is None or not refused:
        return _page(DrawForm(formdata=None))
    form = DrawForm(formdata=None, data=_as_entered(wish_of(job.payload)))
    return _page(_refused(form, refused), refused=refused)


@bp.post("")
@allow(Permission.DRAW_VISITS, reads_first=True)
def make() -> Any:
    """First what the draw would come to; then, confirmed, the worker is asked to draw."""
    form = DrawForm()
    if not form.validate():
        return make_response(_page(form), 422)
    sizes = _sizes(form)
    if sizes is None:
        return make_response(_page(form), 422)
    wish = _wish(form, sizes)
    try:
        if request.form.get("langkah") != CONFIRMED:
            return _page(form, _expected(wish))
        now_writing()
        ask_draw(wish, by=acting().id, at=arrived(), today=today())
    except DomainError as error:
        refused = type(error).__name__
        return make_response(_page(_refused(form, refused), refused=refused), 422)
    return redirect(url_for("draw_work.show", label=wish.label), 303)


@bp.get("/undian/<label>")
@allow(Permission.DRAW_VISITS, object="draw")
def show(label: str) -> str:
    found = draws.draw_of(label, today=today())
    return render_template(
        "task_force/observing_draw.html", draw=found, units=draws.completion(found.id)
    )


@bp.get("/temuan/<uuid:finding_id>")
@allow(Permission.CLOSE_FINDINGS, object="any-finding")
def finding(finding_id: UUID) -> str:
    return _finding_page(findings.one_to_close(finding_id), CloseForm(formdata=None))


@bp.post("/temuan/<uuid:finding_id>")
@allow(Permission.CLOSE_FINDINGS, object="any-finding")
def close_finding(finding_id: UUID) -> Any:
    """Close it with a reason."""
    found, form = findings.one_to_close(finding_id), CloseForm()
    if not form.validate():
        return make_response(_finding_page(found, form), 422)
    try:
        close(finding_id, form.alasan.data or "", by=acting().id, at=arrived())
    except CorrectionNeedsReason as refused:
        form.alasan.errors = [sentence(refused)]
        return make_response(_finding_page(found, form), 422)
    flash(gettext("The finding is closed."), "success")
    return redirect(url_for(".home"), 303)


def _sizes(form: DrawForm) -> dict[UUID, int] | None:
    """The exceptions by unit, or None where a line cannot be read."""
    codes = {row.code: row.id for row in tree(EVERYWHERE)}
    found: dict[UUID, int] = {}
    for line in (form.khusus.data or "").splitlines():
        code, _equals, text = (part.strip() for part in line.partition("="))
        code = code.upper()
        if not line.strip():
            continue
        if code not in codes or not (text.isascii() and text.isdigit() and len(text) < 3):
            form.khusus.errors = [gettext("This line cannot be read: %(line)s", line=line[:60])]
            return None
        found[codes[code]] = min(int(text), MOST)
    return found


def _wish(form: DrawForm, exceptions: dict[UUID, int]) -> Wish:
    first, last = form.dari.data or date.min, form.sampai.data or date.min
    return Wish(form.label.data or "", first, last, form.orang.data or USUAL, exceptions)


def _as_entered(wish: Wish) -> dict[str, Any]:
    """The fields of the form that ask for this."""
    codes = {row.id: row.code for row in tree(EVERYWHERE)}
    lines = [f"{codes[unit]} = {size}" for unit, size in wish.exceptions.items() if unit in codes]
    return {"label": wish.label, "dari": wish.first, "sampai": wish.last, "orang": wish.usual,
            "khusus": "\n".join(lines)}  # fmt: skip


def _refused(form: DrawForm, refused: str) -> DrawForm:
    form.label.errors = [told(refused)]
    return form


def _expected(wish: Wish) -> Expected:
    order = order_of(wish, today=today())
    check(order, today=today())
    return expected(prepared(order, today=today(), root=ROOT).pool)


def _page(form: DrawForm, coming: Expected | None = None, *, refused: str = "") -> str:
    return render_template(
        "task_force/observing.html", form=form, coming=coming, confirmed=CONFIRMED,
        next=next_after(refused),
        draws=draws.draws(today=today()), findings=findings.all_findings(),
    )  # fmt: skip


def _finding_page(found: findings.Finding, form: CloseForm) -> str:
    closed = found.state is FindingState.CLOSED
    return render_template(
        "task_force/observing_finding.html", finding=found, form=form, closed=closed
    )
