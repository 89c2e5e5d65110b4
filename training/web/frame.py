"""What the frame of every page shows: the city, the person, where they can go."""

from functools import cache

from flask import Flask, request, url_for
from flask_babel import lazy_gettext as _

from training.kernel.clock import now
from training.people.rules.access import Actor, Permission
from training.web.assets import asset
from training.web.present import date_time
from training.web.session import visitor

# (endpoint, words, permission or None for everybody who is signed in)
PLACES: list[tuple[str, object, Permission]] = [
    ("employee.home", _("Learn"), Permission.LEARN),
    ("employee.results", _("My results"), Permission.SEE_OWN),
    ("task_force.own_unit", _("My unit"), Permission.SEE_UNIT),
    ("hr.home", _("Staff"), Permission.SEE_PEOPLE),
    ("task_force.home", _("Task force"), Permission.SEE_CITY),
    ("observer_marking.home", _("Marking"), Permission.MARK_ANSWERS),
    ("author.home", _("Authors"), Permission.WRITE_CONTENT),
    ("account.admin", _("Administration"), Permission.ADMINISTER),
    ("account.audit_trail", _("Audit"), Permission.AUDIT),
]


def nav(person: Actor | None) -> list[dict[str, object]]:
    """The places a person may go to, in fixed order."""
    if person is None:
        return []
    here = _around(request.path)
    return [
        {"label": words, "href": address, "current": address == here}
        for address, words, permission in _places()
        if person.may(permission)
    ]


@cache
def _places() -> tuple[tuple[str, object, Permission], ...]:
    """The addresses of all places; they never change while the process lives."""
    return tuple((url_for(endpoint), words, permission) for endpoint, words, permission in PLACES)


def _around(path: str) -> str:
    """The place in which a page lies: the longest address that the page's own begins with."""
    places = (address for address, _words, _permission in _places())
    return max((each for each in places if f"{path}/".startswith(f"{each}/")), key=len, default="")


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
        return {"actor": shown, "nav": nav(person), "now_label": date_time(now())}
