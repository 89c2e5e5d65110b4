"""Objections: one's own, those that wait for an administrator, and whether one was granted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Row, Select, func, select
from sqlalchemy.exc import NoResultFound

from training.kernel.bundle import Part
from training.kernel.db import db
from training.people.tables.employees import Employee
from training.privacy.queries.scoping import administered
from training.privacy.rules.objections import Category, Outcome, State, state
from training.privacy.tables import Objection, ObjectionAnswer

MOST = 200


@dataclass(frozen=True, slots=True)
class Told:
    """One objection with its answer, if there is one, and whose it is."""

    id: UUID
    person: UUID
    name: str
    unit: str
    category: Category
    words: str
    at: datetime
    state: State
    answer: str
    answered_at: datetime | None


def own(person: UUID) -> tuple[Told, ...]:
    """One's own objections, the newest first."""
    found = _told().where(Objection.employee_id == person)
    return _all(found.order_by(Objection.id.desc()))


def within_scope(scope: Iterable[str], *, today: date) -> tuple[Told, ...]:
    """Objections of people of a scope: those that wait first (the oldest first), then the answered.

    Who holds no post belongs to the whole city. At most MOST.
    """
    found = administered(_told(), Objection.employee_id, scope, today=today)
    waits = ObjectionAnswer.at.is_not(None)
    return _all(found.order_by(waits, ObjectionAnswer.at.desc(), Objection.id).limit(MOST))


def waiting(scope: Iterable[str], *, today: date) -> int:
    """How many objections of people of a scope nobody answered yet."""
    found = administered(_told(), Objection.employee_id, scope, today=today)
    open_ones = found.where(ObjectionAnswer.at.is_(None)).subquery()
    return db.session.execute(select(func.count()).select_from(open_ones)).scalar_one()


def one(objection_id: UUID, scope: Iterable[str], *, today: date) -> Told:
    """One objection of a person of the scope; else NoResultFound."""
    theirs = administered(_told(), Objection.employee_id, scope, today=today)
    found = _all(theirs.where(Objection.id == objection_id))
    if not found:
        raise NoResultFound
    return found[0]


def granted_erasure(person: UUID) -> bool:
    """Whether a person's wish to be erased was granted."""
    found = (
        select(Objection.id)
        .join(ObjectionAnswer, ObjectionAnswer.objection_id == Objection.id)
        .where(Objection.employee_id == person, Objection.category == Category.ERASE.value)
        .where(ObjectionAnswer.outcome == Outcome.GRANTED.value)
    )
    return db.session.execute(found.limit(1)).first() is not None


def held_parts(person: UUID) -> dict[str, Part]:
    """What is held of a person: their objections with the answers, newest first."""
    found = (
        select(Objection.at, Objection.category, Objection.words, ObjectionAnswer.outcome,
               ObjectionAnswer.words.label("answer"), ObjectionAnswer.at.label("answered_at"))
        .outerjoin(ObjectionAnswer, ObjectionAnswer.objection_id == Objection.id)
        .where(Objection.employee_id == person)
    )  # fmt: skip
    return {"objections": Part(found, Objection.at.desc())}


def _told() -> Select:
    return (
        select(
            Objection.id, Objection.employee_id, Employee.name, Objection.category,
            Objection.words, Objection.at, ObjectionAnswer.outcome,
            ObjectionAnswer.words.label("answer"), ObjectionAnswer.at.label("answered_at"),
        )
        .join(Employee, Employee.id == Objection.employee_id)
        .outerjoin(ObjectionAnswer, ObjectionAnswer.objection_id == Objection.id)
    )  # fmt: skip


def _all(found: Select) -> tuple[Told, ...]:
    return tuple(_read(row) for row in db.session.execute(found))


def _read(row: Row) -> Told:
    return Told(
        row.id, row.employee_id, row.name, getattr(row, "unit", None) or "",
        Category(row.category), row.words, row.at, state(row.outcome), row.answer or "",
        row.answered_at,
    )  # fmt: skip
