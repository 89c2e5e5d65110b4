"""Bearer tokens of the API, made by the real action."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from training.kernel.db import db
from training.people.actions import tokens
from training.people.rules.access import Permission
from training.people.tables.employees import Employee


def token(
    person: Employee, scopes: Iterable[str] = tuple(Permission), *, at: datetime,
    expires_at: datetime | None = None,
) -> str:  # fmt: skip
    """A live token, by default with every permission: then only the person limits it."""
    made = tokens.make(person.id, "uji", scopes, expires_at, by=None, at=at)
    db.session.commit()
    return made


def revoke(token_id: UUID, person: Employee, *, at: datetime) -> None:
    """End a token as its owner would."""
    assert tokens.revoke(token_id, of=person.id, by=person.id, at=at)
    db.session.commit()
