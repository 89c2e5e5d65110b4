"""Reminders of the whole city: what goes out next, what went out, and the switch that stops it."""

from datetime import datetime
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext
from sqlalchemy.exc import NoResultFound
from wtforms import BooleanField, RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired

from training.kernel import jobs
from training.kernel.access import allow
from training.kernel.errors import DomainError
from training.people.rules.access import Permission
from training.reminders.actions.sending import ask_to_look, look_key, next_morning
from training.reminders.actions.switching import switch
from training.reminders.queries.switches import is_citywide, last_days, words
from training.reminders.rules.anchors import EVERYTHING
from training.reminders.rules.switching import LONGEST
from training.web.forms import Form, choices, trimmed
from training.web.forms import later as _
from training.web.refusals import say, sentence
from training.web.reminder_letters import house
from training.web.session import acting, arrived

bp = Blueprint("hr_reminders", __name__, url_prefix="/kepegawaian/pengingat")
ALL = "semua"
say(
    ReasonIsTooShort=lazy_gettext("Say why in at least ten signs."),
    ReasonIsTooLong=lazy_gettext("Use at most 300 signs."),
    RemindersAreTheCitys=lazy_gettext(
        "Reminders go to the whole city. Only whoever is in charge of all its staff can stop them."
    ),
    SwitchStandsSo=lazy_gettext("It stands so already; somebody may have been faster."),
)


class SwitchForm(Form):
    """What is stopped or allowed, why, and that it is meant."""

    jenis = SelectField(_("Which reminders"))
    perintah = RadioField(
        _("What is to happen?"), [InputRequired(_("Choose one"))],
        choices=choices(
            ("hentikan", lazy_gettext("Stop them")), ("izinkan", lazy_gettext("Allow them again"))
        ),
    )  # fmt: skip
    alasan = TextAreaField(
        _("Reason"), filters=[trimmed],
        description=_("It stays on record with your name. No names of others."),
    )  # fmt: skip
    yakin = BooleanField(
        _("I mean it for the whole city"), [InputRequired(_("Confirm that you mean it"))]
    )


@bp.get("")
@allow(Permission.RUN_REMINDERS)
def home() -> str:
    return _page(SwitchForm(formdata=None, jenis=ALL))


@bp.post("")
@allow(Permission.RUN_REMINDERS)
def throw() -> Any:
    form = SwitchForm()
    form.jenis.choices = _kinds()
    if not form.validate():
        return _page(form), 422
    kind = EVERYTHING if form.jenis.data == ALL else str(form.jenis.data)
    off = form.perintah.data == "hentikan"
    me, scope = acting().id, acting().scope(Permission.RUN_REMINDERS)
    try:
        switch(kind, off=off, reason=form.alasan.data or "", by=me, scope=scope, at=arrived())
    except DomainError as refused:
        form.alasan.errors = [sentence(refused)]
        return _page(form), 422
    said = gettext("The reminders are stopped.") if off else gettext("The reminders go out again.")
    flash(said, "success")
    return redirect(url_for(".home"), 303)


@bp.post("/hitung")
@allow(Permission.RUN_REMINDERS)
def look() -> Any:
    """Ask what would go out; the worker counts it beside the pages."""
    ask_to_look(acting().id, at=arrived())
    return redirect(url_for(".home"), 303)


def _kinds() -> list[Any]:
    titles = ((each.kind.value, each.title) for each in house().book.rules)
    return choices((ALL, gettext("All reminders")), *titles)


def _page(form: SwitchForm) -> str:
    form.jenis.choices = _kinds()
    here = house()
    titles = {each.kind.value: each.title for each in here.book.rules}
    said = words()
    return render_template(
        "hr/reminders.html", form=form, most=LONGEST,
        next_at=next_morning(arrived(), here),
        may_switch=is_citywide(acting().scope(Permission.RUN_REMINDERS)),
        stopped=[(titles.get(key, gettext("All reminders")), each)
                 for key, each in said.items() if each.off],
        look=_looked(), titles=titles, days=last_days(),
    )  # fmt: skip


def _looked() -> dict[str, Any] | None:
    """The newest count that this person asked for: whether it is done, and what it says."""
    me = acting().id
    try:
        found = jobs.job(jobs.latest(look_key(me), of=me), of=me)
    except NoResultFound:
        return None
    if found.result is None:
        return {"waits": True}
    return {**found.result, "waits": False, "counted_at": found.done_at,
            "at": datetime.fromisoformat(found.result["at"])}  # fmt: skip
