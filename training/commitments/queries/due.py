"""Check-ins that fall due in a time, for whoever reminds people of them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from training.commitments.rules.plans import WINDOWS, due_at, is_ended
from training.commitments.tables import CheckIn, Plan, PlanEnd
from training.kernel.db import db


@dataclass(frozen=True, slots=True)
class Due:
    """One check-in that nobody has told of yet."""

    plan_id: UUID
    employee_id: UUID
    week: int
    due_at: datetime


def due_between(first: datetime, last: datetime) -> list[Due]:
    """The check-ins of open plans that fall due with first <= due < last, by time."""
    later, ended = aliased(Plan), aliased(PlanEnd)
    newest = select(func.max(later.version)).where(later.plan_id == Plan.plan_id).scalar_subquery()
    end = select(func.max(ended.number)).where(ended.plan_id == Plan.plan_id).scalar_subquery()
    begun = Plan.made_at >= due_at(first, -max(WINDOWS))
    begun &= Plan.made_at < due_at(last, -min(WINDOWS))
    plans = (
        select(Plan.plan_id, Plan.employee_id, Plan.made_at, PlanEnd.reason)
        .outerjoin(PlanEnd, (PlanEnd.plan_id == Plan.plan_id) & (PlanEnd.number == end))
        .where(Plan.version == newest, begun)
    )
    done = select(CheckIn.plan_id, CheckIn.week).join(Plan, Plan.plan_id == CheckIn.plan_id)
    told = {(plan, week) for plan, week in db.session.execute(done.where(begun))}
    found = [
        Due(plan, person, week, due_at(made_at, week))
        for plan, person, made_at, reason in db.session.execute(plans)
        if not is_ended(reason)
        for week in WINDOWS
        if (plan, week) not in told and first <= due_at(made_at, week) < last
    ]
    return sorted(found, key=lambda each: (each.due_at, each.plan_id))
