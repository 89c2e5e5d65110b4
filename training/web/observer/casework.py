"""What somebody leads for the task force: the agenda, and the sheet that is signed once."""

from typing import Any
from uuid import UUID

from flask import make_response, redirect, render_template, request, url_for

from training.kernel.access import allow
from training.kernel.errors import DomainError
from training.oversight.actions.holding import sign
from training.oversight.queries.agenda import Entry, led_by
from training.oversight.queries.cases import cases_of_entry
from training.oversight.queries.records import photos_of, records_of
from training.oversight.rules.entries import EntryState
from training.people.rules.access import Permission
from training.web import casework_words as words
from training.web.observer.casework_blueprint import (
    bp,
    hand,
    led,
    signed_at,
    taken_up,
    tell,
)
from training.web.observer.casework_forms import (
    FindingForm,
    MoreForm,
    PhotoForm,
    RecordCorrection,
    RecordForm,
    beside,
    parts,
    record_of,
    shown_again,
)
from training.web.observer.sheet_form import fresh_key
from training.web.outbox import Fields, saved, wrong
from training.web.refusals import sentence
from training.web.session import acting, today


@bp.get("")
@allow(Permission.LEAD_CASEWORK)
def home() -> str:
    every = led_by(acting().id, today=today())
    ended = [each for each in every if not each.is_open]
    return render_template(
        "observer/casework.html", words=words, ended=list(reversed(ended)),
        mentors=acting().may(Permission.OBSERVE),
        due=[each for each in every if each.state in (EntryState.DUE, EntryState.OVERDUE)],
        coming=[each for each in every if each.state is EntryState.COMING],
    )  # fmt: skip


@bp.get("/<uuid:entry_id>")
@allow(Permission.LEAD_CASEWORK, object="own-entry")
def show(entry_id: UUID) -> str:
    form = RecordForm(formdata=None, tanggal=today(), kunci=fresh_key())
    return _page(led(entry_id), form, parts())


@bp.post("/<uuid:entry_id>")
@allow(Permission.LEAD_CASEWORK, object="own-entry")
def sign_form(entry_id: UUID) -> Any:
    """Sign the record of a plain form; what is wrong comes back on the same page."""
    entry, form, found = led(entry_id), RecordForm(), parts(request.form)
    if not _all_valid(form, found):
        return make_response(_page(entry, form, found), 422)
    try:
        kept = sign(entry_id, record_of(form, found, form.kunci.data or None), hand=hand())
    except DomainError as refused:
        form.amatan.errors = [sentence(refused)]
        return make_response(_page(entry, form, found), 422)
    tell(kept)
    return redirect(url_for(".show", entry_id=entry_id), 303)


@bp.put("/<uuid:entry_id>/lembar")
@allow(Permission.LEAD_CASEWORK, object="own-entry")
def send(entry_id: UUID) -> Any:
    """Sign a record that a device kept while there was no line; sent twice, it is signed once."""

    def work(fields: Fields, key: str | None) -> Any:
        form, found = RecordForm(fields, meta={"csrf": False}), parts(fields)
        if not _all_valid(form, found):
            return wrong(form, *found)
        kept = sign(entry_id, record_of(form, found, key), hand=hand())
        tell(kept)
        return saved(signed_at(kept))

    return taken_up(entry_id, work)


def _all_valid(form: RecordForm, found: list[FindingForm]) -> bool:
    """Every form is asked, so that all that is wrong is told at once."""
    return all([form.validate(), *(each.validate() for each in found if not each.is_empty)])


def _page(entry: Entry, form: RecordForm, found: list[FindingForm]) -> str:
    held = entry.state is EntryState.HELD
    known = records_of(entry.id) if held else ()
    again = shown_again(known[-1]) if known else RecordCorrection(formdata=None, kunci=fresh_key())
    return render_template(
        "observer/casework_entry.html", entry=entry, form=form, found=found, words=words,
        records=known, photos=photos_of(entry.id),
        cases=cases_of_entry(entry.id, today=today()) if held else (),
        again=beside(again, "perbaikan"), photo=beside(PhotoForm(formdata=None), "foto"),
        more=beside(MoreForm(formdata=None, kunci=fresh_key()), "temuan"),
    )  # fmt: skip
