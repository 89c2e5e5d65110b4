"""How much of what the people of each unit planned they keep."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased

from training.commitments.rules.keeping import Grown, Kept, kept_by_unit
from training.commitments.rules.plans import MATURE, Did, Reason
from training.commitments.tables import CheckIn, Enactment, Plan, PlanEnd
from training.kernel.db import db

LOOKS_BACK = timedelta(days=365)


def kept_until(at: datetime) -> dict[UUID, Kept]:
    """By unit (without those below it) what its people kept, by check-ins and acts until `at`.

    Counted are plans older than twelve weeks and younger than a year and twelve weeks, without
    those ended as a mistake. Nothing is hidden here: who publishes it sees to the few.
    """
    return kept_by_unit(_grown(at))


def _grown(at: datetime) -> Iterator[Grown]:
    later, ended = aliased(Plan), aliased(PlanEnd)
    newest = select(func.max(later.version)).where(
        later.plan_id == Plan.plan_id, later.made_at <= at
    )
    last = select(func.max(ended.number)).where(ended.plan_id == Plan.plan_id, ended.at <= at)
    mistaken = exists().where(
        PlanEnd.plan_id == Plan.plan_id,
        PlanEnd.number == last.scalar_subquery(),
        PlanEnd.reason == Reason.MISTAKE,
    )
    done = exists().where(CheckIn.plan_id == Plan.plan_id, CheckIn.did == Did.YES, CheckIn.at <= at)
    seen = exists().where(Enactment.plan_id == Plan.plan_id, Enactment.at <= at)
    rows = (
        select(Plan.employee_id, Plan.unit_id, done, seen)
        .where(
            Plan.version == newest.scalar_subquery(),
            Plan.made_at <= at - MATURE,
            Plan.made_at > at - MATURE - LOOKS_BACK,
            ~mistaken,
        )
        .order_by(Plan.made_at, Plan.id)
    )
    for person, unit, told, others in db.session.execute(rows):
        if unit is not None:
            yield Grown(person, unit, bool(told), bool(others))
