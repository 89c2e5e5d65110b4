"""Questions of an administrator: people of one's own part of the tree, their roles, the units."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, or_, select

from training.kernel.db import db
from training.people.queries.employees import holds_number, holds_on
from training.people.queries.units import inside
from training.people.rules.administration import reaches_the_whole
from training.people.rules.kinds import PostingKind
from training.people.rules.names import fold
from training.people.rules.signing import normal_name
from training.people.tables.accounts import Account
from training.people.tables.employees import Employee, Posting, RoleGrant
from training.people.tables.units import Unit

MOST = 50


@dataclass(frozen=True, slots=True)
class Card:
    """A person as an administrator sees them: who, where, and whether they can sign in."""

    id: UUID
    name: str
    email: str | None
    unit: str
    invited: bool
    has_password: bool
    has_second_factor: bool
    closed: bool


def search(typed: str, *, scope: Iterable[str], today: date) -> tuple[Card, ...]:
    """People of the scope by the beginning of a number, by e-mail or by a part of the name."""
    name = normal_name(typed)
    if len(name) < 3:
        return ()
    found = _people(tuple(scope), today).where(_fits(name))
    rows = db.session.execute(found.order_by(Employee.name_key, Employee.id).limit(MOST))
    return tuple(_card(row) for row in rows)


def person(person_id: UUID, *, scope: Iterable[str], today: date) -> Card:
    """One person of the scope. NoResultFound outside it."""
    found = _people(tuple(scope), today).where(Employee.id == person_id)
    return _card(db.session.execute(found).one())


def _people(scope: tuple[str, ...], today: date) -> Select:
    """Everybody whose definitive post lies in the scope; who has none belongs to the whole city."""
    held = and_(
        Posting.employee_id == Employee.id, Posting.kind == PostingKind.DEFINITIVE, holds_on(today)
    )
    seen = inside(scope)
    if reaches_the_whole(scope):
        seen = or_(seen, Posting.id.is_(None))
    return (
        select(
            Employee.id, Employee.name, Employee.email, Unit.name, Account.employee_id,
            Account.password_hash.is_not(None), Account.totp_confirmed_at, Account.closed_at,
        )
        .outerjoin(Posting, held)
        .outerjoin(Unit, Unit.id == Posting.unit_id)
        .outerjoin(Account, Account.employee_id == Employee.id)
        .where(seen)
    )  # fmt: skip


def _card(row: Row) -> Card:
    key, name, email, unit, account, has_password, confirmed_at, closed_at = row
    return Card(
        key, name, email, unit or "", account is not None, bool(has_password),
        confirmed_at is not None, closed_at is not None,
    )  # fmt: skip


def _fits(name: str) -> ColumnElement[bool]:
    if name.isdigit():
        return holds_number(name)
    if "@" in name:
        return Employee.email == name
    return Employee.name_key.contains(fold(name), autoescape=True)


def roles(person_id: UUID) -> Sequence[Row]:
    """A person's roles of today: id, role, unit_id, code, unit, path, granted_at."""
    held = (
        select(
            RoleGrant.id, RoleGrant.role, RoleGrant.unit_id, Unit.code, Unit.name.label("unit"),
            Unit.path, RoleGrant.granted_at,
        )
        .join(Unit, Unit.id == RoleGrant.unit_id)
        .where(RoleGrant.employee_id == person_id, RoleGrant.ended_at.is_(None))
        .order_by(RoleGrant.role, Unit.name)
    )  # fmt: skip
    return db.session.execute(held).all()


def role(grant_id: UUID, *, of: UUID, scope: Iterable[str]) -> Row:
    """One role of a person over a unit of the scope; else NoResultFound."""
    held = (
        select(RoleGrant.id, RoleGrant.role, RoleGrant.unit_id, Unit.code, Unit.name.label("unit"))
        .join(Unit, Unit.id == RoleGrant.unit_id)
        .where(RoleGrant.id == grant_id, RoleGrant.employee_id == of, RoleGrant.ended_at.is_(None))
        .where(inside(scope))
    )
    return db.session.execute(held).one()
