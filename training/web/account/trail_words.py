"""What the details of an audit event are called, and what their stored codes mean."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from training.content.rules.model import Change
from training.people.rules.imports.model import Fate
from training.people.rules.links import Purpose
from training.web.account.unit_words import LINEAGE
from training.web.account.words import ENDED_SHORT, PERMISSIONS, ROLES

DETAILS: Mapping[str, object] = {
    "added": _("added"),
    "attempts": _("extra attempts"),
    "basis": _("by the unit of"),
    "by": _("by way of"),
    "change": _("change"),
    "changed": _("changed"),
    "digest": _("fingerprint"),
    "draft": _("the draft"),
    "employees": _("staff"),
    "endpoint": _("page"),
    "events": _("events"),
    "fate": _("outcome"),
    "file": _("file"),
    "filters": _("filtered by"),
    "format": _("format"),
    "left": _("left"),
    "losses": _("lossy fields"),
    "module": _("module"),
    "months": _("months"),
    "number": _("release number"),
    "on": _("in force since"),
    "people": _("staff"),
    "person": _("person"),
    "policy": _("whose result changes"),
    "purpose": _("purpose"),
    "question": _("question"),
    "quiz": _("quiz"),
    "release": _("release"),
    "report": _("report of"),
    "role": _("role"),
    "route": _("page"),
    "rows": _("rows"),
    "scopes": _("permissions"),
    "seed": _("seed"),
    "sessions": _("sessions"),
    "sha256": _("fingerprint"),
    "slug": _("module"),
    "status": _("status code"),
    "step": _("step of signing in"),
    "token": _("token"),
    "tokens": _("tokens"),
    "unit": _("unit"),
    "units": _("units"),
    "what": _("what was looked at"),
    "why": _("reason"),
}
MEANINGS: Mapping[str, Mapping[Any, object]] = {
    "basis": {"now": _("now"), "then": _("that time")},
    "by": {"import": _("a file"), "api": "API"},
    "change": {
        **LINEAGE,
        "account-closed": _("Account closed"),
        "account-reopened": _("Account reopened"),
        Change.COSMETIC: _("cosmetic"),
        Change.MINOR: _("minor"),
        Change.MATERIAL: _("material"),
    },
    "filters": {
        "cari": _("name or number"),
        "unit": _("unit"),
        "rumpun": _("job family"),
        "status": _("employment"),
        "modul": _("module"),
        "keadaan": _("progress"),
    },
    "policy": {
        "everybody": _("All results, also those that get worse"),
        "only-better": _("Only results that get better"),
    },
    "fate": {
        Fate.ADDED: _("added"),
        Fate.CHANGED: _("changed"),
        Fate.LEFT: _("left"),
    },
    "purpose": {
        Purpose.INVITATION: _("invitation"),
        Purpose.RESET: _("new password"),
        Purpose.FIRST: _("first administrator"),
    },
    "report": {"city": _("the whole city")},
    "role": ROLES,
    "scopes": PERMISSIONS,
    "what": {"progress": _("progress")},
    "why": {
        **ENDED_SHORT,
        "left": _("No post any more"),
        "new-post": _("A new post"),
        "unit-renamed": _("The unit was renamed"),
    },
}
