"""The audit trail: what happened, newest first, and whether its chain is whole."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from uuid import UUID

from flask import current_app, render_template, request, url_for
from sqlalchemy import Row

from training.audit.queries import links, newest_seq
from training.audit.rules import EventKind, Verdict, verify
from training.kernel.access import allow
from training.people.queries import trail
from training.people.rules.access import Permission
from training.web.account.blueprint import bp
from training.web.account.trail_words import DETAILS, MEANINGS
from training.web.account.words import EVENTS
from training.web.session import acting

LONGEST_CHECKED_HERE = 5000


@bp.get("/admin/jejak")
@allow(Permission.AUDIT)
def audit_trail() -> str:
    kind, before = _kind(request.args.get("jenis")), _number(request.args.get("sebelum"))
    scope = acting().scope(Permission.AUDIT)
    length = newest_seq()
    rows = trail.events(before=before, kind=kind, scope=scope, most=trail.PAGE + 1)
    events, more = rows[: trail.PAGE], len(rows) > trail.PAGE
    older = url_for(".audit_trail", jenis=kind, sebelum=events[-1].seq) if more else None
    newest = url_for(".audit_trail", jenis=kind) if before else None
    return render_template(
        "account/trail.html", events=events, older=older, newest=newest, kind=kind, words=EVENTS,
        told=told, names=trail.names(_ids(events)), length=length, verdict=_verdict(length),
    )  # fmt: skip


def _kind(text: str | None) -> EventKind | None:
    return EventKind(text) if text in set(EventKind) else None


def _number(text: str | None) -> int | None:
    if not text or not text.isascii() or not text.isdigit() or len(text) > 18:
        return None
    return int(text)


def _verdict(length: int) -> Verdict | None:
    """Whether the chain holds; a long one is checked by the command, not by a page."""
    return verify(links()) if length <= LONGEST_CHECKED_HERE else None


def _ids(events: Iterable[Row]) -> Iterator[UUID]:
    """The ids that the events name."""
    for event in events:
        for text in (event.object_id, *json.loads(event.detail or "{}").values()):
            with suppress(ValueError, AttributeError, TypeError):
                yield UUID(text)


def told(event: Row, names: Mapping[UUID, str]) -> str:
    """What is noted beside the kind: about whom or what, and the details in words."""
    noted: Mapping[str, object] = json.loads(event.detail or "{}")
    parts = [_part(key, value, names) for key, value in noted.items() if value != ""]
    if event.object_id and event.object_id != str(event.actor):
        parts.insert(0, _part(event.object_kind, event.object_id, names))
    return ", ".join(parts)


def _part(key: str, value: object, names: Mapping[UUID, str]) -> str:
    return f"{DETAILS.get(key, key)}: {_value(key, value, names)}"


def _value(key: str, value: object, names: Mapping[UUID, str]) -> str:
    """The name behind an id, the address behind an endpoint, or the words behind stored codes."""
    with suppress(ValueError):
        return names.get(UUID(str(value)), str(value))
    if key == "endpoint":
        return _address(str(value))
    meanings = MEANINGS.get(key, {})
    if str(value) in meanings:
        return str(meanings[str(value)])
    return ", ".join(str(meanings.get(code, code)) for code in str(value).split())


def _address(endpoint: str) -> str:
    """The address of a page with its places left open; a page that is gone keeps its name."""
    known = current_app.url_map.iter_rules()
    return next((rule.rule for rule in known if rule.endpoint == endpoint), endpoint)
