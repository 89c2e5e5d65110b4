"""The form of a sheet: the day, the times, a mark for each line; from a page or from a device."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from flask import current_app
from wtforms import DateField, HiddenField, StringField, TextAreaField, TimeField
from wtforms.validators import DataRequired, InputRequired, Length

from training.content.rules.instruments import Instrument
from training.observation.queries.visits import Signed
from training.observation.rules.occasions import Mark
from training.observation.rules.sheets import (
    MOST_KEY,
    MOST_NOTE,
    MOST_PLACE,
    Sheet,
    read_marks,
)
from training.web.forms import Form, trimmed
from training.web.forms import later as _
from training.web.present import local

PREFIX = "butir-"
TIMES = ["%H:%M", "%H.%M"]


class SheetForm(Form):
    """When and where; the marks beside it come from the instrument."""

    tanggal = DateField(_("Day of the observation"), [DataRequired(_("Give the day"))])
    mulai = TimeField(_("Begun at"), [InputRequired(_("Give the time"))], format=TIMES)
    selesai = TimeField(_("Ended at"), [InputRequired(_("Give the time"))], format=TIMES)
    tempat = StringField(
        _("Place"), [DataRequired(_("Say where, for example: desk 2")), Length(max=MOST_PLACE)],
        filters=[trimmed], description=_("A place, never a name."),
    )  # fmt: skip
    catatan = TextAreaField(
        _("Note about the arrangement of work"), [Length(max=MOST_NOTE)], filters=[trimmed],
        description=_(
            "About the room, the queue, the procedure. No names, no numbers, nothing about a "
            "child: what looks like that is covered."
        ),
    )  # fmt: skip
    kunci = HiddenField(validators=[Length(max=MOST_KEY)], filters=[trimmed])


class CorrectionForm(SheetForm):
    """A sheet again, with the reason why."""

    alasan = TextAreaField(
        _("Why is it corrected?"), [DataRequired(_("Say in a sentence why."))], filters=[trimmed]
    )


def fresh_key() -> str:
    """A key of its own for every page that is shown, so that two clicks sign once."""
    return str(uuid4())


def marks_of(given: Mapping[str, Any], instrument: Instrument) -> dict[str, str]:
    """What the form says of each line; a line without a mark is left out."""
    said = {each.key: given.get(f"{PREFIX}{each.key}", "") for each in instrument.items}
    known = {mark.value for mark in Mark}
    return {key: mark for key, mark in said.items() if mark in known}


def marks_kept(sheet: Signed) -> dict[str, str]:
    """The marks of a signed sheet as the form shows them."""
    return {key: mark.value for key, mark in sheet.marks.items()}


def sheet_of(form: SheetForm, marks: Mapping[str, str], key: str | None) -> Sheet:
    """The sheet of a form that is valid."""
    reason = form.alasan.data if isinstance(form, CorrectionForm) else ""
    return Sheet(
        read_marks(marks), form.tempat.data or "", _instant(form, form.mulai),
        _instant(form, form.selesai), form.catatan.data or "", reason or "", key,
    )  # fmt: skip


def shown_again(sheet: Signed) -> CorrectionForm:
    """The form of a correction, filled with what counts now."""
    begun, ended = local(sheet.started_at), local(sheet.ended_at)
    return CorrectionForm(
        formdata=None, tanggal=begun.date(), mulai=begun.time(), selesai=ended.time(),
        tempat=sheet.place, catatan=sheet.note, kunci=fresh_key(),
    )  # fmt: skip


def _instant(form: SheetForm, field: TimeField) -> datetime:
    zone = ZoneInfo(current_app.config["RESAP"].timezone)
    return datetime.combine(form.tanggal.data, field.data, zone)  # type: ignore[arg-type]  (validated: both are given)
