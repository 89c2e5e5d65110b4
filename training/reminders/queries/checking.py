"""What waits for the task force itself: acts that are said to be done, findings escalated."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Exists, select
from sqlalchemy.orm import aliased

from training.kernel.db import db
from training.oversight.rules.following import CaseState, StepKind, state_of
from training.oversight.tables.entries import OversightEntry
from training.oversight.tables.records import OversightFinding, OversightStep
from training.people.rules.access import within
from training.people.rules.kinds import Role
from training.people.tables.employees import RoleGrant
from training.people.tables.units import Unit

BY_STEP = {CaseState.TO_CHECK: StepKind.DONE, CaseState.ESCALATED: StepKind.ESCALATED}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A finding that waits, for one member of the task force: how, which step, since when."""

    person: UUID
    state: CaseState
    id: UUID
    number: int
    since: datetime


def waiting(first: UUID, last: UUID) -> list[Waiting]:
    """What waits for members of the task force with first <= id <= last, in their scope."""
    guards = _guards(first, last)
    if not guards:
        return []
    return [
        Waiting(person, state, finding, number, since)
        for finding, path, state, number, since in _open()
        for person, scope in guards.items()
        if within(path, scope)
    ]


def _guards(first: UUID, last: UUID) -> dict[UUID, list[str]]:
    """The members of the task force, each with the paths over which they are."""
    found = (
        select(RoleGrant.employee_id, Unit.path)
        .join(Unit, Unit.id == RoleGrant.unit_id)
        .where(
            RoleGrant.role == Role.TASK_FORCE.value, RoleGrant.ended_at.is_(None),
            RoleGrant.employee_id.between(first, last),
        )
    )  # fmt: skip
    guards: dict[UUID, list[str]] = {}
    for person, path in db.session.execute(found):
        guards.setdefault(person, []).append(path)
    return guards


def _open() -> list[tuple[UUID, str, CaseState, int, datetime]]:
    """The findings that wait, with the path of their unit and the step since which they do."""
    found = (
        select(
            OversightStep.finding_id, Unit.path, OversightStep.kind, OversightStep.number,
            OversightStep.at,
        )
        .join(OversightFinding, OversightFinding.id == OversightStep.finding_id)
        .join(OversightEntry, OversightEntry.id == OversightFinding.entry_id)
        .join(Unit, Unit.id == OversightEntry.unit_id)
        .where(~_closed())
        .order_by(OversightStep.finding_id, OversightStep.number)
    )  # fmt: skip
    told: dict[UUID, tuple[str, list[tuple[StepKind, int, datetime]]]] = {}
    for finding, path, kind, number, at in db.session.execute(found):
        told.setdefault(finding, (path, []))[1].append((StepKind(kind), number, at))
    waits = []
    for finding, (path, steps) in told.items():
        state = state_of(kind for kind, _, _ in steps)
        if state in BY_STEP:
            number, since = next((n, at) for k, n, at in reversed(steps) if k is BY_STEP[state])
            waits.append((finding, path, state, number, since))
    return waits


def _closed() -> Exists:
    later = aliased(OversightStep)
    return (
        select(later.id)
        .where(later.finding_id == OversightFinding.id, later.kind == StepKind.CLOSED.value)
        .exists()
    )
