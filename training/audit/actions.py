"""Appending to the audit chain: the only thing that can be done to it."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import insert, inspect, select, text

from training.audit.rules import GENESIS, Happening, canonical_detail, content, link_hash
from training.audit.tables import AuditEvent
from training.kernel.db import db
from training.kernel.logs import request_id

# Any constant of ours: PostgreSQL's writers of the chain queue on it until they commit.
CHAIN_LOCK = 0x52455341
EVENTS = inspect(AuditEvent).local_table


def note(what: Happening) -> None:
    """Append one event in the caller's transaction."""
    note_all((what,))


def note_all(happenings: Iterable[Happening]) -> int:
    """Append events in the given order; answers how many. One writer at a time holds the chain."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": CHAIN_LOCK})
    newest = select(AuditEvent.seq, AuditEvent.hash).order_by(AuditEvent.seq.desc()).limit(1)
    seq, head = db.session.execute(newest).first() or (0, GENESIS)
    rows = []
    for happening in happenings:
        seq += 1
        what = replace(happening, request_id=happening.request_id or request_id.get())
        detail = canonical_detail(what.detail)
        previous, head = head, link_hash(head, content(seq, what, detail))
        rows.append({
            "seq": seq, "at": what.at, "actor": what.actor, "kind": str(what.kind),
            "object_kind": what.object_kind, "object_id": what.object_id, "detail": detail,
            "request_id": what.request_id, "previous": previous, "hash": head,
        })  # fmt: skip
    if rows:
        db.session.execute(insert(EVENTS), rows)
    return len(rows)
