"""Questions we ask of the audit chain."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Text, func, inspect, select, type_coerce

from training.audit.rules import Happening, Link, content
from training.audit.tables import AuditEvent
from training.kernel.db import db


def newest_seq() -> int:
    """The number of the newest event; 0 while there is none."""
    return db.session.execute(select(func.max(AuditEvent.seq))).scalar_one() or 0


def links(*, batch: int = 5000) -> Iterator[Link]:
    """The whole chain in order, a batch of rows in memory at a time.

    Times and actors are read as stored: what somebody forged there must not stop the verifier.
    """
    columns = inspect(AuditEvent).columns
    raw = [type_coerce(each, Text) if each.name in {"at", "actor"} else each for each in columns]
    every = select(*raw).order_by(AuditEvent.seq).limit(batch)
    seq = None
    while True:
        page = every if seq is None else every.where(AuditEvent.seq > seq)
        rows: Any = db.session.execute(page).all()
        yield from (_link(row) for row in rows)
        if len(rows) < batch:
            return
        seq = rows[-1].seq


def _link(row: Row[Any]) -> Link:
    try:
        what = Happening(
            row.kind, _instant(row.at), _person(row.actor), row.object_kind, row.object_id,
            request_id=row.request_id,
        )  # fmt: skip
        text = content(row.seq, what, row.detail)
    except (TypeError, ValueError, AttributeError):
        text = ""  # what cannot even be read has no hash that fits it
    return Link(row.seq, text, row.previous, row.hash)


def _instant(stored: Any) -> datetime:
    at = stored if isinstance(stored, datetime) else datetime.fromisoformat(stored)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _person(stored: Any) -> UUID | None:
    return stored if stored is None or isinstance(stored, UUID) else UUID(stored)


def of_actor(person: UUID, *, most: int = 1000) -> Sequence[AuditEvent]:
    """What one person did that was noted, newest first."""
    found = select(AuditEvent).where(AuditEvent.actor == person)
    return db.session.scalars(found.order_by(AuditEvent.seq.desc()).limit(most)).all()


def after(seq: int, *, most: int = 100) -> Sequence[AuditEvent]:
    """The events that follow `seq`, oldest first (for the auditor's page and the API's cursor)."""
    found = select(AuditEvent).where(AuditEvent.seq > seq).order_by(AuditEvent.seq).limit(most)
    return db.session.scalars(found).all()


def before(seq: int | None, *, most: int = 100) -> Sequence[AuditEvent]:
    """The events that precede `seq` (None: the newest), newest first."""
    found = select(AuditEvent).order_by(AuditEvent.seq.desc()).limit(most)
    if seq is not None:
        found = found.where(AuditEvent.seq < seq)
    return db.session.scalars(found).all()
