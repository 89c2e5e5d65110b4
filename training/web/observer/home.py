"""A mentor's places on one page, each with what waits there, and the units of the assignment."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _

from training.commitments.queries.artefacts import waiting as files
from training.kernel.access import allow
from training.observation.queries.findings import to_verify
from training.observation.queries.products_rating import waiting as products
from training.observation.queries.visits import Assigned, mine
from training.observation.rules.sheets import GRACE
from training.observation.rules.visits import OPEN, VisitState
from training.oversight.queries.agenda import led_by
from training.oversight.rules.entries import EntryState
from training.people.rules.access import Permission
from training.quiz.queries.marking import waiting as texts
from training.web.session import acting, today

bp = Blueprint("observer_home", __name__, url_prefix="/pendampingan")


@bp.get("")
@allow(Permission.OBSERVE)
def home() -> str:
    """Visits first, because they have their days; then what can be read at any time."""
    person = acting()
    visits = mine(person.id, today=today())
    units = _units(visits, today())
    due = sum(due for _unit, due, _coming, _signed in units)
    return render_template("observer/home.html", units=units, items=[
        _item(_("Observation"), _("Visits that were drawn for you, with a sheet for each."),
              "observer_visits.home", due + len(to_verify(person.id))),
        _item(_("My agenda for the task force"), _("Visits, meetings and talks that you lead."),
              "observer_casework.home", _led(person.id)),
        _item(_("Rate products"), _("Work products of other departments, read without names."),
              "observer_products.home", len(products(person.id))),
        _item(_("Evidence files"), _("Traces of small acts, looked at without a name."),
              "observer_artefacts.home", len(files(person))),
        _item(_("Marking"), _("Answers in own words, marked by a rubric without a name."),
              "observer_marking.home", len(texts(person))),
    ])  # fmt: skip


def _led(person: UUID) -> int:
    """How many of what somebody leads are due or past their day."""
    due = (EntryState.DUE, EntryState.OVERDUE)
    return sum(each.state in due for each in led_by(person, today=today()))


def _units(visits: Iterable[Assigned], day: date) -> list[tuple[str, int, int, int]]:
    """The units of the assignment by name: visits due, to come, and signed.

    A visit belongs to the assignment until its days and the grace for sheets from a phone are over.
    """
    counts: dict[str, list[int]] = {}
    for each in visits:
        signed = each.state is VisitState.SIGNED and day <= each.closes + GRACE
        if signed or each.state in OPEN:
            place = 2 if signed else int(each.state is VisitState.COMING)
            counts.setdefault(each.unit_name, [0, 0, 0])[place] += 1
    ordered = sorted(counts.items(), key=lambda each: each[0].casefold())
    return [(name, due, coming, signed) for name, (due, coming, signed) in ordered]


def _item(title: str, hint: str, endpoint: str, count: int) -> dict[str, object]:
    waits = {"status": _("%(n)s waiting", n=count), "kind": "waiting"}
    nothing = {"status": _("nothing waits"), "kind": ""}
    return {
        "title": title,
        "hint": hint,
        "href": url_for(endpoint),
        **(waits if count else nothing),
    }
