"""The forms that the pattern page shows: one field of every kind."""

from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    PasswordField,
    RadioField,
    SearchField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length

from training.web.forms import Form, WholeNumber, choices
from training.web.forms import later as _

UNITS = choices(
    ("", _("All units")), ("dkk", _("Health office")), ("disdikbud", _("Education office"))
)
FAMILIES = choices(("a", _("Serves people")), ("b", _("Plans")), ("c", _("Decides")))
YES_NO = choices(("ya", _("Yes")), ("tidak", _("No")))


class Specimen(Form):
    """Every kind of field once."""

    nama = StringField(_("Full name"), validators=[InputRequired(), Length(max=80)])
    nip = StringField(_("NIP"), validators=[InputRequired(_("Write the 18 digits of your NIP."))])
    surel = EmailField(_("E-mail address"), validators=[InputRequired()])
    sandi = PasswordField(_("Password"), validators=[InputRequired()])
    jumlah = WholeNumber(_("Number of children served"), validators=[InputRequired()])
    tanggal = DateField(_("First day"), validators=[InputRequired()])
    unit = SelectField(_("Unit"), choices=UNITS, validators=[InputRequired()])
    alasan = TextAreaField(_("Reason"), validators=[InputRequired()])
    peran = RadioField(_("Job family"), choices=FAMILIES, validators=[InputRequired()])
    ya = RadioField(_("Do you work at a counter?"), choices=YES_NO, validators=[InputRequired()])
    bidang = SelectMultipleField(
        _("Fields of service"), choices=FAMILIES, validators=[InputRequired()]
    )
    berkas = FileField(_("Staff file"), validators=[InputRequired()])
    setuju = BooleanField(_("I have read what happens with my data"), validators=[InputRequired()])


class SpecimenFilter(Form):
    """The filters above a list."""

    cari = SearchField(_("Name or NIP"))
    unit = SelectField(_("Unit"), choices=UNITS)


def shown() -> dict[str, Form]:
    """The forms of the page: untouched, refused, and the filter."""
    wrong = Specimen(formdata=None, prefix="salah", meta={"csrf": False})
    wrong.validate()
    return {
        "specimen": Specimen(formdata=None),
        "specimen_wrong": wrong,
        "specimen_filter": SpecimenFilter(formdata=None, prefix="saring"),
    }
