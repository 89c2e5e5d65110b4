"""Starting, touching and ending sessions."""

import secrets
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, insert, select, true, update

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.kernel.db import changed, db, jot
from training.kernel.ids import uuid7
from training.people.rules.sessions import EndedWhy, token_hash
from training.people.tables.accounts import SignIn


def start(
    person: UUID, *, at: datetime, shared_device: bool, second_factor: bool, device: str
) -> str:
    """Open a session and answer its secret token, which is stored only as a hash."""
    token = secrets.token_urlsafe(32)
    db.session.execute(
        insert(SignIn).values(
            id=uuid7(at), token_hash=token_hash(token), employee_id=person, started_at=at,
            seen_at=at, shared_device=shared_device, second_factor=second_factor,
            device=device[:80],
        )
    )  # fmt: skip
    note(Happening(EventKind.SIGNED_IN, at, person, "person", str(person)))
    db.session.flush()
    return token


def start_half(person: UUID, *, at: datetime, shared_device: bool, device: str) -> str:
    """Open a session that awaits its second step.

    It opens no page but that of the code, and is not yet a sign-in for the audit chain.
    """
    token = secrets.token_urlsafe(32)
    db.session.execute(
        insert(SignIn).values(
            id=uuid7(at), token_hash=token_hash(token), employee_id=person, started_at=at,
            seen_at=at, shared_device=shared_device, second_factor=False, device=device[:80],
        )
    )  # fmt: skip
    db.session.flush()
    return token


def renew(session_id: UUID, *, of: UUID, at: datetime, second_factor: bool) -> str:
    """A fresh session takes the place of an old one on the same device.

    This happens after the second step, and when all sessions of a person end but the one at the
    keyboard goes on.
    """
    columns = (SignIn.shared_device, SignIn.device)
    shared, device = db.session.execute(select(*columns).where(SignIn.id == session_id)).one()
    _close(SignIn.id == session_id, of=of, at=at, why=EndedWhy.REPLACED)
    return start(of, at=at, shared_device=shared, second_factor=second_factor, device=device)


def leave(token: str, *, at: datetime) -> None:
    """Somebody signs in where a session was still open: that one is over, whoever's it was."""
    left = update(SignIn).where(SignIn.token_hash == token_hash(token), SignIn.ended_at.is_(None))
    db.session.execute(left.values(ended_at=at, ended_why=EndedWhy.REPLACED.value))


def touch(session_id: UUID, *, at: datetime) -> None:
    """Write down that the session is in use, before anything else was read."""
    jot(update(SignIn).where(SignIn.id == session_id).values(seen_at=at))


def end(session_id: UUID, *, of: UUID, at: datetime, why: EndedWhy) -> bool:
    """A person ends one of their sessions; False when it was already over or is not theirs."""
    ended = _close(SignIn.id == session_id, of=of, at=at, why=why)
    _note_ended(ended, of=of, by=of, at=at, why=why)
    return ended == 1


def end_all(of: UUID, *, by: UUID | None, at: datetime, why: EndedWhy) -> int:
    """End every open session of a person; answers how many."""
    ended = _close(true(), of=of, at=at, why=why)
    _note_ended(ended, of=of, by=by, at=at, why=why)
    return ended


def _note_ended(count: int, *, of: UUID, by: UUID | None, at: datetime, why: EndedWhy) -> None:
    kind = EventKind.SIGNED_OUT if why is EndedWhy.SIGNED_OUT else EventKind.SESSION_ENDED
    if count:
        note(Happening(kind, at, by, "person", str(of), {"why": why.value, "sessions": count}))


def _close(which: ColumnElement[bool], *, of: UUID, at: datetime, why: EndedWhy) -> int:
    open_ones = update(SignIn).where(which, SignIn.employee_id == of, SignIn.ended_at.is_(None))
    return changed(open_ones.values(ended_at=at, ended_why=why.value))
