"""Who is behind a request."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Row, select

from training.kernel.db import db
from training.people.rules.access import Actor, Grant
from training.people.rules.kinds import PostingKind, Role
from training.people.rules.sessions import is_due_for_touch, is_over, token_hash
from training.people.tables.accounts import ApiToken, SignIn
from training.people.tables.employees import Employee, Posting, RoleGrant
from training.people.tables.units import Unit


@dataclass(frozen=True, slots=True)
class Visit:
    """A live session: its actor, and whether being seen should be written down now."""

    actor: Actor
    session_id: UUID
    shared_device: bool
    due_for_touch: bool


def visit(token: str, *, at: datetime, today: date) -> Visit | None:
    """The live session of a cookie's token, or None when it ended, expired or never was."""
    opened = (
        select(
            SignIn.id, SignIn.started_at, SignIn.seen_at, SignIn.shared_device,
            SignIn.second_factor, Employee.id, Employee.name, Posting.unit_id, Unit.path,
        )
        .join(Employee, Employee.id == SignIn.employee_id)
        .outerjoin(Posting, _current_definitive(today))
        .outerjoin(Unit, Unit.id == Posting.unit_id)
        .where(SignIn.token_hash == token_hash(token), SignIn.ended_at.is_(None))
    )  # fmt: skip
    row = db.session.execute(opened).first()
    if row is None:
        return None
    session_id, started_at, seen_at, shared, second_factor, person, name, unit_id, path = row
    if is_over(started_at=started_at, seen_at=seen_at, shared=shared, at=at):
        return None
    actor = Actor(
        person, name, session_id, unit_id, path or "", grants(person), second_factor=second_factor
    )
    return Visit(actor, session_id, shared, is_due_for_touch(seen_at=seen_at, at=at))


def _current_definitive(today: date):  # noqa: ANN202
    return (
        (Posting.employee_id == Employee.id)
        & (Posting.kind == PostingKind.DEFINITIVE)
        & (Posting.valid_from <= today)
        & (Posting.valid_to.is_(None) | (Posting.valid_to > today))
    )


def grants(person: UUID) -> tuple[Grant, ...]:
    """The roles a person holds now, each with its unit's path."""
    held = (
        select(RoleGrant.role, RoleGrant.unit_id, Unit.path)
        .join(Unit, Unit.id == RoleGrant.unit_id)
        .where(RoleGrant.employee_id == person, RoleGrant.ended_at.is_(None))
    )
    return tuple(Grant(Role(role), unit, path) for role, unit, path in db.session.execute(held))


def actor(person: UUID, *, today: date) -> Actor:
    """The actor for a person without a session (API tokens, commands). NoResultFound if unknown."""
    found = (
        select(Employee.id, Employee.name, Posting.unit_id, Unit.path)
        .outerjoin(Posting, _current_definitive(today))
        .outerjoin(Unit, Unit.id == Posting.unit_id)
        .where(Employee.id == person)
    )
    key, name, unit_id, path = db.session.execute(found).one()
    return Actor(key, name, None, unit_id, path or "", grants(key), second_factor=True)


def api_token(token: str, *, at: datetime) -> ApiToken | None:
    """The live API token behind a bearer string, or None."""
    found = db.session.scalars(
        select(ApiToken).where(
            ApiToken.token_hash == token_hash(token), ApiToken.revoked_at.is_(None)
        )
    ).first()
    return None if found is None or (found.expires_at and found.expires_at <= at) else found


def open_sessions(person: UUID) -> Sequence[Row[tuple[UUID, datetime, datetime, bool, str]]]:
    """A person's sessions that were not ended, newest first: id, start, last seen, shared, device."""
    found = select(SignIn.id, SignIn.started_at, SignIn.seen_at, SignIn.shared_device, SignIn.device)
    found = found.where(SignIn.employee_id == person, SignIn.ended_at.is_(None))
    return db.session.execute(found.order_by(SignIn.started_at.desc())).all()
