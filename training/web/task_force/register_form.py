"""What is filled in for one line of a register, and where its faults are shown."""

import re
from typing import Any
from uuid import UUID, uuid4

from flask_babel import gettext
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from training.observation.rules.products import LONGEST_TEXT, Fault, Line, ProductKind
from training.observation.rules.products_files import (
    FILE_BYTES,
    FileIsNoDocument,
    FileKind,
    ProductFileIsTooLarge,
    opened,
    tidy,
)
from training.observation.rules.products_guard import mask
from training.people.queries.employees import find
from training.web.forms import Form, choices, trimmed
from training.web.forms import later as _
from training.web.refusals import sentence
from training.web.task_force.product_words import FAULTS, KINDS

MOST_LISTED = 40
KEY = re.compile(r"[0-9a-f-]{36}")


class LineForm(Form):
    """One line: what it is, when and by whom it was made, and the words that raters will read."""

    kunci = HiddenField()
    jenis = SelectField(_("Kind"), choices=[])
    judul = StringField(
        _("Title"), [DataRequired(_("Give a title")), Length(max=400)], filters=[trimmed]
    )
    tanggal = DateField(_("Day of the product"), [Optional()])
    nomor = StringField(_("Number of the paper"), [Length(max=200)], filters=[trimmed])
    pegawai = SelectMultipleField(
        _("Makers"), choices=[], validate_choice=False, widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )  # fmt: skip
    nip = StringField(
        _("Makers by NIP"), [Length(max=200)], filters=[trimmed],
        description=_("One to five people in all, with blanks between the numbers."),
    )  # fmt: skip
    berkas = FileField(
        _("File"),
        description=_(
            "DOCX or TXT: its words are taken over. PDF: is kept for your unit, and you paste its "
            "words below. At most 2 MB."
        ),
    )
    teks = TextAreaField(
        _("The words that raters read"), [Length(max=LONGEST_TEXT * 3)], filters=[trimmed],
        description=_("At most 8,000 characters. Names of makers and of the unit are hidden."),
    )  # fmt: skip
    yakin = BooleanField(
        _("I have read the text: it holds no data of a child."),
        [DataRequired(_("Read the text once more, then confirm."))],
    )
    paper: bytes | None = None
    hidden = 0

    def offer(self, members: dict[UUID, str]) -> None:
        """The kinds, and the people of the unit where they are few enough to be listed."""
        named = [(kind.value, str(words)) for kind, words in KINDS.items()]
        self.jenis.choices = choices(*named)
        few = members.items() if len(members) <= MOST_LISTED else ()
        self.pegawai.choices = choices(*((str(key), name) for key, name in few))
        if not KEY.fullmatch(self.kunci.data or ""):
            self.kunci.data = str(uuid4())

    def understand(self) -> bool:
        """Read form and file; a text that is new to its writer is shown to them once more."""
        good = self.validate()
        good = self._read_file() and good
        masked = mask(tidy(self.teks.data or ""))
        self.teks.data, self.hidden = masked.text, masked.found
        if masked.found:
            self._refuse("teks", gettext("Something was hidden. Read the text once more."))
            self.yakin.data = False
        return good and not masked.found

    def _read_file(self) -> bool:
        upload = self.berkas.data
        if not upload:
            return True
        try:
            data = upload.stream.read(FILE_BYTES + 1)
            found = opened(data)
        except (FileIsNoDocument, ProductFileIsTooLarge) as refused:
            self._refuse("berkas", sentence(refused))
            return False
        if found.kind is FileKind.PDF:
            self.paper = data
            return True
        if self.teks.data:
            return True
        self.teks.data, self.yakin.data = found.text, False
        self._refuse("teks", gettext("These are the words of the file. Read them, then keep them."))
        return False

    def line(self) -> Line:
        """The line as the rules understand it; unknown numbers are left as nobody."""
        numbers = re.split(r"[\s,;]+", self.nip.data or "")
        found = [find(each) or UUID(int=0) for each in numbers if each]
        chosen = [_key(each) for each in self.pegawai.data or () if each]
        return Line(
            ProductKind(self.jenis.data), self.judul.data or "", self.tanggal.data,
            tuple(dict.fromkeys([*chosen, *found])), self.teks.data or "", self.nomor.data or "",
        )  # fmt: skip

    def blame(self, faults: tuple[Fault, ...]) -> None:
        """Show what the rules have found at the fields that it is about."""
        for fault in faults:
            name, words = FAULTS[fault]
            self._refuse(name, str(words))

    def _refuse(self, name: str, words: str) -> None:
        field: Any = self[name]
        field.errors = [*field.errors, words]


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
