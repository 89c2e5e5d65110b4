"""The form that asks for a staff file and says of which day and how complete it is."""

from datetime import date

from flask_wtf.file import FileField
from wtforms import DateField, SelectField
from wtforms.validators import DataRequired

from training.people.queries import units
from training.people.rules.import_words import sentence
from training.people.rules.imports.columns import PEOPLE
from training.people.rules.imports.intake import Taken, take
from training.people.rules.imports.limits import FILE_BYTES
from training.people.rules.imports.problems import FileRefused
from training.people.rules.imports.report import Entry, entries
from training.web.forms import Form, choices
from training.web.forms import later as _
from training.web.refusals import say


class UploadForm(Form):
    """A file, its day, and the unit of which it is the complete list, if of any."""

    berkas = FileField(
        _("Staff file"),
        description=_("XLSX or CSV, at most 5 MB. The first row of the table holds the heads."),
    )
    tanggal = DateField(
        _("State as of"),
        description=_("The day on which the list was true. Changes take effect on this day."),
        validators=[DataRequired(_("Give a day, for example 12/06/2025"))],
    )
    lengkap = SelectField(
        _("Is this the complete list of a unit?"),
        description=_("If so, people of that unit who are not in the file lose their post there."),
    )
    taken: Taken | None = None

    def offer(self, scope: tuple[str, ...]) -> None:
        """Fill the list of units that the importer may call complete."""
        known = [(row.code, row.name) for row in units.tree(scope) if row.valid_to is None]
        named = sorted(known, key=lambda unit: unit[1])
        self.lengkap.choices = choices(("", _("No, only the people in the file")), more=named)

    def understand(self, *, today: date) -> bool:
        """Read the file; what is wrong with it becomes the error of its field."""
        good = self.validate_on_submit()
        if good and self.tanggal.data and self.tanggal.data > today:
            self.tanggal.errors = [str(_("This day has not come yet"))]
            good = False
        upload = self.berkas.data
        if not upload:
            self.berkas.errors = [str(_("Choose a file"))]
            return False
        try:
            self.taken = take(upload.stream.read(FILE_BYTES + 1), PEOPLE)
        except FileRefused as refused:
            self.berkas.errors = [_told(each) for each in entries(refused.problems, ())]
            return False
        return good


def _told(entry: Entry) -> str:
    """A file's problem in one line, with the column that it is about."""
    said = sentence(entry)
    return f"{entry.column}: {said}" if entry.column else said


say(
    FileRefused=_("This file cannot be read as a table of staff."),
    ImportRefused=_("The file has problems, so nothing of it was applied."),
    ImportMovedOn=_("The record has changed since the report was made. Check the file once more."),
)
