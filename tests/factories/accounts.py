"""Accounts for tests: one password for everybody, hashed once."""

from dataclasses import dataclass
from functools import cache
from uuid import UUID

from sqlalchemy import select

from tests.factories import people
from tests.factories.people import BORN
from training.kernel.db import db
from training.people.actions.accounts import NewAccount, fresh_hash, open_accounts
from training.people.tables.accounts import Account
from training.people.tables.employees import Employee, Identifier
from training.people.tables.units import Unit

PASSWORD = "korek-gelap-tujuh"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@dataclass(frozen=True)
class Someone:
    """A person as plain values, which outlive the database session."""

    id: UUID
    name: str
    email: str
    nip: str


@cache
def _hash() -> str:
    return fresh_hash(PASSWORD)


def someone(unit: Unit | None = None, *, name: str = "") -> Someone:
    """An employee without an account."""
    made = people.employee(unit, name=name)
    return known(made)


def known(person: Employee) -> Someone:
    nip = db.session.scalars(
        select(Identifier.value).where(Identifier.employee_id == person.id)
    ).one()
    return Someone(person.id, person.name, person.email, nip)


def with_account(unit: Unit | None = None, *, name: str = "", totp: bool = False) -> Someone:
    """An employee who can sign in with PASSWORD (and the codes of SECRET)."""
    made = someone(unit, name=name)
    open_accounts([NewAccount(made.id, _hash(), SECRET if totp else None)], at=BORN)
    db.session.flush()
    return made


def stored(person: Someone) -> Account:
    """The account's row as it is now."""
    db.session.expire_all()
    return db.session.get_one(Account, person.id)
