"""Opening accounts, setting passwords, closing and reopening."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, update
from sqlalchemy.dialects import postgresql, sqlite

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.kernel.db import db
from training.people.actions import sessions
from training.people.actions.tokens import revoke_all
from training.people.rules.closing import ClosedWhy
from training.people.rules.sessions import EndedWhy
from training.people.rules.signing import hashed
from training.people.tables.accounts import Account, OneTimeLink


@dataclass(frozen=True, slots=True)
class NewAccount:
    """One of many accounts to be opened at once; the second step counts as confirmed."""

    employee_id: UUID
    password_hash: str
    totp_secret: str | None = None


def fresh_hash(password: str) -> str:
    """What is stored of a password, with a salt that nobody can foresee."""
    return hashed(password, salt=os.urandom(16))


def open_accounts(accounts: Iterable[NewAccount], *, at: datetime) -> int:
    """Open many accounts at once; answers how many. The caller notes the event."""
    rows = [
        {
            "employee_id": each.employee_id, "password_hash": each.password_hash,
            "password_set_at": at, "totp_secret": each.totp_secret,
            "totp_confirmed_at": at if each.totp_secret else None, "totp_last_step": 0,
        }
        for each in accounts
    ]  # fmt: skip
    if rows:
        db.session.execute(insert(Account), rows)
    return len(rows)


def keep_password(person: UUID, password_hash: str, *, at: datetime) -> None:
    """Set a person's password. All their sessions end, and links sent before die."""
    have_account(person)
    own = update(Account).where(Account.employee_id == person)
    db.session.execute(own.values(password_hash=password_hash, password_set_at=at))
    end_links(person, at=at)
    note(Happening(EventKind.PASSWORD_SET, at, person, "person", str(person)))
    sessions.end_all(person, by=person, at=at, why=EndedWhy.PASSWORD_CHANGED)
    db.session.flush()


def have_account(person: UUID) -> None:
    """Make sure that there is a row; without a password nobody can sign in with it."""
    have_accounts((person,))


def have_accounts(people: Sequence[UUID]) -> set[UUID]:
    """The same for many; answers those who had none."""
    fresh: Any = sqlite.insert if db.engine.dialect.name == "sqlite" else postgresql.insert
    rows = [{"employee_id": person, "totp_last_step": 0} for person in people]
    new = fresh(Account).values(rows).on_conflict_do_nothing().returning(Account.employee_id)
    return set(db.session.scalars(new))


def end_links(person: UUID, *, at: datetime) -> None:
    """No link that was sent before opens anything any more."""
    unused = update(OneTimeLink).where(OneTimeLink.employee_id == person)
    db.session.execute(unused.where(OneTimeLink.used_at.is_(None)).values(used_at=at))


def close(person: UUID, *, by: UUID, at: datetime) -> None:
    """Nobody signs in with this account until it is reopened; its sessions and tokens end."""
    have_account(person)
    own = update(Account).where(Account.employee_id == person)
    db.session.execute(own.values(closed_at=at, closed_why=ClosedWhy.BY_ADMIN.value))
    end_links(person, at=at)
    _shut_out(person, by=by, at=at)
    _note_change(person, "account-closed", by=by, at=at)


def reopen(person: UUID, *, by: UUID, at: datetime) -> None:
    """The person may sign in again with the password they had, and by nothing else."""
    _shut_out(person, by=by, at=at)  # what was opened in the very moment of closing as well
    own = update(Account).where(Account.employee_id == person)
    db.session.execute(own.values(closed_at=None, closed_why=None))
    _note_change(person, "account-reopened", by=by, at=at)


def _shut_out(person: UUID, *, by: UUID, at: datetime) -> None:
    revoke_all(person, by=by, at=at)
    sessions.end_all(person, by=by, at=at, why=EndedWhy.CLOSED)


def _note_change(person: UUID, what: str, *, by: UUID, at: datetime) -> None:
    note(Happening(EventKind.PERSON_CHANGED, at, by, "person", str(person), {"change": what}))
    db.session.flush()
