"""Who serves in some units and was never invited to open an account."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, select

from training.kernel.db import db
from training.people.queries.employees import holds_on
from training.people.queries.units import inside
from training.people.rules.kinds import PostingKind
from training.people.tables.accounts import Account
from training.people.tables.employees import Employee, Posting
from training.people.tables.units import Unit


@dataclass(frozen=True, slots=True)
class Uninvited:
    """How many were never invited: those who can be written to, and those without an address."""

    with_address: int
    without_address: int


@dataclass(frozen=True, slots=True)
class Invitee:
    """One person to be written to."""

    id: UUID
    name: str
    email: str


def uninvited(scope: Iterable[str], *, today: date) -> Uninvited:
    """How many people of a scope, by their definitive post, have no account."""
    found = _waiting(scope, today, func.count(Employee.email), func.count())
    with_address, everybody = db.session.execute(found).one()
    return Uninvited(with_address, everybody - with_address)


def next_invitees(scope: Iterable[str], *, today: date, most: int) -> Sequence[Invitee]:
    """The next people of a scope who can be written to and have no account."""
    found = _waiting(scope, today, Employee.id, Employee.name, Employee.email)
    found = found.where(Employee.email.is_not(None)).order_by(Employee.id).limit(most)
    return [Invitee(*row) for row in db.session.execute(found)]


def _waiting(scope: Iterable[str], today: date, *columns: Any) -> Select:
    held = and_(
        Posting.employee_id == Employee.id, Posting.kind == PostingKind.DEFINITIVE, holds_on(today)
    )
    return (
        select(*columns)
        .select_from(Employee)
        .join(Posting, held)
        .join(Unit, Unit.id == Posting.unit_id)
        .outerjoin(Account, Account.employee_id == Employee.id)
        .where(Account.employee_id.is_(None), inside(scope))
    )
