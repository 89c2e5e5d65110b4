"""An observer's visits: what is due, the sheet of each, signed with or without a line."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import (
    Blueprint,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _
from flask_babel import ngettext

from training.kernel.access import allow
from training.kernel.errors import Invalid
from training.observation.actions.sheets import Kept, cannot_be_done, sign
from training.observation.queries.findings import to_verify
from training.observation.queries.visits import Assigned, mine, one_of, other_sheet
from training.observation.rules.occasions import Mark
from training.observation.rules.sheets import GRACE, Hindrance, SheetIsIncomplete
from training.observation.rules.visits import OPEN, VisitState
from training.people.rules.access import Permission
from training.web.observer import observing_words as words
from training.web.observer.sheet_form import PREFIX, SheetForm, fresh_key, marks_of, sheet_of
from training.web.outbox import Fields, saved, taken_up, wrong
from training.web.present import local, to_the_second
from training.web.refusals import sentence
from training.web.session import acting, arrived, today

bp = Blueprint("observer_visits", __name__, url_prefix="/pengamatan")
NOW = (VisitState.DUE, VisitState.LATE)


def zone() -> str:
    """The city's zone, in which days count."""
    return current_app.config["RESAP"].timezone


def visit_of(visit_id: UUID) -> Assigned:
    """The acting person's own visit."""
    return one_of(visit_id, acting().id, today=today())


@bp.get("")
@allow(Permission.OBSERVE)
def home() -> str:
    every = mine(acting().id, today=today())
    ended = [each for each in every if each.state not in OPEN]
    return render_template(
        "observer/visits.html",
        due=[each for each in every if each.state in NOW],
        coming=[each for each in every if each.state is VisitState.COMING],
        ended=list(reversed(ended)),
        waiting=to_verify(acting().id),
        words=words,
    )


@bp.get("/<uuid:visit_id>")
@allow(Permission.OBSERVE, object="visit")
def visit(visit_id: UUID) -> str:
    found = visit_of(visit_id)
    day: date = min(max(today(), found.opens), found.closes)
    form = SheetForm(formdata=None, tanggal=day, kunci=fresh_key())
    return page(found, form, {})


@bp.post("/<uuid:visit_id>")
@allow(Permission.OBSERVE, object="visit")
def sign_form(visit_id: UUID) -> Any:
    """Sign the sheet of a plain form; what is wrong comes back on the same page."""
    found, form = visit_of(visit_id), SheetForm()
    marks = marks_of(request.form, found.instrument)
    complete = len(marks) == len(found.instrument.items)
    if not form.validate() or not complete:
        return make_response(page(found, form, marks, wrong=True), 422)
    try:
        sheet = sheet_of(form, marks, form.kunci.data or None)
        kept = sign(visit_id, sheet, by=acting().id, at=arrived(), zone=zone())
    except Invalid as refused:
        form.selesai.errors = [sentence(refused)]
        return make_response(page(found, form, marks, wrong=True), 422)
    tell(kept)
    return redirect(url_for(".visit", visit_id=visit_id), 303)


@bp.put("/<uuid:visit_id>/lembar")
@allow(Permission.OBSERVE, object="visit")
def send(visit_id: UUID) -> Any:
    """Sign a sheet that a device kept while there was no line; sent twice, it is signed once."""

    def work(fields: Fields, key: str | None) -> Any:
        form, found = SheetForm(fields, meta={"csrf": False}), visit_of(visit_id)
        if not form.validate():
            return wrong(form)
        sheet = sheet_of(form, marks_of(fields, found.instrument), key)
        kept = sign(visit_id, sheet, by=acting().id, at=arrived(), zone=zone())
        tell(kept)
        label = _("signed at %(time)s", time=to_the_second(kept.signed_at))
        return saved(label, at=kept.signed_at)

    return taken_up(lambda: visit_of(visit_id), work, incomplete=SheetIsIncomplete)


@bp.post("/<uuid:visit_id>/terhalang")
@allow(Permission.OBSERVE, object="visit")
def hindered(visit_id: UUID) -> Any:
    """Report that the visit cannot be made."""
    found = visit_of(visit_id)
    known = {each.value: each for each in Hindrance}
    reason = known.get(request.form.get("sebab", ""))
    if reason is None:
        empty = SheetForm(formdata=None, tanggal=found.opens, kunci=fresh_key())
        return make_response(page(found, empty, {}, no_reason=True), 422)
    cannot_be_done(visit_id, reason, by=acting().id, at=arrived(), zone=zone())
    flash(_("It is noted that this visit could not be made. Thank you for saying so."), "success")
    return redirect(url_for(".home"), 303)


def tell(kept: Kept) -> None:
    """Say that it is signed, and what of the words was covered."""
    flash(_("Signed. Thank you for watching with care."), "success")
    if kept.covered:
        said = ngettext(
            "%(num)s place of your words looked like a name or a number and is covered.",
            "%(num)s places of your words looked like a name or a number and are covered.",
            kept.covered,
        )
        flash(said, "warning")


def page(
    found: Assigned, form: SheetForm, marks: dict[str, str], *, wrong: bool = False, **more: Any
) -> str:
    """The page of a visit in whatever state it is."""
    other = other_sheet(found)
    blind = found.newest is None or (found.pair_id is not None and other is None)
    return render_template(
        "observer/visit.html",
        visit=found, form=form, marks=marks, wrong=wrong, other=other, words=words,
        has_card=not blind and today() <= found.closes + GRACE,
        Mark=Mark, PREFIX=PREFIX, open=found.state in NOW, local=local,
        **{"no_reason": False, **more},
    )  # fmt: skip
