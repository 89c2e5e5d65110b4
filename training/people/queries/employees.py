"""Questions we ask of employees and their posts."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, exists, func, or_, select, true
from sqlalchemy.exc import NoResultFound

from training.kernel.bundle import Part
from training.kernel.db import db
from training.people.queries.units import inside
from training.people.rules.kinds import PostingKind
from training.people.rules.names import fold
from training.people.rules.numbers import digits
from training.people.tables.employees import Employee, Identifier, Posting, Standing
from training.people.tables.units import Unit

MANY = 2000


def holds_on(day: date) -> ColumnElement[bool]:
    """The condition that a post is held on a day (its last day is the one before valid_to)."""
    ends = or_(Posting.valid_to.is_(None), Posting.valid_to > day)
    return (Posting.valid_from <= day) & ends


def begins(column: Any, text: str) -> ColumnElement[bool]:
    """A prefix, in the form that the database's index can answer."""
    if db.engine.dialect.name == "sqlite":
        return and_(column >= text, column < text + "\U0010ffff")
    return column.startswith(text, autoescape=True)


def holds_number(beginning: str) -> ColumnElement[bool]:
    """The condition that a person's open number begins so.

    Few holders are listed, many are asked one by one: one small query finds out which is better.
    """
    open_one = begins(Identifier.value, beginning) & Identifier.valid_to.is_(None)
    some = select(Identifier.id).where(open_one).limit(MANY + 1).subquery()
    if db.session.execute(select(func.count()).select_from(some)).scalar_one() > MANY:
        return exists().where(Identifier.employee_id == Employee.id, open_one)
    return Employee.id.in_(select(Identifier.employee_id).where(open_one))


def searched(text: str) -> ColumnElement[bool]:
    """The beginnings of words of a name, or of a number, whose blanks and dots do not matter."""
    text = text.strip()
    if not text:
        return true()
    number = digits(text)
    if number.isdigit():
        return holds_number(number)
    return and_(true(), *(_has_word(word) for word in fold(text).split()))


def _has_word(word: str) -> ColumnElement[bool]:
    later = Employee.name_key.contains(f" {word}", autoescape=True)
    return or_(begins(Employee.name_key, word), later)


def unit_at(employee_id: UUID, day: date) -> UUID | None:
    """The unit of a person's definitive post on a day."""
    held = select(Posting.unit_id).where(
        Posting.employee_id == employee_id, Posting.kind == PostingKind.DEFINITIVE, holds_on(day)
    )
    return db.session.scalars(held.order_by(Posting.valid_from.desc()).limit(1)).first()


def without_post(people: Sequence[UUID], *, day: date) -> set[UUID]:
    """Those who hold no post of any kind on a day or after it."""
    ends = or_(Posting.valid_to.is_(None), Posting.valid_to > day)
    held = select(Posting.employee_id).where(Posting.employee_id.in_(people), ends)
    return set(people) - set(db.session.scalars(held))


def find(name: str) -> UUID | None:
    """The person behind an open number (written with or without blanks) or an e-mail."""
    text = name.strip()
    if "@" in text:
        known = select(Employee.id).where(Employee.email == text.casefold())
        return db.session.scalars(known).one_or_none()
    values = {text, digits(text)}
    held = select(Identifier.employee_id).where(
        Identifier.value.in_(values), Identifier.valid_to.is_(None)
    )
    return db.session.scalars(held.limit(1)).first()


def person(employee_id: UUID, scope: Iterable[str], *, today: date) -> Row:
    """One person of a scope with their definitive post of today. NoResultFound outside the scope.

    Columns: id, name, email, status, unit_id, unit_code, unit_name, path, title, job_family, since.
    """
    found = (
        select(
            Employee.id, Employee.name, Employee.email, Employee.status, Posting.unit_id,
            Unit.code.label("unit_code"), Unit.name.label("unit_name"), Unit.path, Posting.title,
            Posting.job_family, Posting.valid_from.label("since"),
        )
        .join(Posting, Posting.employee_id == Employee.id)
        .join(Unit, Unit.id == Posting.unit_id)
        .where(Employee.id == employee_id, Posting.kind == PostingKind.DEFINITIVE)
        .where(holds_on(today), inside(scope))
    )  # fmt: skip
    return db.session.execute(found).one()


def one_or_none(employee_id: UUID, scope: Iterable[str], *, today: date) -> Row | None:
    """The same person, or None outside of the scope."""
    try:
        return person(employee_id, scope, today=today)
    except NoResultFound:
        return None


def names_of(people: Sequence[UUID]) -> dict[UUID, str]:
    """What people are called."""
    named = select(Employee.id, Employee.name).where(Employee.id.in_(people))
    return {key: name for key, name in db.session.execute(named)}


def record_parts(employee_id: UUID) -> dict[str, Part]:
    """What the administration holds about a person, newest first, for `kernel.bundle.fetch`.

    `numbers`: kind, value, valid_from, valid_to; `posts`: kind, title, job_family, valid_from,
    valid_to, code, name of the unit; `standings` other than active: kind, valid_from, valid_to.
    """
    numbers = select(Identifier.kind, Identifier.value, Identifier.valid_from, Identifier.valid_to)
    posts = select(
        Posting.kind, Posting.title, Posting.job_family, Posting.valid_from, Posting.valid_to,
        Unit.code, Unit.name,
    ).join(Unit, Unit.id == Posting.unit_id)  # fmt: skip
    standings = select(Standing.kind, Standing.valid_from, Standing.valid_to)
    return {
        name: Part(found.where(table.employee_id == employee_id), table.valid_from.desc())
        for name, found, table in (
            ("numbers", numbers, Identifier),
            ("posts", posts, Posting),
            ("standings", standings, Standing),
        )
    }
