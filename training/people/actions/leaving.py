"""Who leaves the city's service loses roles, keys and sessions at once, and may come back."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Update, update

from training.audit.actions import note_all
from training.audit.rules import EventKind, Happening
from training.kernel.db import db
from training.people.queries.employees import without_post
from training.people.rules.closing import ClosedWhy
from training.people.rules.sessions import EndedWhy
from training.people.tables.accounts import Account, ApiToken, OneTimeLink, SignIn
from training.people.tables.employees import RoleGrant

BATCH = 500


def follow_posts(people: Iterable[UUID], *, day: date, by: UUID | None, at: datetime) -> int:
    """Bring accounts in line with posts that were changed in this transaction.

    Whoever of `people` holds no post on `day` or later leaves: sessions, roles, tokens and links
    end, and the account is closed. Whoever left before and holds one again may sign in again, with
    the password they had and without the roles. What an administrator closed stays closed.
    Answers how many left.
    """
    every, gone = sorted(set(people)), 0
    for start in range(0, len(every), BATCH):
        some = every[start : start + BATCH]
        left = without_post(some, day=day)
        note_all([*_leave(sorted(left), by, at), *_return(set(some) - left, by, at)])
        gone += len(left)
    db.session.flush()
    return gone


def _leave(people: Sequence[UUID], by: UUID | None, at: datetime) -> Iterator[Happening]:
    if not people:
        return
    for person, role, unit in _ended(_open_roles(people, by, at), RoleGrant, "role", "unit_id"):
        detail = {"role": role, "unit": str(unit), "why": ClosedWhy.LEFT.value}
        yield _about(EventKind.ROLE_ENDED, person, by, at, detail)
    why = EndedWhy.CLOSED.value
    sessions = _open(SignIn, SignIn.ended_at, people).values(ended_at=at, ended_why=why)
    for person, count in _counted(sessions, SignIn):
        yield _about(EventKind.SESSION_ENDED, person, by, at, {"why": why, "sessions": count})
    tokens = _open(ApiToken, ApiToken.revoked_at, people).values(revoked_at=at)
    for person, count in _counted(tokens, ApiToken):
        yield _about(EventKind.TOKEN_REVOKED, person, by, at, {"tokens": count})
    db.session.execute(_open(OneTimeLink, OneTimeLink.used_at, people).values(used_at=at))
    accounts = _open(Account, Account.closed_at, people)
    closed = accounts.values(closed_at=at, closed_why=ClosedWhy.LEFT.value)
    for (person,) in _ended(closed, Account):
        detail = {"change": "account-closed", "why": ClosedWhy.LEFT.value}
        yield _about(EventKind.PERSON_CHANGED, person, by, at, detail)


def _return(people: Iterable[UUID], by: UUID | None, at: datetime) -> Iterator[Happening]:
    shut = update(Account).where(Account.employee_id.in_(sorted(people)))
    shut = shut.where(Account.closed_why == ClosedWhy.LEFT.value)
    for (person,) in _ended(shut.values(closed_at=None, closed_why=None), Account):
        detail = {"change": "account-reopened", "why": "new-post"}
        yield _about(EventKind.PERSON_CHANGED, person, by, at, detail)


def _open_roles(people: Sequence[UUID], by: UUID | None, at: datetime) -> Update:
    return _open(RoleGrant, RoleGrant.ended_at, people).values(ended_at=at, ended_by=by)


def _open(table: Any, ended: Any, people: Sequence[UUID]) -> Update:
    return update(table).where(table.employee_id.in_(people), ended.is_(None))


def _ended(change: Update, table: Any, *more: str) -> list[Any]:
    """Do the change; answers the people it touched, each with what else is asked, in order."""
    columns = (table.employee_id, *(getattr(table, name) for name in more))
    done = change.returning(*columns).execution_options(synchronize_session=False)
    return sorted(db.session.execute(done).all())


def _counted(change: Update, table: Any) -> list[tuple[UUID, int]]:
    return sorted(Counter(person for (person,) in _ended(change, table)).items())


def _about(
    kind: EventKind, person: UUID, by: UUID | None, at: datetime, detail: dict[str, Any]
) -> Happening:
    return Happening(kind, at, by, "person", str(person), detail)
