"""Inviting many people at once: one job, a letter for each person, never two."""

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from training.audit.actions import note_all
from training.audit.rules import EventKind, Happening
from training.kernel import jobs, mail
from training.kernel.clock import local_date
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.people.actions.accounts import have_accounts
from training.people.queries.invitations import Invitee, next_invitees, uninvited
from training.people.queries.sessions import actor
from training.people.rules.access import Permission
from training.people.rules.links import LIFETIMES, Purpose
from training.people.rules.sessions import token_hash
from training.people.tables.accounts import OneTimeLink

INVITE = "people-invite"
AT_ONCE = 50
Write = Callable[[str, str], tuple[str, str]]
"""From a link's token and a name to the subject and the body of a letter."""


def ask(by: UUID, *, at: datetime) -> UUID:
    """Ask for the invitation of everybody in the person's units; a job that waits is joined."""
    key = f"{INVITE}:{by}"
    asked = jobs.ask(INVITE, {"by": str(by)}, at=at, key=key, asked_by=by)
    return asked or jobs.latest(key, of=by)


def invite(
    running: jobs.Running, *, timezone: str, write: Write, keep: Callable[[], None]
) -> dict[str, Any]:
    """Invite everybody whom the person who asked may still invite, some at a time.

    What is done is kept at once: pages wait for nobody, and a worker that dies in the middle goes
    on with those who are left.
    """
    by, today = UUID(running.payload["by"]), local_date(running.at, timezone)
    scope = actor(by, today=today).scope(Permission.IMPORT_PEOPLE)
    every, done = uninvited(scope, today=today), 0
    while some := next_invitees(scope, today=today, most=AT_ONCE):
        done += _invite(some, write=write, by=by, at=running.at)
        keep()
        running.tell(min(100 * done // max(every.with_address, 1), 100), 100)
    return {"invited": done, "without_address": every.without_address}


def _invite(some: Sequence[Invitee], *, write: Write, by: UUID, at: datetime) -> int:
    """Links and letters for those who get their account here; another job may have been faster."""
    fresh = have_accounts([each.id for each in some])
    mine = [(each, secrets.token_urlsafe(32)) for each in some if each.id in fresh]
    links = [
        {"id": uuid7(at), "token_hash": token_hash(token), "employee_id": each.id,
         "purpose": Purpose.INVITATION.value, "made_at": at,
         "expires_at": at + LIFETIMES[Purpose.INVITATION]}
        for each, token in mine
    ]  # fmt: skip
    if links:
        db.session.execute(insert(OneTimeLink), links)
    for each, token in mine:
        subject, body = write(token, each.name)
        mail.send(to=each.email, subject=subject, body=body, at=at)
    detail = {"purpose": Purpose.INVITATION.value}
    note_all(
        Happening(EventKind.LINK_SENT, at, by, "person", str(each.id), detail) for each, _ in mine
    )
    return len(mine)


def handlers(timezone: str, *, write: Write, keep: Callable[[], None]) -> dict[str, jobs.Handler]:
    """What the worker can do for invitations, by kind of job."""
    return {INVITE: partial(invite, timezone=timezone, write=write, keep=keep)}
