"""Where people stand when they plan, ask and answer: their posts, what they head, colleagues."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from training.commitments.rules.witnesses import Stand
from training.kernel.db import db
from training.people.queries.employees import find, holds_on
from training.people.rules.kinds import JobFamily, PostingKind, Role
from training.people.tables.employees import Employee, Posting, RoleGrant
from training.people.tables.units import Unit


@dataclass(frozen=True, slots=True)
class Post:
    """The definitive post from which somebody plans."""

    unit_id: UUID
    job_family: str


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who serves the city now."""

    id: UUID
    name: str
    email: str | None


def post_of(person: UUID, *, today: date) -> Post | None:
    """A person's definitive post on a day, or None."""
    held = select(Posting.unit_id, Posting.job_family).where(
        Posting.employee_id == person, Posting.kind == PostingKind.DEFINITIVE, holds_on(today)
    )
    row = db.session.execute(held.order_by(Posting.valid_from.desc()).limit(1)).first()
    return Post(*row) if row else None


def colleague(name: str, *, today: date) -> Colleague | None:
    """Who is meant by a number or an e-mail address, if they hold a post on a day."""
    found = find(name)
    if found is None:
        return None
    serving = (
        select(Employee.id, Employee.name, Employee.email)
        .join(Posting, Posting.employee_id == Employee.id)
        .where(Employee.id == found, holds_on(today))
    )
    row = db.session.execute(serving.limit(1)).first()
    return Colleague(*row) if row else None


def stands(person: UUID, *, today: date) -> tuple[Stand, ...]:
    """Every place in which a person stands: each post of a day, with all the units they head."""
    headed = (
        select(Unit.path)
        .join(RoleGrant, RoleGrant.unit_id == Unit.id)
        .where(
            RoleGrant.employee_id == person,
            RoleGrant.role == Role.UNIT_HEAD,
            RoleGrant.ended_at.is_(None),
        )
    )
    heads = tuple(db.session.scalars(headed))
    posts = (
        select(Unit.path, Posting.job_family)
        .join(Posting, Posting.unit_id == Unit.id)
        .where(Posting.employee_id == person, holds_on(today))
    )
    found = [
        Stand(path, heads, family == JobFamily.DECISION_MAKER)
        for path, family in db.session.execute(posts)
    ]
    return tuple(found) or (Stand("", heads),)


def known(people: Sequence[UUID]) -> dict[UUID, str]:
    """What people are called."""
    named = select(Employee.id, Employee.name).where(Employee.id.in_(people))
    return {key: name for key, name in db.session.execute(named)}
