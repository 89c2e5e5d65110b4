"""Photographs of what one leads: never a face, never a name; also kept by a device first."""

from typing import Any
from uuid import UUID

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from training.kernel.access import allow
from training.kernel.errors import DomainError
from training.oversight.actions.holding import add_photo, take_out
from training.oversight.queries.records import photo, photo_data
from training.people.rules.access import Permission
from training.web.download import evidence
from training.web.observer.casework_blueprint import (
    bp,
    hand,
    led,
    taken_up,
)
from training.web.observer.casework_forms import NO_TOKEN, PhotoForm, sent_picture
from training.web.outbox import Fields, saved, wrong
from training.web.refusals import sentence
from training.web.session import acting, arrived


@bp.get("/<uuid:entry_id>/foto")
@allow(Permission.LEAD_CASEWORK, object="own-entry")
def photograph(entry_id: UUID) -> str:
    return render_template("observer/casework_photo.html", entry=led(entry_id), form=PhotoForm())


@bp.post("/<uuid:entry_id>/foto")
@allow(Permission.LEAD_CASEWORK, object="own-entry")
def keep_photograph(entry_id: UUID) -> Any:
    """Keep a photograph that was examined and cleaned."""
    entry, form = led(entry_id), PhotoForm()
    if form.understand() and form.taken:
        try:
            told = form.keterangan.data or ""
            add_photo(entry_id, form.taken, told, nobody_in_it=True, hand=hand())
            flash(_("The photograph is kept."), "success")
            return redirect(url_for(".show", entry_id=entry_id), 303)
        except DomainError as refused:
            form.berkas.errors = [sentence(refused)]
    shown = render_template("observer/casework_photo.html", entry=entry, form=form)
    return make_response(shown, 422)


@bp.put("/<uuid:entry_id>/foto")
@allow(Permission.LEAD_CASEWORK, object="own-entry")
def send_photograph(entry_id: UUID) -> Any:
    """Keep a photograph that a device kept first; the same picture is kept once."""

    def work(fields: Fields, _key: str | None) -> Any:
        form = PhotoForm(fields, meta=NO_TOKEN)
        if not form.understand(sent_picture(fields.get("berkas", ""))) or form.taken is None:
            return wrong(form)
        told = form.keterangan.data or ""
        add_photo(entry_id, form.taken, told, nobody_in_it=True, hand=hand())
        return saved(_("The photograph is kept."))

    return taken_up(entry_id, work)


@bp.get("/<uuid:entry_id>/foto/<uuid:photo_id>")
@allow(Permission.LEAD_CASEWORK, object="own-photo")
def picture(entry_id: UUID, photo_id: UUID) -> Response:
    found = photo(photo_id, of=led(entry_id).id)
    return evidence(photo_data(photo_id), found.kind)


@bp.post("/<uuid:entry_id>/foto/<uuid:photo_id>/hapus")
@allow(Permission.LEAD_CASEWORK, object="own-photo")
def remove(entry_id: UUID, photo_id: UUID) -> Any:
    """Take a photograph out again."""
    photo(photo_id, of=led(entry_id).id)
    why = request.form.get("alasan") or _("Taken out by who took it.")
    take_out(photo_id, why, by=acting().id, at=arrived())
    flash(_("The photograph is deleted."), "success")
    return redirect(url_for(".show", entry_id=entry_id), 303)
