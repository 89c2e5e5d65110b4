"""Who is on a unit's roster on a day: those with a definitive post who are not exempt."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, CompoundSelect, Row, select
from sqlalchemy.orm import InstrumentedAttribute

from training.kernel.db import db
from training.people.rules.kinds import PostingKind, StandingKind
from training.people.rules.stays import Break, Stay, stays
from training.people.tables.employees import Employee, Posting, Standing

BATCH = 4000


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


def rosters(day: date) -> Sequence[Row]:
    """Everybody on a roster on a day, by person. Columns: employee_id, unit_id, job_family."""
    found = select(Posting.employee_id, Posting.unit_id, Posting.job_family)
    held = found.where(in_office(day), ~exempt(day))
    return db.session.execute(held.order_by(Posting.employee_id, Posting.valid_from)).all()


def stays_of_leavers(day: date) -> dict[UUID, list[Stay]]:
    """The stays, begun by a day, of everybody who left a roster until then, or is exempt."""
    left = _left(day)
    away = select(Standing.employee_id, Standing.valid_from, Standing.valid_to)
    breaks: dict[UUID, list[Break]] = defaultdict(list)
    for person, start, end in db.session.execute(away.where(_breaks(day))):
        breaks[person].append((start, end))
    posts = select(
        Posting.employee_id, Posting.unit_id, Posting.job_family, Posting.valid_from,
        Posting.valid_to,
    ).where(
        Posting.kind == PostingKind.DEFINITIVE, Posting.valid_from <= day,
        Posting.employee_id.in_(left),
    )  # fmt: skip
    held: dict[UUID, list[Stay]] = defaultdict(list)
    for person, unit, family, start, end in db.session.execute(posts):
        held[person].append(Stay(unit, family, start, end))
    return {person: stays(own, breaks.get(person, ())) for person, own in held.items()}


def has_left(person: UUID, *, day: date) -> bool:
    """Whether somebody ever left a roster, for good or for a time."""
    left = _left(day).subquery()
    asked = select(left.c.employee_id).where(left.c.employee_id == person)
    return db.session.execute(select(asked.exists())).scalar_one()


def _left(day: date) -> CompoundSelect[Any]:
    """Everybody whose post ended until a day, or who was exempt by then."""
    ended = select(Posting.employee_id).where(
        Posting.kind == PostingKind.DEFINITIVE, Posting.valid_to <= day
    )
    return ended.union(select(Standing.employee_id).where(_breaks(day)))


def _breaks(day: date) -> ColumnElement[bool]:
    return (Standing.kind != StandingKind.ACTIVE) & (Standing.valid_from <= day)


def job_families(first: UUID, last: UUID, *, day: date) -> dict[UUID, str]:
    """The job family of the definitive post of every person of the range, on a day."""
    held = select(Posting.employee_id, Posting.job_family).where(
        Posting.employee_id.between(first, last), in_office(day)
    )
    rows = db.session.execute(held.order_by(Posting.employee_id, Posting.valid_from))
    return {person: family for person, family in rows}


def batches(*, size: int = BATCH) -> list[tuple[UUID, UUID]]:
    """The first and the last person of every batch of people, in the order of their ids."""
    people = list(db.session.scalars(select(Employee.id).order_by(Employee.id)))
    return [
        (people[start], people[min(start + size, len(people)) - 1])
        for start in range(0, len(people), size)
    ]
