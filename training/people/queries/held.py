"""What is held about one person beside their posts: who they are and which roles they had."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Row, select

from training.kernel.db import db
from training.people.tables.accounts import Account, ApiToken
from training.people.tables.employees import Employee, RoleGrant
from training.people.tables.units import Unit


def identity(person: UUID) -> Row:
    """Who the person is and what keeps their account safe.

    Columns: name, email, status, added_at, password_set_at, totp_confirmed_at.
    """
    found = select(
        Employee.name, Employee.email, Employee.status, Employee.added_at,
        Account.password_set_at, Account.totp_confirmed_at,
    ).outerjoin(Account, Account.employee_id == Employee.id)  # fmt: skip
    return db.session.execute(found.where(Employee.id == person)).one()


def roles_ever(person: UUID) -> Sequence[Row]:
    """Every role a person has or had: role, unit, granted_at, ended_at; newest first."""
    held = select(RoleGrant.role, Unit.name, RoleGrant.granted_at, RoleGrant.ended_at)
    held = held.join(Unit, Unit.id == RoleGrant.unit_id).where(RoleGrant.employee_id == person)
    return db.session.execute(held.order_by(RoleGrant.granted_at.desc())).all()


def tokens_ever(person: UUID) -> Sequence[Row]:
    """Every API token: name, scopes, made, expires, last used, revoked; newest first."""
    held = select(
        ApiToken.name, ApiToken.scopes, ApiToken.made_at, ApiToken.expires_at, ApiToken.used_at,
        ApiToken.revoked_at,
    )  # fmt: skip
    held = held.where(ApiToken.employee_id == person)
    return db.session.execute(held.order_by(ApiToken.made_at.desc())).all()
