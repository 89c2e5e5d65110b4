"""Granting and ending roles; either ends the person's sessions, so that it holds at once."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql import text

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.people.actions import sessions
from training.people.rules.administration import RoleCannotBeGranted, RoleIsHeldAlready
from training.people.rules.kinds import Role
from training.people.rules.sessions import EndedWhy
from training.people.tables.employees import RoleGrant


def grant(person: UUID, role: Role, unit_id: UUID, *, by: UUID | None, at: datetime) -> UUID:
    """Give a role over a unit and everything below it. RoleIsHeldAlready if it is held."""
    if role is Role.EMPLOYEE:
        raise RoleCannotBeGranted
    grant_id = uuid7(at)
    insert: Any = sqlite.insert if db.engine.dialect.name == "sqlite" else postgresql.insert
    row = insert(RoleGrant).values(
        id=grant_id, employee_id=person, role=role.value, unit_id=unit_id, granted_at=at,
        granted_by=by,
    )  # fmt: skip
    held = row.on_conflict_do_nothing(
        index_elements=["employee_id", "role", "unit_id"], index_where=text("ended_at IS NULL")
    )
    if db.session.execute(held.returning(RoleGrant.id)).first() is None:
        raise RoleIsHeldAlready
    _changed(EventKind.ROLE_GRANTED, person, role, unit_id, by=by, at=at)
    return grant_id


def end(grant_id: UUID, *, of: UUID, by: UUID | None, at: datetime) -> bool:
    """End one role of a person; False when it was already over or is not theirs."""
    live = update(RoleGrant).where(
        RoleGrant.id == grant_id, RoleGrant.employee_id == of, RoleGrant.ended_at.is_(None)
    )
    ended = live.values(ended_at=at, ended_by=by).returning(RoleGrant.role, RoleGrant.unit_id)
    row = db.session.execute(ended).first()
    if row is not None:
        _changed(EventKind.ROLE_ENDED, of, Role(row[0]), row[1], by=by, at=at)
    return row is not None


def _changed(
    kind: EventKind, person: UUID, role: Role, unit_id: UUID, *, by: UUID | None, at: datetime
) -> None:
    detail = {"role": role.value, "unit": str(unit_id)}
    note(Happening(kind, at, by, "person", str(person), detail))
    sessions.end_all(person, by=by, at=at, why=EndedWhy.ROLE_CHANGED)
    db.session.flush()
