"""What an administrator types to change a unit on a day."""

from collections.abc import Iterable
from typing import Any

from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from training.people.actions.units import NewUnit
from training.web.forms import Form, choices, trimmed
from training.web.forms import later as _

CODE = [DataRequired(_("Enter a code")), Length(max=40)]
NAME = [DataRequired(_("Enter a name")), Length(max=200)]


class ChangeForm(Form):
    """The day of the change, and the code and name of the unit that begins on it."""

    tanggal = DateField(
        _("In force since"),
        description=_("The day of the regulation. People move on this day; what was before stays."),
        validators=[DataRequired(_("Give a day, for example 12/06/2025"))],
    )
    nama = StringField(_("Name of the new unit"), NAME, filters=[trimmed])
    kode = StringField(
        _("Code of the new unit"), CODE, filters=[trimmed],
        description=_("Letters, digits, dots and hyphens. A code is never used twice."),
    )  # fmt: skip

    @property
    def new(self) -> NewUnit:
        return NewUnit(str(self.kode.data), str(self.nama.data))


class MergeForm(ChangeForm):
    """The other unit that goes into the new one."""

    dengan = SelectField(_("Together with"), validators=[DataRequired(_("Choose a unit"))])

    def offer(self, units: Iterable[Any]) -> None:
        """The units that it may be merged with."""
        named = sorted((each.name, each.code) for each in units)
        self.dengan.choices = choices(
            ("", _("Choose a unit")), more=((code, name) for name, code in named)
        )


class SplitForm(ChangeForm):
    """The second unit that comes out, and who goes there."""

    nama_kedua = StringField(_("Name of the second unit"), NAME, filters=[trimmed])
    kode_kedua = StringField(_("Code of the second unit"), CODE, filters=[trimmed])
    pindah = TextAreaField(
        _("Who goes to the second unit?"), [Length(max=100_000)],
        description=_("One number (NIP, NI PPPK) a line. Everybody else goes to the first unit."),
    )  # fmt: skip

    @property
    def second(self) -> NewUnit:
        return NewUnit(str(self.kode_kedua.data), str(self.nama_kedua.data))

    @property
    def numbers(self) -> list[str]:
        """The numbers as typed, one for each line that is not empty."""
        lines = (self.pindah.data or "").replace("\x00", "").splitlines()
        return [line.strip() for line in lines if line.strip()]
