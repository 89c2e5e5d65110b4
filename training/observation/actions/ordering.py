"""A draw of visits: asked for by the task force, drawn once, by the worker."""

from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import exists, select

from training.kernel import jobs
from training.kernel.clock import local_date
from training.kernel.db import db, only_reading
from training.kernel.errors import DomainError
from training.observation.actions.drawing import keep, planned
from training.observation.queries.ordered import (
    DRAW,
    Wish,
    asked,
    key_of,
    order_of,
    payload_of,
    wish_of,
)
from training.observation.queries.pool import observers
from training.observation.rules.drawing import NobodyMayObserve, Purpose
from training.observation.rules.orders import LabelIsTaken, Order, check
from training.observation.tables.visits import VisitDraw


def ask_draw(wish: Wish, *, by: UUID | None, at: datetime, today: date) -> UUID | None:
    """Ask the worker to draw; answers the job, None where the same was asked for already.

    Refuses what is known at once: what does not fit (LabelDoesNotFit, PeriodDoesNotFit), a label
    that another draw has or will have (LabelIsTaken), a city without observers (NobodyMayObserve).
    """
    check(Order(wish.label, Purpose.VISIT, wish.first, wish.last, {}, {}), today=today)
    if _is_asked(wish):
        return None
    if db.session.execute(select(exists().where(VisitDraw.label == wish.label))).scalar_one():
        raise LabelIsTaken
    if not observers(today=today):
        raise NobodyMayObserve
    payload = payload_of(wish) | {"by": str(by) if by else None}
    job_id = jobs.ask(DRAW, payload, at=at, key=key_of(wish.label), asked_by=by)
    if job_id is None:
        _is_asked(wish)  # somebody asked at this very moment; perhaps for something else
    return job_id


def _is_asked(wish: Wish) -> bool:
    """Whether a job draws this or has drawn it. LabelIsTaken where it draws something else.

    A job that was refused or given up stands in nobody's way.
    """
    job = asked(wish.label)
    if job is None or job.failed or jobs.refusal_of(job):
        return False
    if wish_of(job.payload) != wish:
        raise LabelIsTaken
    return True


def draw_asked(running: jobs.Running, *, zone: str, root: Path) -> dict[str, Any] | None:
    """The job of a draw: planned while others write, then kept in one short transaction.

    Nothing may be pending. Nobody knows the seed, whose hash is published as it is kept. The name
    of a refusal is the job's result.
    """
    wish, today = wish_of(running.payload), local_date(running.at, zone)
    by = UUID(running.payload["by"]) if running.payload["by"] else None
    try:
        with only_reading():
            lot = planned(order_of(wish, today=today), today=today, root=root)
        keep(lot, by=by, at=running.at)
    except DomainError as refused:
        db.session.rollback()
        return jobs.refused(refused)
    return None
