"""Everything about one person that belongs to people: record, roles, account, sign-ins, keys."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from training.kernel.bundle import Part, fetch
from training.people.queries.employees import record_parts
from training.people.tables.accounts import Account, ApiToken, SignIn
from training.people.tables.employees import Employee, RoleGrant
from training.people.tables.units import Unit

MOST_SIGN_INS = 1000


def held(person: UUID, also: Mapping[str, Part] | None = None) -> dict[str, tuple[Any, ...]]:
    """All of it in one query, each list newest first; of sign-ins the newest thousand.

    Columns: `identity` (one row): name, email, status, added_at; `security` (one row):
    password_set_at, totp_confirmed_at; `numbers`, `posts`, `standings` as in `record_parts`;
    `roles`: role, name of the unit, granted_at, ended_at; `sign_ins`: started_at, device,
    shared_device, seen_at, ended_at, ended_why; `tokens`: name, scopes, made_at, expires_at,
    used_at, revoked_at.

    `also`: parts of other capabilities, asked in the same query.
    """
    identity = select(Employee.name, Employee.email, Employee.status, Employee.added_at)
    security = select(Account.password_set_at, Account.totp_confirmed_at)
    security = security.select_from(Employee).outerjoin(Account, Account.employee_id == Employee.id)
    parts = {
        "identity": Part(identity.where(Employee.id == person), Employee.id),
        "security": Part(security.where(Employee.id == person), Employee.id),
    }
    return fetch(parts | record_parts(person) | _account_parts(person) | dict(also or {}))


def _account_parts(person: UUID) -> dict[str, Part]:
    roles = select(RoleGrant.role, Unit.name, RoleGrant.granted_at, RoleGrant.ended_at)
    roles = roles.join(Unit, Unit.id == RoleGrant.unit_id)
    sign_ins = select(
        SignIn.started_at, SignIn.device, SignIn.shared_device, SignIn.seen_at, SignIn.ended_at,
        SignIn.ended_why,
    )  # fmt: skip
    tokens = select(
        ApiToken.name, ApiToken.scopes, ApiToken.made_at, ApiToken.expires_at, ApiToken.used_at,
        ApiToken.revoked_at,
    )  # fmt: skip
    return {
        "roles": Part(roles.where(RoleGrant.employee_id == person), RoleGrant.granted_at.desc()),
        "sign_ins": Part(
            sign_ins.where(SignIn.employee_id == person), SignIn.started_at.desc(), MOST_SIGN_INS
        ),
        "tokens": Part(tokens.where(ApiToken.employee_id == person), ApiToken.made_at.desc()),
    }
