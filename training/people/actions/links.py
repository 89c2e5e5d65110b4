"""One-time links: made for one person and one purpose, used once, soon."""

import secrets
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, update

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.kernel.db import changed, db
from training.kernel.ids import uuid7
from training.people.actions.accounts import have_account, keep_password
from training.people.rules.links import LIFETIMES, LinkCannotBeUsed, Purpose
from training.people.rules.sessions import token_hash
from training.people.tables.accounts import OneTimeLink


def make(person: UUID | None, purpose: Purpose, *, by: UUID | None, at: datetime) -> str:
    """A new link's token, kept as a hash; earlier ones of the same purpose die."""
    token = secrets.token_urlsafe(32)
    if person and purpose is Purpose.INVITATION:
        have_account(person)
    keep(token, person, purpose, at=at)
    known = str(person) if person else ""
    note(Happening(EventKind.LINK_SENT, at, by, "person", known, {"purpose": purpose.value}))
    db.session.flush()
    return token


def keep(token: str, person: UUID | None, purpose: Purpose, *, at: datetime) -> None:
    """Store a link's hash in place of the earlier ones of the same purpose."""
    same = OneTimeLink.employee_id == person if person else OneTimeLink.employee_id.is_(None)
    earlier = update(OneTimeLink).where(same, OneTimeLink.purpose == purpose.value)
    db.session.execute(earlier.where(OneTimeLink.used_at.is_(None)).values(used_at=at))
    db.session.execute(
        insert(OneTimeLink).values(
            id=uuid7(at), token_hash=token_hash(token), employee_id=person,
            purpose=purpose.value, made_at=at, expires_at=at + LIFETIMES[purpose],
        )
    )  # fmt: skip
    db.session.flush()


def use(token: str, *, at: datetime) -> None:
    """Use a link up; of two simultaneous uses one wins, the other gets LinkCannotBeUsed."""
    live = update(OneTimeLink).where(OneTimeLink.token_hash == token_hash(token))
    live = live.where(OneTimeLink.used_at.is_(None), OneTimeLink.expires_at > at)
    if changed(live.values(used_at=at)) != 1:
        raise LinkCannotBeUsed


def set_password(token: str, person: UUID, password_hash: str, *, at: datetime) -> None:
    """Use the link up and give its person the password; nobody is signed in by it."""
    use(token, at=at)
    keep_password(person, password_hash, at=at)
