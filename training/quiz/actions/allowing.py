"""Making and ending exceptions for one person: both are noted, neither is ever rewritten."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, update

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.quiz.queries import edition_of
from training.quiz.rules.exceptions import ExceptionForOneself, Wanted, checked
from training.quiz.tables import Allowance


def allow(person: UUID, wanted: Wanted, *, by: UUID, at: datetime) -> UUID:
    """Make an exception for a person; it holds from their next request on.

    Refuses what is no exception (ExceptionIsUnusable), and one's own (ExceptionForOneself);
    NoResultFound for a module that was never
    published. The reason may say something about health, so that the trail does not repeat it.
    """
    if person == by:
        raise ExceptionForOneself
    wanted = checked(wanted, at=at)
    slug = edition_of(wanted.slug).slug if wanted.slug else None
    row = {
        "id": uuid7(at), "employee_id": person, "slug": slug, "time_factor": wanted.time_factor,
        "extra_attempts": wanted.extra_attempts, "open_from": wanted.open_from,
        "open_until": wanted.open_until, "reason": wanted.reason, "made_by": by, "made_at": at,
        "expires_at": wanted.expires_at,
    }  # fmt: skip
    db.session.execute(insert(Allowance).values(row))
    detail = {"module": slug or "", "attempts": wanted.extra_attempts}
    note(Happening(EventKind.EXCEPTION_MADE, at, by, "person", str(person), detail))
    return row["id"]


def end_allowance(allowance_id: UUID, *, of: UUID, by: UUID, at: datetime) -> bool:
    """End an exception of a person; False when it was already over or is not theirs."""
    live = update(Allowance).where(
        Allowance.id == allowance_id,
        Allowance.employee_id == of,
        Allowance.ended_at.is_(None),
        Allowance.expires_at > at,
    )
    ended = db.session.execute(live.values(ended_at=at).returning(Allowance.slug)).first()
    if ended is not None:
        detail = {"module": ended.slug or ""}
        note(Happening(EventKind.EXCEPTION_ENDED, at, by, "person", str(of), detail))
    return ended is not None
