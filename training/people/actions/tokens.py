"""Keys of machines to the API: made, shown once, revoked."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import Update, insert, update

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.kernel.db import changed, db, jot
from training.kernel.ids import uuid7
from training.people.rules.access import Permission
from training.people.rules.administration import ScopeIsUnknown
from training.people.rules.sessions import token_hash
from training.people.tables.accounts import ApiToken

PREFIX = "resap_"


def make(
    person: UUID, name: str, scopes: Iterable[str], expires_at: datetime | None, *,
    by: UUID | None, at: datetime,
) -> str:  # fmt: skip
    """Make a token that acts as the person within some permissions. Only its hash is kept."""
    known = sorted({str(scope) for scope in scopes})
    if not known or not set(known) <= set(Permission):
        raise ScopeIsUnknown
    token, token_id = PREFIX + secrets.token_urlsafe(32), uuid7(at)
    db.session.execute(
        insert(ApiToken).values(
            id=token_id, token_hash=token_hash(token), employee_id=person, name=name[:80],
            scopes=known, made_at=at, expires_at=expires_at,
        )
    )  # fmt: skip
    detail = {"token": str(token_id), "scopes": " ".join(known)}
    note(Happening(EventKind.TOKEN_MADE, at, by, "person", str(person), detail))
    db.session.flush()
    return token


def touch(token_id: UUID, *, at: datetime) -> None:
    """Write down that the token is in use, before anything else was read."""
    jot(update(ApiToken).where(ApiToken.id == token_id).values(used_at=at))


def revoke(token_id: UUID, *, of: UUID, by: UUID, at: datetime) -> bool:
    """End one token of a person; False when it was already over or is not theirs."""
    live = update(ApiToken).where(ApiToken.id == token_id, ApiToken.employee_id == of)
    return _revoke(live, of=of, by=by, at=at) == 1


def revoke_all(of: UUID, *, by: UUID, at: datetime) -> int:
    """End every token of a person; answers how many."""
    return _revoke(update(ApiToken).where(ApiToken.employee_id == of), of=of, by=by, at=at)


def _revoke(which: Update, *, of: UUID, by: UUID, at: datetime) -> int:
    live = which.where(ApiToken.revoked_at.is_(None)).values(revoked_at=at)
    ended = changed(live)
    if ended:
        detail = {"tokens": ended}
        note(Happening(EventKind.TOKEN_REVOKED, at, by, "person", str(of), detail))
    return ended
