"""The audit of a cycle: asked for by the task force, drawn once, by the worker."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select

from training.internalization.actions.cycles import When
from training.internalization.actions.ledger import (
    first_half,
    take_everything_aside,
)
from training.internalization.queries.counting import Moment, unassessed
from training.internalization.queries.cycles import CycleShown, cycle_of
from training.internalization.rules.cycles import CycleIsClosed, State
from training.internalization.rules.rule import CURRENT
from training.internalization.tables.cycles import Cycle, CycleAudit
from training.kernel import jobs
from training.kernel.clock import local_date
from training.kernel.db import db, only_reading
from training.kernel.errors import Conflict, DomainError
from training.observation.actions.drawing import (
    Drawn,
    Lot,
    Period,
    audit_of,
    check_audit,
    keep,
    planned,
)
from training.observation.rules.drawing import Person

DRAW = "draw-audit"
Keep = Callable[[], None]


class AuditIsDrawn(Conflict):
    """The audit of this cycle has been drawn already."""


class EverybodyIsAssessed(Conflict):
    """There is nobody left to audit: everybody shows something by themselves."""


def ask_audit(label: str, period: Period, *, when: When) -> UUID | None:
    """Ask the worker to draw the audit; answers the job, None where one waits already.

    `period` is the first and the last day of the visits. Refuses what is known at once: a closed
    cycle (CycleIsClosed), a second audit (AuditIsDrawn), a period that does not fit
    (PeriodDoesNotFit), a city without observers (NobodyMayObserve).
    """
    _undrawn(label, when.today)
    check_audit(label, period, today=when.today)
    first, last = (day.isoformat() for day in period)
    payload = {
        "cycle": label, "first": first, "last": last, "by": str(when.by) if when.by else None,
    }  # fmt: skip
    return jobs.ask(DRAW, payload, at=when.at, key=f"{DRAW}:{label}", asked_by=when.by)


def draw_asked(
    running: jobs.Running, *, zone: str, root: Path, commit: Keep
) -> dict[str, Any] | None:
    """The job of drawing an audit; asked twice, it is drawn once. `commit` keeps its parts.

    What only the evidence can tell is refused here: its name is the job's result.
    """
    asked = running.payload
    by = UUID(asked["by"]) if asked["by"] else None
    when = When(running.at, local_date(running.at, zone), by)
    period = date.fromisoformat(asked["first"]), date.fromisoformat(asked["last"])
    try:
        _undrawn(asked["cycle"], when.today)
        take_everything_aside(partial(first_half, commit, running.tell), at=when.at, zone=zone)
        commit()
        draw_audit(asked["cycle"], period, when=when, root=root)
    except AuditIsDrawn:
        return None
    except DomainError as refused:
        db.session.rollback()
        return jobs.refused(refused)
    return None


def draw_audit(label: str, period: Period, *, when: When, root: Path) -> Drawn:
    """Draw the audit among those of whom the ledger shows nothing by themselves.

    Nothing may be pending: it is planned while others write, and only kept while they wait. Refuses
    a closed cycle (CycleIsClosed), a second audit (AuditIsDrawn), a city in which everybody is
    assessed (EverybodyIsAssessed), and as `planned` and `keep`.
    """
    with only_reading():
        lot = _planned(label, period, when, root)
    db.session.execute(select(Cycle.id).where(Cycle.label == label).with_for_update())
    cycle = _undrawn(label, when.today)
    drawn = keep(lot, by=when.by, at=when.at)
    begin_audit(cycle.id, drawn.label, at=when.at)
    return drawn


def _planned(label: str, period: Period, when: When, root: Path) -> Lot:
    people = {
        unit: [Person(person, unit, family) for person, family in found]
        for unit, found in unassessed(Moment(when.at, when.today), CURRENT).items()
    }
    if not people:
        raise EverybodyIsAssessed
    return planned(audit_of(label, people, period), today=when.today, root=root)


def _undrawn(label: str, today: date) -> CycleShown:
    cycle = cycle_of(label, today=today)
    if cycle.state is State.CLOSED:
        raise CycleIsClosed
    if cycle.audit is not None:
        raise AuditIsDrawn
    return cycle


def begin_audit(cycle_id: UUID, label: str, *, at: datetime) -> None:
    """Store which draw is the audit of a cycle."""
    row = {"cycle_id": cycle_id, "label": label, "at": at}
    db.session.execute(insert(CycleAudit), [row])
