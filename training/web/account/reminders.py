"""One's own reminders: how often letters come, and one's own dates as a calendar file."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from wtforms import RadioField
from wtforms.validators import InputRequired

from training.kernel.access import allow
from training.people.rules.access import Permission
from training.reminders.actions.switching import wish
from training.reminders.queries.own import OwnDate, own_dates, wish_of
from training.reminders.rules.anchors import Way
from training.reminders.rules.calendarfile import Event, calendar_file
from training.web.account.blueprint import bp
from training.web.account.held_reminders import WAYS
from training.web.download import download
from training.web.forms import Form, choices
from training.web.forms import later as _
from training.web.reminder_letters import house
from training.web.session import acting, arrived


class WishForm(Form):
    """How often letters may come."""

    cara = RadioField(
        _("How often may letters come?"), [InputRequired(_("Choose one"))],
        choices=choices(*WAYS.items()),
    )  # fmt: skip


@bp.get("/saya/pengingat")
@allow(Permission.SEE_OWN)
def reminders() -> str:
    return _page(WishForm(cara=wish_of(acting().id).value))


@bp.post("/saya/pengingat")
@allow(Permission.SEE_OWN)
def choose_reminders() -> Any:
    form = WishForm()
    if not form.validate():
        return _page(form), 422
    wish(acting().id, Way(form.cara.data), at=arrived())
    flash(gettext("Kept. It holds from the next letter on."), "success")
    return redirect(url_for(".reminders"), 303)


@bp.get("/saya/kalender.ics")
@allow(Permission.SEE_OWN)
def calendar() -> Any:
    """Only for the signed-in person, and never kept on the way."""
    here, at = house(), arrived()
    titles = {each.kind: each.title for each in here.book.rules if each.in_calendar}
    found = own_dates(acting().id, at=at, zone=here.zone)
    events = [_event(each, titles[each.kind]) for each in found if each.kind in titles]
    if not events:  # a calendar file holds at least one component (RFC 5545, 3.4)
        flash(gettext("You have no dates ahead at the moment."), "info")
        return redirect(url_for(".reminders"), 303)
    title = gettext("Resap: your own dates")
    answer = download(calendar_file(events, title=title, at=at), "kalender-resap.ics")
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _event(found: OwnDate, title: str) -> Event:
    key = f"{found.kind.value}-{found.key}@resap.invalid"
    return Event(found.first, found.last, key, title, gettext("Sign in to Resap to see more."))


def _page(form: WishForm) -> str:
    rules = house().book.rules
    return render_template(
        "account/reminders.html", form=form,
        free=[each.title for each in rules if each.optional],
        fixed=[each.title for each in rules if not each.optional],
    )  # fmt: skip
