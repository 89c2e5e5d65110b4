"""Running a cycle: it is opened with a sealed seed, and closed once by the worker."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import insert, select

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.internalization.queries.cycles import cycle_of
from training.internalization.rules.cycles import (
    AnotherCycleIsOpen,
    CycleIsClosed,
    CycleIsNotOver,
    CycleLabelIsTaken,
    Span,
    State,
    check,
)
from training.internalization.tables.cycles import Cycle, CycleClosing
from training.kernel import jobs
from training.kernel.db import db
from training.kernel.ids import uuid7

CLOSE = "close-cycle"


@dataclass(frozen=True, slots=True)
class When:
    """Who acts, when, and on which of the city's days."""

    at: datetime
    today: date
    by: UUID | None = None


def open_cycle(label: str, span: Span, *, when: When) -> None:
    """Open a cycle; the hash of its seed is public from now on.

    Refuses what does not fit (CycleLabelDoesNotFit, CycleDatesDoNotFit), a label that is taken, and
    a second cycle beside one that is not closed (AnotherCycleIsOpen).
    """
    known = db.session.scalars(select(Cycle).order_by(Cycle.first_day)).all()
    if any(each.label == label for each in known):
        raise CycleLabelIsTaken
    check(label, span, [Span(each.first_day, each.last_day) for each in known])
    closed = set(db.session.scalars(select(CycleClosing.cycle_id)))
    if any(each.id not in closed for each in known):
        raise AnotherCycleIsOpen
    told = {"sha256": begin(label, span, secrets.token_hex(32), when=when)}
    note(Happening(EventKind.CYCLE_OPENED, when.at, when.by, "cycle", label, told))


def begin(label: str, span: Span, seed: str, *, when: When) -> str:
    """Store a cycle with its seed; answers the hash of the seed."""
    row = {
        "id": uuid7(when.at), "label": label, "first_day": span.first, "last_day": span.last,
        "commitment": hashlib.sha256(seed.encode()).hexdigest(), "seed": seed,
        "opened_at": when.at, "opened_by": when.by,
    }  # fmt: skip
    db.session.execute(insert(Cycle), [row])
    return row["commitment"]


def ask_to_close(label: str, *, when: When) -> UUID | None:
    """Ask the worker to close a cycle; answers the job, None where it has been asked for already.

    Refuses a cycle whose last day is not over (CycleIsNotOver) or that is closed (CycleIsClosed).
    """
    cycle = cycle_of(label, today=when.today)
    if cycle.state is State.CLOSED:
        raise CycleIsClosed
    if cycle.state is State.RUNNING:
        raise CycleIsNotOver
    payload = {"cycle": label, "by": str(when.by) if when.by else None}
    return jobs.ask(CLOSE, payload, at=when.at, key=f"{CLOSE}:{label}", asked_by=when.by)
