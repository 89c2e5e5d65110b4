"""What the administration fills in for an exception, and where a fault in it is shown."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import current_app
from flask_babel import gettext, lazy_gettext
from wtforms import DateField, SelectField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from training.quiz.rules.exceptions import LONGEST_REASON, MOST_ATTEMPTS, Fault, Wanted
from training.reporting.queries.modules import Current
from training.web.forms import Form, WholeNumber, choices, trimmed
from training.web.forms import later as _

FACTORS = {"1": _("No extra time"), "1.25": _("A quarter more"), "1.5": _("Half as much again"),
           "2": _("Twice the time"), "3": _("Three times the time")}  # fmt: skip
A_DAY = _("Give a day, for example 12/06/2025")


class ExceptionForm(Form):
    """One exception: for which quiz, what it gives, why, and until when."""

    modul = SelectField(_("Which quiz"), validate_choice=True)
    waktu = SelectField(_("Time"), choices=choices(*FACTORS.items()), default="1")
    tambahan = WholeNumber(
        _("Extra attempts"),
        [InputRequired(_("Enter a number")), NumberRange(0, MOST_ATTEMPTS)],
        default=0,
    )
    dibuka = DateField(_("Opens for this person on"), [Optional()])
    ditutup = DateField(_("Closes for this person after"), [Optional()])
    alasan = TextAreaField(
        _("Reason"), [DataRequired(_("Give a reason")), Length(max=LONGEST_REASON)],
        filters=[trimmed],
        description=_("The person reads it too. Health matters only as far as it is needed."),
    )  # fmt: skip
    berakhir = DateField(
        _("Last day of the exception"), [DataRequired(A_DAY)],
        description=_("At most 400 days ahead. Afterwards the ordinary rules hold again."),
    )  # fmt: skip

    def offer(self, modules: Sequence[Current]) -> None:
        """The quizzes that it may be for."""
        asked = [(each.slug, each.label) for each in modules if each.has_quiz]
        self.modul.choices = choices(("", gettext("All quizzes")), more=asked)

    def wanted(self) -> Wanted:
        """The exception as the rules understand it; days are those of the city."""
        return Wanted(
            reason=self.alasan.data or "",
            expires_at=_after(self.berakhir.data),
            slug=self.modul.data or None,
            time_factor=float(self.waktu.data),
            extra_attempts=self.tambahan.data or 0,
            open_from=_midnight(self.dibuka.data) if self.dibuka.data else None,
            open_until=_after(self.ditutup.data) if self.ditutup.data else None,
        )


FAULTS: Mapping[Fault, tuple[str, object]] = {
    Fault.NOTHING: (
        "waktu",
        lazy_gettext("Choose what the exception gives: time, attempts or a date."),
    ),
    Fault.NO_REASON: ("alasan", lazy_gettext("Give a reason")),
    Fault.REASON_TOO_LONG: ("alasan", lazy_gettext("The reason is too long.")),
    Fault.TIME: ("waktu", lazy_gettext("Choose one of the times.")),
    Fault.ATTEMPTS: ("tambahan", lazy_gettext("Enter a number")),
    Fault.DATES: ("ditutup", lazy_gettext("It must close after it opens.")),
    Fault.EXPIRY: ("berakhir", lazy_gettext("Choose a day from today on, at most 400 days ahead.")),
}


def fault_in(form: ExceptionForm, fault: Fault) -> None:
    """Show a fault that the rules have found at the field that it is about."""
    name, words = FAULTS[fault]
    field: Any = form[name]
    field.errors = [*field.errors, str(words)]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(current_app.config["RESAP"].timezone))


def _after(day: Any) -> datetime:
    """The end of a day; the last day that the calendar knows has no morrow."""
    return _midnight(day + timedelta(days=1) if day < date.max else day)
