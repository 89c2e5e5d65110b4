"""What is added to what was signed: a correction beside it, a further finding; also by a device."""

from typing import Any
from uuid import UUID

from flask import flash, make_response, redirect, render_template, url_for
from flask_babel import gettext as _

from training.kernel.access import allow
from training.kernel.errors import DomainError
from training.oversight.actions.holding import correct, find
from training.oversight.queries.records import records_of
from training.oversight.rules.records import RecordIsNotSigned
from training.people.rules.access import Permission
from training.web.observer.casework_blueprint import (
    bp,
    hand,
    led,
    signed_at,
    taken_up,
    tell,
)
from training.web.observer.casework_forms import (
    NO_TOKEN,
    MoreForm,
    RecordCorrection,
    record_of,
    shown_again,
)
from training.web.observer.sheet_form import fresh_key
from training.web.outbox import Fields, saved, wrong
from training.web.refusals import sentence


@bp.get("/<uuid:entry_id>/perbaikan")
@allow(Permission.LEAD_CASEWORK, object="own-held-entry")
def correction(entry_id: UUID) -> str:
    entry, known = led(entry_id), records_of(entry_id)
    if not known:
        raise RecordIsNotSigned
    form = shown_again(known[-1])
    return render_template("observer/casework_correction.html", entry=entry, form=form)


@bp.post("/<uuid:entry_id>/perbaikan")
@allow(Permission.LEAD_CASEWORK, object="own-held-entry")
def keep_correction(entry_id: UUID) -> Any:
    """Append a corrected record, with the reason why."""
    entry, form = led(entry_id), RecordCorrection()
    good = form.validate()
    if good:
        try:
            tell(correct(entry_id, record_of(form, (), form.kunci.data or None), hand=hand()))
            return redirect(url_for(".show", entry_id=entry_id), 303)
        except DomainError as refused:
            form.alasan.errors = [sentence(refused)]
    shown = render_template("observer/casework_correction.html", entry=entry, form=form)
    return make_response(shown, 422)


@bp.put("/<uuid:entry_id>/perbaikan")
@allow(Permission.LEAD_CASEWORK, object="own-held-entry")
def send_correction(entry_id: UUID) -> Any:
    """Append a correction that a device kept; sent twice, it is appended once."""

    def work(fields: Fields, key: str | None) -> Any:
        form = RecordCorrection(fields, meta=NO_TOKEN)
        if not form.validate():
            return wrong(form)
        kept = correct(entry_id, record_of(form, (), key), hand=hand())
        tell(kept)
        return saved(signed_at(kept))

    return taken_up(entry_id, work)


@bp.get("/<uuid:entry_id>/temuan")
@allow(Permission.LEAD_CASEWORK, object="own-held-entry")
def more(entry_id: UUID) -> str:
    form = MoreForm(formdata=None, kunci=fresh_key())
    return render_template("observer/casework_finding.html", entry=led(entry_id), form=form)


@bp.post("/<uuid:entry_id>/temuan")
@allow(Permission.LEAD_CASEWORK, object="own-held-entry")
def keep_more(entry_id: UUID) -> Any:
    """Add a finding to what was signed."""
    entry, form = led(entry_id), MoreForm()
    if form.validate():
        try:
            find(entry_id, form.found(), key=form.kunci.data or None, hand=hand())
            flash(_("The finding is kept; the head of the unit sees it now."), "success")
            return redirect(url_for(".show", entry_id=entry_id), 303)
        except DomainError as refused:
            form.apa.errors = [sentence(refused)]
    shown = render_template("observer/casework_finding.html", entry=entry, form=form)
    return make_response(shown, 422)


@bp.put("/<uuid:entry_id>/temuan")
@allow(Permission.LEAD_CASEWORK, object="own-held-entry")
def send_more(entry_id: UUID) -> Any:
    """Add a finding that a device kept; sent twice, it is added once."""

    def work(fields: Fields, key: str | None) -> Any:
        form = MoreForm(fields, meta=NO_TOKEN)
        if not form.validate():
            return wrong(form)
        find(entry_id, form.found(), key=key, hand=hand())
        flash(_("The finding is kept; the head of the unit sees it now."), "success")
        return saved(_("The finding is kept; the head of the unit sees it now."))

    return taken_up(entry_id, work)
