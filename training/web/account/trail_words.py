"""What the facts beside an event are called in front of the auditor."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from training.people.rules.imports.model import Fate
from training.people.rules.links import Purpose
from training.web.account.unit_words import LINEAGE
from training.web.account.words import CHANGED, PERMISSIONS, ROLES, WHYS

DETAILS: dict[str, object] = {
    "person": _("person"),
    "people": _("staff list"),
    "unit": _("unit"),
    "units": _("list of units"),
    "report": _("report"),
    "release": _("release"),
    "role": _("role"),
    "why": _("reason"),
    "sessions": _("sessions"),
    "purpose": _("purpose"),
    "scopes": _("permissions"),
    "status": _("status code"),
    "step": _("step of signing in"),
    "endpoint": _("page"),
    "route": _("page"),
    "file": _("file"),
    "format": _("format"),
    "rows": _("rows"),
    "filters": _("filters"),
    "basis": _("basis"),
    "what": _("what"),
    "by": _("by way of"),
    "fate": _("outcome"),
    "change": _("change"),
    "on": _("on"),
    "slug": _("module"),
    "number": _("number"),
    "digest": _("digest"),
    "sha256": _("digest of the file"),
    "added": _("added"),
    "changed": _("changed"),
    "left": _("ended"),
    "token": _("token"),
    "tokens": _("tokens"),
    "employees": _("staff"),
    "months": _("months"),
    "seed": _("seed"),
}
_WEIGHTS = {"cosmetic": _("cosmetic"), "minor": _("minor"), "material": _("material")}
MEANINGS: Mapping[str, Mapping[Any, object]] = {
    "role": ROLES,
    "why": WHYS,
    "change": CHANGED | LINEAGE | _WEIGHTS,
    "fate": {Fate.ADDED: _("added"), Fate.CHANGED: _("changed"), Fate.LEFT: _("ended")},
    "purpose": {
        Purpose.INVITATION: _("invitation"),
        Purpose.RESET: _("new password"),
        Purpose.FIRST: _("first administrator"),
    },
    "by": {"import": _("import"), "api": _("API")},
    "what": {"progress": _("progress")},
    "basis": {"now": _("as it is now"), "then": _("as it was then")},
    "scopes": PERMISSIONS,
}
