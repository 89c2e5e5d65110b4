"""Pausing practice for a while, and going on: a word of the person, appended."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import insert

from training.kernel.db import db
from training.kernel.ids import uuid7
from training.practice.rules.breaks import Reason, checked_end
from training.practice.tables.words import PracticeBreak


def pause(person: UUID, *, until: date, reason: Reason, today: date, at: datetime) -> None:
    """Pause until a day, that day included; PauseIsTooLong and PauseEndsTooEarly are refusals."""
    _append(person, at=at, until=checked_end(until, today=today), reason=reason.value)


def go_on(person: UUID, *, at: datetime) -> None:
    """End the pause, whether one lasts or not."""
    _append(person, at=at, until=None, reason=None)


def _append(person: UUID, *, at: datetime, until: date | None, reason: str | None) -> None:
    row = {"id": uuid7(at), "employee_id": person, "at": at, "until": until, "reason": reason}
    db.session.execute(insert(PracticeBreak).values(row))
