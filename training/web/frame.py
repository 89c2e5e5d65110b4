"""What the frame of every page shows: the city, the person, where they can go."""

from functools import cache
from typing import NamedTuple

from flask import Flask, request, url_for
from flask_babel import lazy_gettext as _

from training.kernel.clock import now
from training.people.rules.access import Actor, Permission
from training.web.assets import asset
from training.web.offline import device
from training.web.present import date_time
from training.web.session import visitor


class Place(NamedTuple):
    """A place of the menu: its page, its words, who may go there.

    `within` is the overview page that lists it: whoever may open that one finds it there, and not
    in the menu.
    """

    endpoint: str
    words: object
    permission: Permission
    within: str = ""


MENTORING, TASK_FORCE = "observer_home.home", "task_force.home"
PLACES: list[Place] = [
    Place("employee.home", _("Learn"), Permission.LEARN),
    Place("employee.practice", _("Practice"), Permission.LEARN),
    Place("commitments.home", _("Commitments"), Permission.LEARN),
    Place("employee.results", _("My results"), Permission.SEE_OWN),
    Place("certificates.home", _("Certificates"), Permission.SEE_OWN),
    Place("task_force.own_unit", _("My unit"), Permission.SEE_UNIT),
    Place("products_register.home", _("Register"), Permission.KEEP_REGISTER),
    Place(MENTORING, _("Mentoring"), Permission.OBSERVE),
    Place("observer_visits.home", _("Observation"), Permission.OBSERVE, MENTORING),
    Place(
        "observer_casework.home", _("My agenda for the task force"), Permission.OBSERVE, MENTORING
    ),
    Place("observer_products.home", _("Rate products"), Permission.RATE_PRODUCTS, MENTORING),
    Place("observer_artefacts.home", _("Evidence files"), Permission.REVIEW_ARTEFACTS, MENTORING),
    Place("observer_marking.home", _("Marking"), Permission.MARK_ANSWERS, MENTORING),
    Place("hr.home", _("Staff"), Permission.SEE_PEOPLE),
    Place(TASK_FORCE, _("Task force"), Permission.SEE_CITY),
    Place(
        "internalization.city", _("Internalization in the city"), Permission.SEE_CITY, TASK_FORCE
    ),
    Place("cycle_reports.home", _("Reports of closed cycles"), Permission.SEE_CITY, TASK_FORCE),
    Place("task_force_cycles.home", _("Cycles of measuring"), Permission.RUN_CYCLES, TASK_FORCE),
    Place("task_force_rollout.show", _("Roll-out in steps"), Permission.RUN_CYCLES, TASK_FORCE),
    Place("task_force_validity.show", _("Can it be believed?"), Permission.SEE_CITY, TASK_FORCE),
    Place("casework.home", _("Accompany and oversee"), Permission.RUN_CASEWORK, TASK_FORCE),
    Place("task_force_observing.home", _("Visits by lot"), Permission.DRAW_VISITS, TASK_FORCE),
    Place("product_rounds.home", _("Draws of work products"), Permission.DRAW_PRODUCTS, TASK_FORCE),
    Place("voice_points.home", _("Visitors' voices"), Permission.MANAGE_VOICE_POINTS, TASK_FORCE),
    Place("wave_admin.home", _("Anonymous waves"), Permission.RUN_WAVES, TASK_FORCE),
    Place("author.home", _("Authors"), Permission.WRITE_CONTENT),
    Place("account.admin", _("Administration"), Permission.ADMINISTER),
    Place("account.audit_trail", _("Audit"), Permission.AUDIT),
]
MAY = {place.endpoint: place.permission for place in PLACES}


def nav(person: Actor | None) -> list[dict[str, object]]:
    """The places that the menu shows a person, in fixed order."""
    if person is None:
        return []
    here = _around(request.path)
    theirs = [place for place in PLACES if person.may(place.permission)]
    menu = [place for place in theirs if not _is_listed_elsewhere(place, person)]
    current = "" if here is None else here.endpoint if here in menu else here.within
    return [
        {"label": place.words, "href": _addresses()[place], "current": place.endpoint == current}
        for place in menu
    ]


def places_within(overview: str, person: Actor) -> list[dict[str, object]]:
    """The places that an overview page lists for a person."""
    theirs = (each for each in PLACES if each.within == overview and person.may(each.permission))
    return [{"label": place.words, "href": _addresses()[place]} for place in theirs]


def _is_listed_elsewhere(place: Place, person: Actor) -> bool:
    return bool(place.within) and person.may(MAY[place.within])


@cache
def _addresses() -> dict[Place, str]:
    """The addresses of all places; they never change while the process lives."""
    return {place: url_for(place.endpoint) for place in PLACES}


@cache
def _papers() -> tuple[dict[str, object], ...]:
    """What the foot of every page leads to, for whoever is signed in."""
    return (
        {"label": _("Openness"), "href": url_for("account.transparency")},
        {"label": _("How it is measured"), "href": url_for("method.show")},
    )


def _around(path: str) -> Place | None:
    """The place in which a page lies: the longest address that the page's own begins with."""
    found = _addresses()
    around = (place for place in PLACES if f"{path}/".startswith(f"{found[place]}/"))
    return max(around, key=lambda place: len(found[place]), default=None)


def initials(name: str) -> str:
    """At most two letters for the account menu."""
    words = [word for word in name.split() if word[:1].isalpha()]
    return "".join(word[0] for word in words[:2]).upper()


def register(app: Flask) -> None:
    """Give every template its frame."""
    chosen = app.config["RESAP"]
    app.jinja_env.globals.update(
        asset=asset,
        demo=chosen.demo,
        city={"name": chosen.city, "body_name": chosen.body},
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True

    @app.context_processor
    def frame() -> dict[str, object]:
        person = visitor()
        shown = {"name": person.name, "initials": initials(person.name)} if person else None
        return {
            "actor": shown,
            "nav": nav(person),
            "footer_links": _papers() if person else (),
            "now_label": date_time(now()),
            "device": device(),
        }
