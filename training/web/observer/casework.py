"""What somebody leads for the task force: the agenda, the sheet, corrections, findings, photos."""

from typing import Any
from uuid import UUID

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.datastructures import MultiDict

from training.kernel.access import allow
from training.kernel.errors import Conflict, DomainError
from training.oversight.actions.holding import Hand, Kept, add_photo, correct, find, sign, take_out
from training.oversight.queries.agenda import Entry, entry_led, led_by
from training.oversight.queries.cases import cases_of_entry
from training.oversight.queries.records import photo, photo_data, photos_of, records_of
from training.oversight.rules.entries import MOST_KEY, EntryState
from training.oversight.rules.records import RecordIsIncomplete, RecordIsNotSigned
from training.people.rules.access import Permission
from training.web import casework_words as words
from training.web.download import evidence
from training.web.observer.casework_forms import (
    FindingForm,
    MoreForm,
    PhotoForm,
    RecordCorrection,
    RecordForm,
    parts,
    record_of,
    shown_again,
)
from training.web.observer.sheet_form import fresh_key
from training.web.offline import is_for_somebody_else
from training.web.origin import insist_on_our_own_page
from training.web.present import to_the_second
from training.web.refusals import sentence
from training.web.session import acting, arrived, today

bp = Blueprint("observer_casework", __name__, url_prefix="/pendampingan/agenda")
MOST_FIELDS = 40


def hand() -> Hand:
    """The acting person, now."""
    return Hand(acting().id, arrived(), current_app.config["RESAP"].timezone)


def led(entry_id: UUID) -> Entry:
    """An entry that the acting person leads."""
    return entry_led(entry_id, acting().id, today=today())


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
    _tell(kept)
    return redirect(url_for(".show", entry_id=entry_id), 303)


@bp.put("/<uuid:entry_id>/lembar")
@allow(Permission.LEAD_CASEWORK, object="own-entry")
def send(entry_id: UUID) -> Any:
    """Sign a record that a device kept while there was no line; sent twice, it is signed once."""
    insist_on_our_own_page()
    if is_for_somebody_else():
        abort(401)
    led(entry_id)
    try:
        form, found = RecordForm(_fields(), meta={"csrf": False}), parts(_fields())
        if not _all_valid(form, found):
            told = (str(each.errors[0]) for one in (form, *found) for each in one if each.errors)
            return jsonify(message=next(told)), 422
        kept = sign(entry_id, record_of(form, found, _key()), hand=hand())
    except DomainError as refused:
        return jsonify(message=sentence(refused)), 409 if isinstance(refused, Conflict) else 422
    _tell(kept)
    label = _("signed at %(time)s", time=to_the_second(kept.signed_at))
    return jsonify(revision=1, saved_at=kept.signed_at.isoformat(), saved_label=label)


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
            _tell(correct(entry_id, record_of(form, (), form.kunci.data or None), hand=hand()))
            return redirect(url_for(".show", entry_id=entry_id), 303)
        except DomainError as refused:
            form.alasan.errors = [sentence(refused)]
    shown = render_template("observer/casework_correction.html", entry=entry, form=form)
    return make_response(shown, 422)


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


@bp.get("/<uuid:entry_id>/foto")
@allow(Permission.LEAD_CASEWORK, object="own-held-entry")
def photograph(entry_id: UUID) -> str:
    return render_template("observer/casework_photo.html", entry=led(entry_id), form=PhotoForm())


@bp.post("/<uuid:entry_id>/foto")
@allow(Permission.LEAD_CASEWORK, object="own-held-entry")
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


@bp.get("/<uuid:entry_id>/foto/<uuid:photo_id>")
@allow(Permission.LEAD_CASEWORK, object="own-photo")
def picture(entry_id: UUID, photo_id: UUID) -> Response:
    found = photo(photo_id)
    if led(entry_id).id != found.entry_id:
        abort(404)
    return evidence(photo_data(photo_id), found.kind)


@bp.post("/<uuid:entry_id>/foto/<uuid:photo_id>/hapus")
@allow(Permission.LEAD_CASEWORK, object="own-photo")
def remove(entry_id: UUID, photo_id: UUID) -> Any:
    """Take a photograph out again."""
    if led(entry_id).id != photo(photo_id).entry_id:
        abort(404)
    why = request.form.get("alasan") or _("Taken out by who took it.")
    take_out(photo_id, why, by=acting().id, at=arrived())
    flash(_("The photograph is deleted."), "success")
    return redirect(url_for(".show", entry_id=entry_id), 303)


def _all_valid(form: RecordForm, found: list[FindingForm]) -> bool:
    """Every form is asked, so that all that is wrong is told at once."""
    return all([form.validate(), *(each.validate() for each in found if not each.is_empty)])


def _fields() -> MultiDict[str, str]:
    """The fields that the device sent; RecordIsIncomplete for anything but names and texts."""
    body = request.get_json(silent=True)
    answer = body.get("answer") if isinstance(body, dict) else None
    if not isinstance(answer, dict) or len(answer) > MOST_FIELDS:
        raise RecordIsIncomplete
    if not all(isinstance(each, str) for each in answer.values()):
        raise RecordIsIncomplete
    return MultiDict(answer)


def _key() -> str | None:
    key = request.headers.get("Idempotency-Key", "").strip('"')
    if len(key) > MOST_KEY or not key.isprintable():
        raise RecordIsIncomplete
    return key or None


def _tell(kept: Kept) -> None:
    """Say that it is signed, and what of the words was covered."""
    flash(_("Signed. What was found and agreed is now with the head of the unit."), "success")
    if kept.covered:
        said = ngettext(
            "%(num)s place of your words looked like a name or a number and is covered.",
            "%(num)s places of your words looked like a name or a number and are covered.",
            kept.covered,
        )
        flash(said, "warning")


def _page(entry: Entry, form: RecordForm, found: list[FindingForm]) -> str:
    held = entry.state is EntryState.HELD
    return render_template(
        "observer/casework_entry.html", entry=entry, form=form, found=found, words=words,
        records=records_of(entry.id) if held else (),
        cases=cases_of_entry(entry.id, today=today()) if held else (),
        photos=photos_of(entry.id) if held else (),
    )  # fmt: skip
