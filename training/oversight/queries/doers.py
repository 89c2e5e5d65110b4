"""Who does what was agreed: found in the unit by name or number; what each has to do."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from training.kernel.bundle import Part
from training.kernel.db import db
from training.oversight.rules.following import StepKind
from training.oversight.rules.records import DoerIsUnknown, SeveralAreCalledSo
from training.oversight.tables.entries import OversightEntry
from training.oversight.tables.records import (
    OversightAction,
    OversightDoer,
    OversightFinding,
    OversightStep,
)
from training.people.queries.employees import holds_on, searched
from training.people.queries.units import inside
from training.people.rules.names import fold
from training.people.rules.numbers import digits
from training.people.tables.employees import Employee, Identifier, Posting
from training.people.tables.units import Unit

LEAST_NAME = 3


def doer_called(typed: str, unit_path: str, *, today: date) -> UUID:
    """Who serves in a unit or below it today and is called so: words of a name, or a number.

    A number must be whole. DoerIsUnknown, SeveralAreCalledSo. Whoever serves elsewhere is as
    unknown as nobody.
    """
    if len(fold(typed)) < LEAST_NAME:
        raise DoerIsUnknown
    found = (
        select(Employee.id)
        .join(Posting, Posting.employee_id == Employee.id)
        .join(Unit, Unit.id == Posting.unit_id)
        .where(holds_on(today), inside((unit_path,)), _is_called(typed))
        .distinct()
        .limit(2)
    )
    people = db.session.scalars(found).all()
    if not people:
        raise DoerIsUnknown
    if len(people) > 1:
        raise SeveralAreCalledSo
    return people[0]


def _is_called(typed: str) -> ColumnElement[bool]:
    number = digits(typed)
    if not number.isdigit():
        return searched(typed)
    return Employee.id.in_(
        select(Identifier.employee_id).where(
            Identifier.value == number, Identifier.valid_to.is_(None)
        )
    )


def newest_doer(column: Any) -> Any:
    """What the newest naming of an act says, for statements about OversightAction."""
    return (
        select(column)
        .select_from(OversightDoer)
        .join(Employee, Employee.id == OversightDoer.employee_id)
        .where(OversightDoer.action_id == OversightAction.id)
        .order_by(OversightDoer.number.desc())
        .limit(1)
        .correlate(OversightAction)
        .scalar_subquery()
    )


def done_by(person: Any) -> ColumnElement[bool]:
    """The condition that what was agreed last about a finding is somebody's to do."""
    newest = (
        select(func.max(OversightAction.number))
        .where(OversightAction.finding_id == OversightFinding.id)
        .correlate(OversightFinding)
        .scalar_subquery()
    )
    theirs = (
        select(OversightAction.finding_id)
        .join(OversightDoer, OversightDoer.action_id == OversightAction.id)
        .where(
            OversightDoer.employee_id == person,
            OversightAction.finding_id == OversightFinding.id,
            OversightAction.number == newest,
            newest_doer(OversightDoer.employee_id) == person,
        )
    )
    return theirs.correlate(OversightFinding).exists()


def waiting_part(person: Any) -> Part:
    """The findings of which the agreed act is somebody's and that are not closed, for a bundle."""
    closed = select(OversightStep.id).where(
        OversightStep.finding_id == OversightFinding.id,
        OversightStep.kind == StepKind.CLOSED.value,
    )
    found = select(OversightFinding.id).where(done_by(person), ~closed.exists())
    return Part(found, OversightFinding.id)


def named_part(person: UUID) -> Part:
    """Every act that somebody was named for, newest first: named_at, act, due, unit."""
    found = (
        select(
            OversightDoer.at.label("named_at"), OversightAction.act, OversightAction.due,
            Unit.name.label("unit"),
        )
        .join(OversightAction, OversightAction.id == OversightDoer.action_id)
        .join(OversightFinding, OversightFinding.id == OversightAction.finding_id)
        .join(OversightEntry, OversightEntry.id == OversightFinding.entry_id)
        .join(Unit, Unit.id == OversightEntry.unit_id)
        .where(OversightDoer.employee_id == person)
    )  # fmt: skip
    return Part(found, OversightDoer.at.desc())
