"""How many of a unit keep their plans, said only where nobody can be found in the number."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased

from training.commitments.rules.keeping import Grown, Kept, kept_rate
from training.commitments.rules.plans import MATURE, Did, Reason
from training.commitments.tables import CheckIn, Enactment, Plan, PlanEnd
from training.kernel.db import db
from training.people.queries.units import inside
from training.people.tables.units import Unit

LOOKS_BACK = timedelta(days=365)


def kept(paths: Iterable[str], at: datetime, *, k: int) -> Mapping[str, Kept]:
    """For each unit path (with everything below it) the share of plans that were kept at `at`.

    Counted are plans older than twelve weeks and younger than a year and twelve weeks, for the unit
    in which they were made, without those ended as a mistake. Below k people nothing is said; who
    publishes several units together sees to what can be had by subtraction.
    """
    wanted = tuple(paths)
    found = _grown(wanted, at)
    return {
        path: kept_rate((grown for where, grown in found if where.startswith(path)), k=k)
        for path in wanted
    }


def _grown(paths: tuple[str, ...], at: datetime) -> list[tuple[str, Grown]]:
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
        select(Unit.path, Plan.employee_id, done, seen)
        .join(Unit, Unit.id == Plan.unit_id)
        .where(
            Plan.version == newest.scalar_subquery(),
            Plan.made_at <= at - MATURE,
            Plan.made_at > at - MATURE - LOOKS_BACK,
            inside(paths),
            ~mistaken,
        )
    )
    return [
        (path, Grown(person, bool(told), bool(others)))
        for path, person, told, others in db.session.execute(rows)
    ]
