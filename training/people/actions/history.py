"""Writing down what was before: people with their posts, sessions and roles, many at once."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from training.kernel import bulk
from training.people.tables.accounts import Account, SignIn
from training.people.tables.employees import Employee, Identifier, Posting, RoleGrant, Standing


class EmployeeRow(NamedTuple):
    id: UUID
    name: str
    name_key: str
    email: str | None
    status: str
    added_at: datetime


class IdentifierRow(NamedTuple):
    id: UUID
    employee_id: UUID
    kind: str
    value: str
    valid_from: date
    valid_to: date | None


class PostingRow(NamedTuple):
    id: UUID
    employee_id: UUID
    unit_id: UUID
    kind: str
    title: str
    job_family: str
    valid_from: date
    valid_to: date | None


class StandingRow(NamedTuple):
    id: UUID
    employee_id: UUID
    kind: str
    valid_from: date
    valid_to: date | None


class SignInRow(NamedTuple):
    id: UUID
    token_hash: str
    employee_id: UUID
    started_at: datetime
    seen_at: datetime
    shared_device: bool
    second_factor: bool
    device: str
    ended_at: datetime | None
    ended_why: str | None


class RoleRow(NamedTuple):
    id: UUID
    employee_id: UUID
    role: str
    unit_id: UUID
    granted_at: datetime
    granted_by: UUID | None


class AccountRow(NamedTuple):
    """Somebody who was invited; passwords are nobody's history."""

    employee_id: UUID
    totp_last_step: int = 0


TABLES = {
    EmployeeRow: Employee, IdentifierRow: Identifier, PostingRow: Posting, StandingRow: Standing,
    SignInRow: SignIn, RoleRow: RoleGrant, AccountRow: Account,
}  # fmt: skip


def keep(kind: type[NamedTuple], rows: Iterable[NamedTuple]) -> int:
    """Append rows of one kind in the caller's transaction; answers how many."""
    return bulk.keep(TABLES[kind].__table__, kind._fields, rows)  # type: ignore[arg-type]  (the fields of a NamedTuple)
