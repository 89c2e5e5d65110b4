"""What HR fills in about certification: hours, rules, excuses, recognitions, revocations."""

from collections.abc import Iterable, Sequence

from wtforms import (
    DateField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from training.certification.rules.audiences import MOST_DAYS, Audience, Due, DueFrom
from training.content.rules.programmes import Programme
from training.people.rules.kinds import Role, UnitKind
from training.web.certification_words import DUE_FROM, ROLES
from training.web.forms import Form, WholeNumber, choices, trimmed
from training.web.forms import later as _
from training.web.unit_kinds import KINDS

A_DAY = _("Give a day, for example 12/06/2025")
A_REASON = _("Give a reason")
A_NUMBER = _("Enter a number")


class JpForm(Form):
    """Hours of learning by a decree."""

    jam = WholeNumber(_("Hours of learning (JP)"), [InputRequired(A_NUMBER), NumberRange(1, 400)])
    keputusan = StringField(
        _("Number of the decree"), [DataRequired(_("Enter the number")), Length(max=120)],
        filters=[trimmed],
    )  # fmt: skip
    tanggal = DateField(_("Day of the decree"), [DataRequired(A_DAY)])


class RuleForm(Form):
    """Whom a programme is for, and by when. What stays empty asks nothing."""

    nama = StringField(
        _("Name of the rule"), [DataRequired(_("Enter a name")), Length(max=120)],
        filters=[trimmed],
    )  # fmt: skip
    rumpun = SelectMultipleField(_("Job families"))
    jenis = SelectMultipleField(_("Kinds of unit"))
    unit = SelectField(_("Unit with everything below it"), validate_choice=True)
    status = SelectMultipleField(_("Employment status"))
    peran = SelectMultipleField(_("Roles"))
    masuk_dari = DateField(_("Entered service on or after"), [Optional()])
    masuk_sampai = DateField(_("Entered service on or before"), [Optional()])
    modul = SelectMultipleField(_("Has completed the modules"))
    pejabat = RadioField(
        _("Acting posts (Plt, Plh)"), default="ya",
        choices=choices(("ya", _("count as well")), ("tidak", _("do not count"))),
    )  # fmt: skip
    acuan = SelectField(_("Due day is counted from"), validate_choice=True)
    hari = WholeNumber(
        _("Days until due"), [InputRequired(A_NUMBER), NumberRange(0, MOST_DAYS)], default=90
    )

    def offer(
        self, units: Iterable[tuple[str, str]], modules: Iterable[tuple[str, str]],
        families: Sequence[tuple[str, object]], statuses: Sequence[tuple[str, object]],
    ) -> None:  # fmt: skip
        """What there is to choose from."""
        self.rumpun.choices = choices(*families)
        self.status.choices = choices(*statuses)
        self.jenis.choices = choices(*((each.value, KINDS[each]) for each in UnitKind))
        self.peran.choices = choices(*((each.value, ROLES[each]) for each in Role))
        self.unit.choices = choices(("", _("everywhere")), *units)
        self.modul.choices = choices(*modules)
        self.acuan.choices = choices(*((each.value, words) for each, words in DUE_FROM.items()))

    def audience(self, everywhere: Sequence[str]) -> Audience:
        """The audience; where no unit is named it reaches as far as whoever makes it."""
        chosen = (self.unit.data,) if self.unit.data else ()
        return Audience(
            tuple(self.rumpun.data or ()), tuple(self.jenis.data or ()),
            chosen or tuple(everywhere), tuple(self.status.data or ()),
            tuple(self.peran.data or ()), self.masuk_dari.data, self.masuk_sampai.data,
            tuple(self.modul.data or ()), self.pejabat.data == "ya",
        )  # fmt: skip

    def names_something(self) -> bool:
        """Whether any condition was chosen at all."""
        fields = (self.rumpun, self.jenis, self.unit, self.status, self.peran, self.modul,
                  self.masuk_dari, self.masuk_sampai)  # fmt: skip
        return any(each.data for each in fields)

    def due(self) -> Due:
        return Due(DueFrom(self.acuan.data), self.hari.data or 0)


class ExcuseForm(Form):
    """Nothing is asked of a person until a day."""

    alasan = SelectField(_("Reason"), validate_choice=True)
    catatan = StringField(_("Note"), [Length(max=400)], filters=[trimmed])
    sampai = DateField(_("Last day of the excuse"), [DataRequired(A_DAY)])

    def offer(self, found: Programme) -> None:
        self.alasan.choices = choices(*found.grace_reasons)


class RecognitionForm(Form):
    """A document about learning elsewhere."""

    dokumen = StringField(
        _("Name and number of the document"),
        [DataRequired(_("Enter the number")), Length(max=160)],
        filters=[trimmed],
    )  # fmt: skip
    penerbit = StringField(
        _("Given by"), [DataRequired(_("Enter a name")), Length(max=160)], filters=[trimmed]
    )
    tanggal = DateField(_("Day of the document"), [DataRequired(A_DAY)])


class RevocationForm(Form):
    """Why a certificate should be revoked."""

    alasan = TextAreaField(
        _("Reason"), [DataRequired(A_REASON), Length(min=10, max=600)], filters=[trimmed]
    )
