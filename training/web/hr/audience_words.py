"""A rule of assignment in words: every condition that it asks, and by when."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _

from training.certification.queries.assignment import Rule
from training.web.certification_words import DUE_FROM, ROLES
from training.web.hr.words import FAMILIES, STATUSES
from training.web.present import long_date
from training.web.unit_kinds import KINDS

Words = Mapping[Any, object]


def conditions(found: Rule, *, units: Words, modules: Words) -> list[dict[str, object]]:
    """The conditions for a list of facts; what asks nothing is left out."""
    asked, due = found.audience, found.due
    places = {"/": _("everywhere"), **units}
    named = (
        (_("Job families"), _told(asked.families, FAMILIES)),
        (_("Kinds of unit"), _told(asked.unit_kinds, KINDS)),
        (_("Unit with everything below it"), _told(asked.subtrees, places)),
        (_("Employment status"), _told(asked.statuses, STATUSES)),
        (_("Roles"), _told(asked.roles, ROLES)),
        (_("Entered service on or after"), _day(asked.entered_from)),
        (_("Entered service on or before"), _day(asked.entered_until)),
        (_("Has completed the modules"), _told(asked.completed, modules)),
        (_("Acting posts (Plt, Plh)"), _("count as well") if asked.acting else _("do not count")),
        (_("Due"), _("%(n)s days from %(event)s", n=due.days, event=DUE_FROM[due.event])),
    )  # fmt: skip
    return [{"key": key, "value": value} for key, value in named if value]


def _told(keys: Iterable[str], words: Words) -> str:
    return ", ".join(str(words.get(key, key)) for key in keys)


def _day(day: date | None) -> str:
    return long_date(day) if day else ""
