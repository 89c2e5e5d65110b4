"""Who is behind a request."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Row, bindparam, inspect, select

from training.kernel.db import ask, db
from training.people.rules.access import Actor, Grant
from training.people.rules.kinds import PostingKind, Role
from training.people.rules.sessions import (
    EndedWhy,
    is_due_for_touch,
    is_over,
    token_hash,
    why_over,
)
from training.people.tables.accounts import Account, ApiToken, SignIn
from training.people.tables.employees import Employee, Posting, RoleGrant
from training.people.tables.units import Unit

# Statements that every request asks: built once, over the tables themselves (`kernel.db.ask`).
_SIGN_IN, _EMPLOYEE, _ACCOUNT, _POSTING, _UNIT, _GRANT = (
    inspect(each).local_table for each in (SignIn, Employee, Account, Posting, Unit, RoleGrant)
)
_HELD_OVER = _UNIT.alias()
_TODAY = bindparam("today", type_=Date)
_CURRENT_POST = (
    (_POSTING.c.employee_id == _EMPLOYEE.c.id)
    & (_POSTING.c.kind == PostingKind.DEFINITIVE.value)
    & (_POSTING.c.valid_from <= _TODAY)
    & (_POSTING.c.valid_to.is_(None) | (_POSTING.c.valid_to > _TODAY))
)
_LIVE_GRANT = (_GRANT.c.employee_id == _EMPLOYEE.c.id) & _GRANT.c.ended_at.is_(None)
VISIT = (
    select(
        _SIGN_IN.c.id, _SIGN_IN.c.started_at, _SIGN_IN.c.seen_at, _SIGN_IN.c.shared_device,
        _SIGN_IN.c.second_factor, _EMPLOYEE.c.id, _EMPLOYEE.c.name, _POSTING.c.unit_id,
        _UNIT.c.path, _ACCOUNT.c.totp_confirmed_at, _GRANT.c.role, _GRANT.c.unit_id,
        _HELD_OVER.c.path,
    )
    .select_from(
        _SIGN_IN.join(_EMPLOYEE, _EMPLOYEE.c.id == _SIGN_IN.c.employee_id)
        .outerjoin(_ACCOUNT, _ACCOUNT.c.employee_id == _EMPLOYEE.c.id)
        .outerjoin(_POSTING, _CURRENT_POST)
        .outerjoin(_UNIT, _UNIT.c.id == _POSTING.c.unit_id)
        .outerjoin(_GRANT, _LIVE_GRANT)
        .outerjoin(_HELD_OVER, _HELD_OVER.c.id == _GRANT.c.unit_id)
    )
    .where(_SIGN_IN.c.token_hash == bindparam("hash"), _SIGN_IN.c.ended_at.is_(None))
    .where(_ACCOUNT.c.closed_at.is_(None))  # a sign-in may have been under way as it was closed
)  # fmt: skip
PERSON = (
    select(_EMPLOYEE.c.id, _EMPLOYEE.c.name, _POSTING.c.unit_id, _UNIT.c.path)
    .select_from(
        _EMPLOYEE.outerjoin(_POSTING, _CURRENT_POST)
        .outerjoin(_UNIT, _UNIT.c.id == _POSTING.c.unit_id)
    )
    .where(_EMPLOYEE.c.id == bindparam("person"))
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Visit:
    """A live session: its actor, and whether being seen should be written down now.

    `awaits_code`: the password was given, the second step that the person has or needs was not.
    """

    actor: Actor
    session_id: UUID
    shared_device: bool
    due_for_touch: bool
    awaits_code: bool


def visit(token: str, *, at: datetime, today: date) -> Visit | None:
    """The live session of a cookie's token, or None when it ended, expired or never was.

    One query, asked at every request: the session, its person, their unit, and a row per role.
    """
    rows: Any = ask(VISIT, {"hash": token_hash(token), "today": today}).all()
    if not rows:
        return None
    session_id, started_at, seen_at, shared, second_factor = rows[0][:5]
    person, name, unit_id, path, totp = rows[0][5:10]
    if is_over(started_at=started_at, seen_at=seen_at, shared=shared, at=at):
        return None
    held = tuple(Grant(Role(role), unit, top) for *_, role, unit, top in rows if role)
    actor = Actor(person, name, session_id, unit_id, path or "", held, second_factor=second_factor)
    due = is_due_for_touch(seen_at=seen_at, at=at)
    awaits_code = not second_factor and (totp is not None or actor.needs_second_factor)
    return Visit(actor, session_id, shared, due, awaits_code)


def ended_why(token: str, *, at: datetime) -> EndedWhy | None:
    """Why the session behind a cookie is over, or None when it is not or never was."""
    columns = (SignIn.started_at, SignIn.seen_at, SignIn.shared_device, SignIn.ended_why)
    row = db.session.execute(select(*columns).where(SignIn.token_hash == token_hash(token))).first()
    if row is None:
        return None
    started_at, seen_at, shared, why = row
    by_itself = why_over(started_at=started_at, seen_at=seen_at, shared=shared, at=at)
    return EndedWhy(why) if why else by_itself


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
    found: Any = ask(PERSON, {"person": person, "today": today})
    key, name, unit_id, path = found.one()
    return Actor(key, name, None, unit_id, path or "", grants(key), second_factor=True)


def api_token(token: str, *, at: datetime) -> ApiToken | None:
    """The live API token behind a bearer string, or None."""
    live = (
        select(ApiToken)
        .outerjoin(Account, Account.employee_id == ApiToken.employee_id)
        .where(ApiToken.token_hash == token_hash(token), ApiToken.revoked_at.is_(None))
        .where(Account.closed_at.is_(None))
    )
    found = db.session.scalars(live).first()
    return None if found is None or (found.expires_at and found.expires_at <= at) else found


def open_sessions(person: UUID, *, at: datetime) -> Sequence[Row]:
    """A person's live sessions, newest first: id, start, last seen, shared device, device."""
    found = select(
        SignIn.id, SignIn.started_at, SignIn.seen_at, SignIn.shared_device, SignIn.device
    )
    found = found.where(SignIn.employee_id == person, SignIn.ended_at.is_(None))
    rows = db.session.execute(found.order_by(SignIn.started_at.desc()))
    return [
        row for row in rows if not is_over(started_at=row[1], seen_at=row[2], shared=row[3], at=at)
    ]
