"""Closed cycles of measuring in a small city, made by the real actions."""

from datetime import date, datetime, timedelta

from sqlalchemy import insert

from training.internalization.actions.closing import Closer, close
from training.internalization.actions.cycles import When, open_cycle
from training.internalization.queries.cycles import cycle_of
from training.internalization.rules.cycles import Span
from training.internalization.tables.cycles import CycleClosing
from training.kernel.db import db

ZONE, K = "Asia/Makassar", 10


def closed(label: str, first: date, last: date, *, at: datetime, k: int = K) -> str:
    """Open a cycle on its first day and close it at an instant; answers the digest."""
    opened = at - (at.date() - first)
    open_cycle(label, Span(first, last), when=When(opened, first))
    digest = close(label, Closer(None, at, ZONE, k))
    db.session.commit()
    return digest


def newest(at: datetime, label: str = "2026-2") -> str:
    """A cycle of ninety days that ended yesterday."""
    today = at.date()
    return closed(label, today - timedelta(days=90), today - timedelta(days=1), at=at)


def with_quality(at: datetime, **quality: float) -> str:
    """A closed cycle of which only the quality of observing is known; answers its label."""
    label = opened(at)
    cycle = cycle_of(label, today=at.date())
    row = {"cycle_id": cycle.id, "rule": 1, "at": at, "digest": "0" * 64, "quality": quality}
    db.session.execute(insert(CycleClosing), [row])
    db.session.commit()
    return label


def before_last(at: datetime, label: str = "2026-1") -> str:
    """A closed cycle of ninety days that ended twenty days ago; answers its label."""
    last = at.date() - timedelta(days=20)
    closed(label, last - timedelta(days=90), last, at=at)
    return label


def opened(at: datetime, label: str = "2026-2") -> str:
    """A cycle that began ten days ago and is running; answers its label."""
    first = at.date() - timedelta(days=10)
    open_cycle(label, Span(first, first + timedelta(days=90)), when=When(at, at.date()))
    return label
