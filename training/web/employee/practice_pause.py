"""One's own pause from practice: until when and roughly why, and going on again."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext
from wtforms import DateField, RadioField
from wtforms.validators import DataRequired, InputRequired

from training.kernel.access import allow
from training.people.rules.access import Permission
from training.practice.actions.pausing import go_on, pause
from training.practice.rules.breaks import PauseEndsTooEarly, PauseIsTooLong, Reason
from training.web.employee.blueprint import bp
from training.web.employee.practice_words import REASONS
from training.web.forms import Form, choices
from training.web.forms import later as _
from training.web.present import long_date
from training.web.refusals import say, sentence
from training.web.session import acting, arrived, today

say(
    PauseIsTooLong=lazy_gettext("A pause ends within sixty days."),
    PauseEndsTooEarly=lazy_gettext("Choose today or a later day."),
)


class PauseForm(Form):
    """The last day of the pause, and a reason from a short list."""

    sampai = DateField(
        _("Last day of the pause"),
        [DataRequired(_("Give a day, for example 12/06/2025"))],
        description=_("At most sixty days ahead. Practice goes on by itself afterwards."),
    )
    alasan = RadioField(
        _("Why?"), [InputRequired(_("Choose a reason"))],
        choices=choices(*REASONS.items()),
        description=_("Only you see this. We need no details."),
    )  # fmt: skip


@bp.get("/latihan/jeda")
@allow(Permission.LEARN)
def pause_page() -> str:
    return render_template("employee/practice_pause.html", form=PauseForm())


@bp.post("/latihan/jeda")
@allow(Permission.LEARN)
def pause_practice() -> Any:
    form = PauseForm()
    if form.validate() and _paused(form):
        flash(
            gettext("Practice is paused until %(day)s.", day=long_date(form.sampai.data)), "success"
        )
        return redirect(url_for("employee.practice"), 303)
    return render_template("employee/practice_pause.html", form=form), 422


def _paused(form: PauseForm) -> bool:
    """Whether the pause was taken; else the day says what is wrong with it."""
    until: Any = form.sampai.data
    try:
        pause(
            acting().id, until=until, reason=Reason(form.alasan.data), today=today(), at=arrived()
        )
    except (PauseIsTooLong, PauseEndsTooEarly) as refused:
        form.sampai.errors = [sentence(refused)]
        return False
    return True


@bp.post("/latihan/lanjut")
@allow(Permission.LEARN)
def resume_practice() -> Any:
    go_on(acting().id, at=arrived())
    flash(gettext("Welcome back. Practice goes on."), "success")
    return redirect(url_for("employee.practice"), 303)
