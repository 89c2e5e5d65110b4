"""The read models as values, to compare, to add up and to show."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select, true
from sqlalchemy.orm import InstrumentedAttribute

from training.kernel.db import db
from training.people.rules.kinds import PostingKind, StandingKind
from training.people.tables.employees import Posting, Standing
from training.people.tables.units import Unit
from training.reporting.queries.modules import Assignment
from training.reporting.rules.progress import Progress
from training.reporting.rules.tallying import OUTSIDE, Person
from training.reporting.tables import PersonModule

FIELDS = tuple(each.name for each in fields(Progress))
COLUMNS = tuple(getattr(PersonModule, name) for name in FIELDS)


def in_office(day: date) -> ColumnElement[bool]:
    """A definitive posting on a day."""
    return (
        (Posting.kind == PostingKind.DEFINITIVE)
        & (Posting.valid_from <= day)
        & (Posting.valid_to.is_(None) | (Posting.valid_to > day))
    )


def exempt(
    day: date, person: InstrumentedAttribute[UUID] = Posting.employee_id
) -> ColumnElement[bool]:
    """A standing on a day that takes the person out of the denominators."""
    return (
        select(Standing.id)
        .where(
            Standing.employee_id == person,
            Standing.kind != StandingKind.ACTIVE,
            Standing.valid_from <= day,
            Standing.valid_to.is_(None) | (Standing.valid_to > day),
        )
        .exists()
    )


def unit_of(person: UUID, *, day: date) -> UUID | None:
    """The unit in which a person is on the roster on a day, or None."""
    found = select(Posting.unit_id).where(
        Posting.employee_id == person, in_office(day), ~exempt(day)
    )
    return db.session.execute(found.order_by(Posting.valid_from.desc())).scalars().first()


def progress_stored(first: UUID, last: UUID) -> Iterator[tuple[UUID, str, Progress]]:
    """The stored state of a range of people."""
    found = _stored().where(PersonModule.employee_id.between(first, last))
    for row in db.session.execute(found):
        yield row[0], row[1], Progress(*row[2:])


def people(assignment: Assignment, *, day: date, unit: UUID | None = None) -> Iterator[Person]:
    """Everybody on the roster of a unit (None: of all units) on a day, with how far they are.

    After the rosters come, at unit OUTSIDE, those who have begun something and are on no roster.
    """
    wanted = Posting.unit_id == unit if unit and unit != OUTSIDE else true()
    roster = _roster(assignment, day, wanted)
    begun = _begun(day, unit)
    states: dict[UUID, dict[str, Progress]] = {}
    for row in db.session.execute(begun):
        states.setdefault(row[0], {})[row[1]] = Progress(*row[2:])
    if unit != OUTSIDE:
        for person, (place, own) in roster.items():
            yield Person(place, own, states.get(person, {}))
    if unit is None or unit == OUTSIDE:
        for person, state in states.items():
            if person not in roster:
                yield Person(OUTSIDE, frozenset(), state)


def _roster(
    assignment: Assignment, day: date, wanted: ColumnElement[bool]
) -> dict[UUID, tuple[UUID, frozenset[str]]]:
    """People with their unit and modules; the latest posting counts should two overlap."""
    found = (
        select(Posting.employee_id, Posting.unit_id, Posting.job_family, Unit.kind)
        .join(Unit, Unit.id == Posting.unit_id)
        .where(in_office(day), wanted, ~exempt(day))
        .order_by(Posting.valid_from)
    )
    return {
        person: (unit, assignment.own(family, kind))
        for person, unit, family, kind in db.session.execute(found)
    }


def _begun(day: date, unit: UUID | None) -> Select[*tuple[Any, ...]]:
    found = _stored()
    if unit is None:
        return found
    on_roster = select(Posting.employee_id).where(in_office(day), ~exempt(day))
    if unit == OUTSIDE:
        return found.where(PersonModule.employee_id.not_in(on_roster))
    return found.where(PersonModule.employee_id.in_(on_roster.where(Posting.unit_id == unit)))


def _stored() -> Select[*tuple[Any, ...]]:
    return select(PersonModule.employee_id, PersonModule.slug, *COLUMNS)
