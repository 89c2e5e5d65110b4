"""What of the task force's casework has a day: entries to be held, acts to be done in a unit."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from training.kernel.db import db
from training.oversight.queries.agenda import day_now, leader_now
from training.oversight.queries.doers import newest_doer
from training.oversight.rules.following import ASKS_THE_UNIT, StepKind, state_of
from training.oversight.tables.entries import OversightCancelling, OversightEntry
from training.oversight.tables.records import (
    OversightAction,
    OversightDoer,
    OversightFinding,
    OversightRecord,
    OversightStep,
)
from training.people.rules.kinds import Role
from training.people.tables.employees import RoleGrant
from training.people.tables.units import Unit


@dataclass(frozen=True, slots=True)
class Lead:
    """An entry that is neither held nor cancelled, and who leads it."""

    person: UUID
    id: UUID
    day: date


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What a unit still has to do, and who is told: its head (or the nearest), or the doer."""

    person: UUID
    id: UUID
    number: int
    day: date


def leads(first: UUID, last: UUID) -> list[Lead]:
    """What people with first <= id <= last are still to lead."""
    held = select(OversightRecord.id).where(OversightRecord.entry_id == OversightEntry.id).exists()
    gone = OversightCancelling.entry_id == OversightEntry.id
    found = select(leader_now(), OversightEntry.id, day_now()).where(
        leader_now().between(first, last), ~held, ~select(OversightCancelling.entry_id)
        .where(gone).exists(),
    )  # fmt: skip
    return [Lead(*row) for row in db.session.execute(found)]


def follow_ups(first: UUID, last: UUID) -> list[FollowUp]:
    """What is asked of units now, for their heads with first <= id <= last."""
    heads = _heads()
    if not any(first <= each <= last for each in heads.values()):
        return []
    due = [
        FollowUp(head, finding, number, day)
        for finding, path, number, day in _acts()
        if (head := _nearest(path, heads)) and first <= head <= last
    ]
    elsewhere = _elsewhere([each.id for each in due])
    return [each for each in due if each.id not in elsewhere]


def doings(first: UUID, last: UUID) -> list[FollowUp]:
    """What people with first <= id <= last were named to do, as long as it is asked of the unit."""
    doers = _doers(first, last)
    if not doers:
        return []
    due = [
        FollowUp(doers[finding, number], finding, number, day)
        for finding, _path, number, day in _acts()
        if (finding, number) in doers
    ]
    elsewhere = _elsewhere([each.id for each in due])
    return [each for each in due if each.id not in elsewhere]


def _doers(first: UUID, last: UUID) -> dict[tuple[UUID, int], UUID]:
    """Who does an act now, by its finding and number; whoever was named last."""
    named = select(OversightDoer.action_id).where(OversightDoer.employee_id.between(first, last))
    found = (
        select(OversightAction.finding_id, OversightAction.number, OversightDoer.employee_id)
        .join(OversightDoer, OversightDoer.action_id == OversightAction.id)
        .where(OversightAction.id.in_(named))
        .where(newest_doer(OversightDoer.employee_id).between(first, last))
        .order_by(OversightDoer.number)
    )
    return {(finding, number): person for finding, number, person in db.session.execute(found)}


def _acts() -> list[tuple[UUID, str, int, date]]:
    """What was agreed last about every finding that is not closed, with the path of its unit."""
    closed = select(OversightStep.id).where(
        OversightStep.finding_id == OversightFinding.id, OversightStep.kind == StepKind.CLOSED.value
    )
    newest = (
        select(func.max(OversightAction.number))
        .where(OversightAction.finding_id == OversightFinding.id)
        .correlate(OversightFinding)
        .scalar_subquery()
    )
    found = (
        select(OversightFinding.id, Unit.path, OversightAction.number, OversightAction.due)
        .join(OversightEntry, OversightEntry.id == OversightFinding.entry_id)
        .join(Unit, Unit.id == OversightEntry.unit_id)
        .join(OversightAction, OversightAction.finding_id == OversightFinding.id)
        .where(OversightAction.number == newest, ~closed.exists())
    )
    return [(row[0], row[1], row[2], row[3]) for row in db.session.execute(found)]


def _elsewhere(findings: list[UUID]) -> set[UUID]:
    """Those that wait for the task force or were escalated: nothing is asked of the unit."""
    found = select(OversightStep.finding_id, OversightStep.kind).where(
        OversightStep.finding_id.in_(findings)
    )
    steps: dict[UUID, list[StepKind]] = {}
    for key, kind in db.session.execute(found.order_by(OversightStep.number)):
        steps.setdefault(key, []).append(StepKind(kind))
    return {key for key, said in steps.items() if state_of(said) not in ASKS_THE_UNIT}


def _heads() -> dict[str, UUID]:
    """Who heads the unit of a path; whoever was granted it last."""
    found = (
        select(Unit.path, RoleGrant.employee_id)
        .join(Unit, Unit.id == RoleGrant.unit_id)
        .where(RoleGrant.role == Role.UNIT_HEAD.value, RoleGrant.ended_at.is_(None))
        .order_by(RoleGrant.granted_at, RoleGrant.id)
    )
    return {path: head for path, head in db.session.execute(found)}


def _nearest(path: str, heads: dict[str, UUID]) -> UUID | None:
    while len(path) > 1:
        if path in heads:
            return heads[path]
        path = path.rstrip("/").rpartition("/")[0] + "/"
    return None
