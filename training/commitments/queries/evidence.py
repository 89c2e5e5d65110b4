"""What the ledger reads: plans as they were made, and acts that others corroborated."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, exists, func, select
from sqlalchemy.orm import aliased

from training.commitments.rules.plans import STEPS
from training.commitments.tables import Enactment, Plan, Rehearsal
from training.kernel.db import db


@dataclass(frozen=True, slots=True)
class PlanMade:
    """One version of an if–then plan. An edit is a new fact of the same `plan_id`.

    `rehearsed` tells how the plan stands when it is read: all three steps were written.
    """

    id: UUID
    employee_id: UUID
    unit_id: UUID | None
    at: datetime
    plan_id: UUID
    indicator: str
    stage: str
    role_specific: bool
    rehearsed: bool
    kind: str = "plan"


@dataclass(frozen=True, slots=True)
class PlanEnacted:
    """An act that was corroborated, at that instant, by an artefact or by a second person."""

    id: UUID
    employee_id: UUID
    unit_id: UUID | None
    at: datetime
    plan_id: UUID
    indicator: str
    stage: str
    by: str
    role_specific: bool
    kind: str = "enactment"


def evidence_between(first: UUID, last: UUID) -> list[PlanMade | PlanEnacted]:
    """All facts about employees with first <= id <= last, by employee and time."""
    facts = [*_made(first, last), *_enacted(first, last)]
    return sorted(facts, key=lambda each: (each.employee_id, each.at, each.id))


def _made(first: UUID, last: UUID) -> list[PlanMade]:
    written = (
        exists().where(Rehearsal.plan_id == Plan.plan_id, Rehearsal.step == step) for step in STEPS
    )
    rows = select(
        Plan.id, Plan.employee_id, Plan.unit_id, Plan.made_at, Plan.plan_id, Plan.indicator,
        Plan.stage, Plan.role_specific, and_(*written),
    ).where(Plan.employee_id.between(first, last))  # fmt: skip
    return [PlanMade(*row[:8], bool(row[8])) for row in db.session.execute(rows)]


def _enacted(first: UUID, last: UUID) -> list[PlanEnacted]:
    later = aliased(Plan)
    newest = select(func.max(later.version)).where(later.plan_id == Plan.plan_id).scalar_subquery()
    rows = (
        select(
            Enactment.id, Enactment.employee_id, Enactment.unit_id, Enactment.at,
            Enactment.plan_id, Plan.indicator, Plan.stage, Enactment.by, Plan.role_specific,
        )
        .join(Plan, (Plan.plan_id == Enactment.plan_id) & (Plan.version == newest))
        .where(Enactment.employee_id.between(first, last))
    )  # fmt: skip
    return [PlanEnacted(*row) for row in db.session.execute(rows)]
