"""The audit trail: what happened, newest first, and whether its chain is whole."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from uuid import UUID

from flask import render_template, request, url_for
from sqlalchemy import Row

from training.audit.queries import links
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
    rows = trail.events(before=before, kind=kind, scope=scope, most=trail.PAGE + 1)
    events, more = rows[: trail.PAGE], len(rows) > trail.PAGE
    older = url_for(".audit_trail", jenis=kind, sebelum=events[-1].seq) if more else None
    newest = url_for(".audit_trail", jenis=kind) if before else None
    return render_template(
        "account/trail.html", events=events, older=older, newest=newest, kind=kind, words=EVENTS,
        told=told, names=trail.names(_ids(events)), length=trail.length(), verdict=_verdict(),
    )  # fmt: skip


def _kind(text: str | None) -> EventKind | None:
    return EventKind(text) if text in set(EventKind) else None


def _number(text: str | None) -> int | None:
    if not text or not text.isascii() or not text.isdigit() or len(text) > 18:
        return None
    return int(text)


def _verdict() -> Verdict | None:
    """Whether the chain holds; a long one is checked by the command, not by a page."""
    return verify(links()) if trail.length() <= LONGEST_CHECKED_HERE else None


def _ids(events: Iterable[Row]) -> Iterator[UUID]:
    """The ids that the events name."""
    for event in events:
        for text in (event.object_id, *json.loads(event.detail or "{}").values()):
            with suppress(ValueError, AttributeError, TypeError):
                yield UUID(text)


def told(event: Row, names: Mapping[UUID, str]) -> str:
    """What is noted beside the kind: about whom or what, and the details in words."""
    parts = [
        f"{DETAILS.get(key, key)}: {_value(key, value, names)}"
        for key, value in json.loads(event.detail or "{}").items()
        if value != ""
    ]
    if event.object_id and event.object_id != str(event.actor):
        kind = DETAILS.get(event.object_kind, event.object_kind)
        parts.insert(0, f"{kind}: {_value(event.object_kind, event.object_id, names)}")
    return ", ".join(parts)


def _value(key: str, value: object, names: Mapping[UUID, str]) -> str:
    """The name behind an id, or what stored words are called."""
    with suppress(ValueError):
        return names.get(UUID(str(value)), str(value))
    called = MEANINGS.get(key)
    if called is None:
        return str(value)
    return ", ".join(str(called.get(word, word)) for word in str(value).split())
