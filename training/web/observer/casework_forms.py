"""The sheet of what one leads: where, when, who, what was seen, and up to three findings."""

import base64
from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from flask import current_app
from flask_babel import gettext
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import DataRequired, InputRequired, Length

from training.commitments.rules.files.refusing import MOST_BYTES
from training.commitments.rules.files.taking import Taken, take
from training.content.queries.kla import behaviours, kla_indicators
from training.content.rules.model import Stage
from training.kernel.errors import DomainError
from training.kernel.settings import ROOT
from training.oversight.queries.records import Signed
from training.oversight.rules.entries import MOST_KEY
from training.oversight.rules.records import (
    MOST_FINDINGS,
    MOST_NAME,
    MOST_PLACE,
    MOST_POST,
    MOST_PRESENT,
    MOST_SEEN,
    MOST_WORDS,
    Agreed,
    Found,
    Record,
    Weight,
)
from training.web.casework_words import WEIGHTS
from training.web.conduct_words import STAGES
from training.web.forms import Form, choices, trimmed
from training.web.forms import later as _
from training.web.observer.sheet_form import TIMES, fresh_key
from training.web.present import local
from training.web.refusals import sentence

Made = TypeVar("Made", bound=Form)
NO_TOKEN = {"csrf": False}
MOST_SENT = 4 * (MOST_BYTES // 3 + 2)
"""Letters of base64 in which the largest picture fits; one byte more tells that it is larger."""


def behaviour_choices() -> list[Any]:
    """The behaviours that a finding may touch, with an open first choice."""
    told = ((each.key, each.sentence) for each in behaviours(ROOT))
    return choices(("", _("None of these")), more=told)


def kla_choices() -> list[Any]:
    """The 24 indicators, with an open first choice."""
    told = ((str(each.number), f"{each.number}. {each.name}") for each in kla_indicators(ROOT))
    return choices(("", _("None of these")), more=told)


class RecordForm(Form):
    """What was seen; the names of its fields are those that the device knows of every sheet."""

    tanggal = DateField(_("Day on which it was held"), [DataRequired(_("Give the day"))])
    mulai = TimeField(_("Begun at"), [InputRequired(_("Give the time"))], format=TIMES)
    selesai = TimeField(_("Ended at"), [InputRequired(_("Give the time"))], format=TIMES)
    tempat = StringField(
        _("Place"), [DataRequired(_("Say where, for example: desk 2")), Length(max=MOST_PLACE)],
        filters=[trimmed], description=_("A place, never a name."),
    )  # fmt: skip
    hadir = TextAreaField(
        _("Who was there?"), [DataRequired(_("Say who was there")), Length(max=MOST_PRESENT)],
        filters=[trimmed], description=_("By their posts, for example: the head of the section."),
    )  # fmt: skip
    amatan = TextAreaField(
        _("What was seen?"), [DataRequired(_("Say what was seen")), Length(max=MOST_SEEN)],
        filters=[trimmed],
        description=_(
            "How the work is arranged for children. No names, no numbers, nothing about a child: "
            "what looks like that is covered."
        ),
    )  # fmt: skip
    kunci = HiddenField(validators=[Length(max=MOST_KEY)], filters=[trimmed])


class RecordCorrection(RecordForm):
    """A record again, with the reason why."""

    alasan = TextAreaField(
        _("Why is it corrected?"), [DataRequired(_("Say in a sentence why."))], filters=[trimmed]
    )


class FindingForm(Form):
    """One finding with what was agreed."""

    apa = TextAreaField(
        _("What was found?"), [DataRequired(_("Say what was found")), Length(max=MOST_WORDS)],
        filters=[trimmed], description=_("The arrangement of work, not a person."),
    )  # fmt: skip
    tahap = RadioField(
        _("In which stage of the work?"), [InputRequired(_("Choose one"))],
        choices=choices(*((key.value, words) for key, words in STAGES.items())),
    )  # fmt: skip
    bobot = RadioField(
        _("How heavy is it?"), [InputRequired(_("Choose one"))],
        choices=choices(*((key.value, words) for key, words in WEIGHTS.items())),
    )  # fmt: skip
    perilaku = SelectField(_("Behaviour that it touches"), choices=behaviour_choices)
    kla = SelectField(_("KLA indicator that it touches"), choices=kla_choices)
    tindakan = TextAreaField(
        _("What was agreed?"), [DataRequired(_("Say what was agreed")), Length(max=MOST_WORDS)],
        filters=[trimmed], description=_("An act that somebody can see afterwards."),
    )  # fmt: skip
    pemilik = StringField(
        _("Which post does it?"), [DataRequired(_("Name the post")), Length(max=MOST_POST)],
        filters=[trimmed], description=_("A post, not a name."),
    )  # fmt: skip
    pelaku = StringField(
        _("Who does it?"), [Length(max=MOST_NAME)], filters=[trimmed],
        description=_("Name or NIP of somebody of this unit. Left empty, the head names them."),
    )  # fmt: skip
    tenggat = DateField(_("Until when?"), [DataRequired(_("Give the day"))])

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written: then there is no finding."""
        told = (self.apa, self.tindakan, self.pemilik, self.pelaku, self.tenggat)
        return not any(each.data for each in told)

    def found(self) -> Found:
        """The finding of a form that is valid."""
        due = self.tenggat.data
        act, post, doer = self.tindakan.data or "", self.pemilik.data or "", self.pelaku.data or ""
        agreed = Agreed(act, post, due, doer)  # type: ignore[arg-type]  (validated: it is given)
        return Found(
            self.apa.data or "", Stage(self.tahap.data), Weight(self.bobot.data), agreed,
            self.perilaku.data or "", int(self.kla.data) if self.kla.data else None,
        )  # fmt: skip


class MoreForm(FindingForm):
    """A finding that is added after the record was signed."""

    kunci = HiddenField(validators=[Length(max=MOST_KEY)], filters=[trimmed])


class PhotoForm(Form):
    """A photograph, what it shows, and the word that nobody is in it."""

    berkas = FileField(_("Photograph"), description=_("PNG or JPEG, at most 2 MB."))
    keterangan = StringField(
        _("What does it show?"), [DataRequired(_("Say what it shows")), Length(max=MOST_POST)],
        filters=[trimmed],
    )  # fmt: skip
    tanpa_wajah = BooleanField(_("I have looked: no child, no face and no name is in it."))
    taken: Taken | None = None

    def understand(self, sent: bytes | None = None) -> bool:
        """Examine the file; what is wrong becomes the error of its field.

        `sent`: what a device sent of it; None where it came as the file of a form.
        """
        good = self.validate()
        if not self.tanpa_wajah.data:
            told = gettext("Confirm that no child and no face is in it before you send it.")
            self.tanpa_wajah.errors = [told]
            good = False
        if sent is None:
            sent = self.berkas.data.stream.read(MOST_BYTES + 1) if self.berkas.data else b""
        if not sent:
            self.berkas.errors = [gettext("Choose a file")]
            return False
        try:
            self.taken = take(sent)
        except DomainError as refused:
            self.berkas.errors = [sentence(refused)]
        return good and self.taken is not None


def sent_picture(text: str) -> bytes:
    """The bytes of a picture that a device sent as text (base64); nothing if it is none."""
    try:
        return base64.b64decode(text[:MOST_SENT], validate=True)
    except ValueError:
        return b""


def beside(form: Made, name: str) -> Made:
    """The same form with ids of its own, for a page on which other forms have such fields too."""
    for each in form:
        each.id = each.label.field_id = f"{name}-{each.id}"
    return form


def parts(given: Any = None) -> list[FindingForm]:
    """The three findings that can come with a sheet; `given`: what was sent, None for nothing."""
    return [
        FindingForm(given, prefix=f"temuan{number}", meta=NO_TOKEN)
        for number in range(1, MOST_FINDINGS + 1)
    ]


def record_of(form: RecordForm, found: Iterable[FindingForm], key: str | None) -> Record:
    """The record of forms that are valid."""
    reason = form.alasan.data if isinstance(form, RecordCorrection) else ""
    return Record(
        form.tempat.data or "", _instant(form, form.mulai), _instant(form, form.selesai),
        form.hadir.data or "", form.amatan.data or "",
        tuple(each.found() for each in found if not each.is_empty), reason or "", key,
    )  # fmt: skip


def shown_again(record: Signed) -> RecordCorrection:
    """The form of a correction, filled with what counts now."""
    begun, ended = local(record.started_at), local(record.ended_at)
    return RecordCorrection(
        formdata=None, tanggal=begun.date(), mulai=begun.time(), selesai=ended.time(),
        tempat=record.place, hadir=record.present, amatan=record.seen, kunci=fresh_key(),
    )  # fmt: skip


def _instant(form: RecordForm, field: TimeField) -> datetime:
    zone = ZoneInfo(current_app.config["RESAP"].timezone)
    return datetime.combine(form.tanggal.data, field.data, zone)  # type: ignore[arg-type]  (validated: both are given)
