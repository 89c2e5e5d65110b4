"""What is filled in to plan, move, cancel and check casework, and to answer a finding."""

from typing import Any

from flask_babel import gettext
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from training.content.queries.kla import behaviours, kla_indicators
from training.kernel.settings import ROOT
from training.oversight.rules.entries import MOST_KEY, MOST_TALKS, MOST_TITLE, MOST_WEEKS, MOST_WHY
from training.oversight.rules.following import StepKind
from training.oversight.rules.records import MOST_NAME, MOST_POST, MOST_WORDS
from training.web.casework_words import KINDS
from training.web.forms import Form, choices, trimmed
from training.web.forms import later as _


def _behaviours() -> list[Any]:
    return choices(*((each.key, each.sentence) for each in behaviours(ROOT)))


def _kla() -> list[Any]:
    told = ((str(each.number), f"{each.number}. {each.name}") for each in kla_indicators(ROOT))
    return choices(*told)


def _count(most: int) -> Any:
    """Whole numbers from one on, to choose from."""
    return choices(*((str(number), str(number)) for number in range(1, most + 1)))


def _several(label: str, offered: Any) -> SelectMultipleField:
    """Boxes to tick; none need be."""
    return SelectMultipleField(
        label, choices=offered, widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )


class PlanForm(Form):
    """A new entry of the calendar."""

    jenis = RadioField(
        _("What is planned?"), [InputRequired(_("Choose one"))],
        choices=choices(*((key.value, words) for key, words in KINDS.items())),
    )  # fmt: skip
    tema = StringField(
        _("What is the theme?"), [DataRequired(_("Say what it is about")), Length(max=MOST_TITLE)],
        filters=[trimmed], description=_("For example: the desk for birth certificates."),
    )  # fmt: skip
    alasan = TextAreaField(
        _("Why here and now?"), [DataRequired(_("Say why")), Length(max=MOST_WHY)],
        filters=[trimmed], description=_("For example what the unit's profile shows. No names."),
    )  # fmt: skip
    unit = SelectField(
        _("Unit"), [InputRequired(_("Choose a unit"))],
        description=_("Choose the city itself for what is meant for everybody."),
    )  # fmt: skip
    tanggal = DateField(_("Day"), [DataRequired(_("Give the day"))])
    kali = SelectField(
        _("How many talks?"), choices=_count(MOST_TALKS),
        default="1", description=_("Only for a series of talks."),
    )  # fmt: skip
    jarak = SelectField(
        _("Weeks between them"), choices=_count(MOST_WEEKS),
        default="4",
    )  # fmt: skip
    pemimpin = SelectField(_("Who leads?"), [InputRequired(_("Choose somebody"))])
    diberitahukan = BooleanField(
        _("The unit is told beforehand"), default=True,
        description=_("Only visits can come without being announced."),
    )  # fmt: skip
    perilaku = _several(_("Behaviours that it looks at"), _behaviours)
    kla = _several(_("KLA indicators that it touches"), _kla)

    @property
    def kla_hint(self) -> str:
        """That the wording of the indicators is still to be compared, as long as it is."""
        if all(each.is_certain for each in kla_indicators(ROOT)):
            return ""
        return gettext("The wording is still to be compared with Permen PPPA 12/2022.")

    putaran = SelectField(_("Cycle of measuring"))
    kunci = HiddenField(validators=[Length(max=MOST_KEY)], filters=[trimmed])


class MoveForm(Form):
    """Another day, another leader, or both, with the reason."""

    tanggal = DateField(_("Day"), [DataRequired(_("Give the day"))])
    pemimpin = SelectField(_("Who leads?"), [InputRequired(_("Choose somebody"))])
    alasan = TextAreaField(
        _("Why is it moved?"), [DataRequired(_("Say in a sentence why.")), Length(max=MOST_WORDS)],
        filters=[trimmed],
    )  # fmt: skip


class CancelForm(Form):
    """Why an entry is cancelled."""

    alasan = TextAreaField(
        _("Why is it cancelled?"),
        [DataRequired(_("Say in a sentence why.")), Length(max=MOST_WORDS)], filters=[trimmed],
    )  # fmt: skip


class CheckForm(Form):
    """What the task force found when it looked again."""

    hasil = RadioField(
        _("What follows?"), [InputRequired(_("Choose one"))],
        choices=choices(
            (StepKind.CLOSED.value, _("It is done: close it")),
            (StepKind.GOES_ON.value, _("It is not done: it goes on with a new day")),
            (StepKind.ESCALATED.value, _("It cannot be done here: escalate it")),
            (StepKind.REMARK.value, _("Only correct what was written, beside it")),
        ),
    )  # fmt: skip
    uraian = TextAreaField(
        _("What was checked, and how?"),
        [DataRequired(_("Say in a sentence why.")), Length(max=MOST_WORDS)], filters=[trimmed],
    )  # fmt: skip
    kepada = StringField(
        _("Escalated to"), [Length(max=MOST_POST)], filters=[trimmed],
        description=_("A post, not a name."),
    )  # fmt: skip
    tindakan = TextAreaField(
        _("What is to be done now?"), [Length(max=MOST_WORDS)], filters=[trimmed]
    )
    pemilik = StringField(
        _("Which post does it?"), [Length(max=MOST_POST)], filters=[trimmed],
        description=_("A post, not a name."),
    )  # fmt: skip
    pelaku = StringField(
        _("Who does it?"), [Length(max=MOST_NAME)], filters=[trimmed],
        description=_("Name or NIP of somebody of this unit. Left empty, it stays as it is."),
    )  # fmt: skip
    tenggat = DateField(_("Until when?"), [Optional()])


class DoerForm(Form):
    """Who of the unit does what was agreed."""

    pelaku = StringField(
        _("Who does it?"), [DataRequired(_("Give a name or a NIP")), Length(max=MOST_NAME)],
        filters=[trimmed], description=_("Name or NIP of somebody of this unit."),
    )  # fmt: skip


class AnswerForm(Form):
    """What the head of a unit says of a finding."""

    jawaban = TextAreaField(
        _("Your answer"), [DataRequired(_("Write your answer")), Length(max=MOST_WORDS)],
        filters=[trimmed], description=_("What was done or what stands in the way. No names."),
    )  # fmt: skip
    selesai = BooleanField(
        _("What was agreed is done: the task force may check it"),
    )
