"""What is stopped at the moment, who stopped it, and which letters went out on which day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, func, select

from training.kernel.db import db
from training.people.queries.units import inside
from training.people.tables.employees import Employee
from training.people.tables.units import Unit
from training.reminders.tables.sent import ReminderDigest, ReminderSent, ReminderSwitch

MOST_RUNS = 10


@dataclass(frozen=True, slots=True)
class Word:
    """The newest word about a kind (an empty one: all kinds)."""

    kind: str
    off: bool
    reason: str
    by: str
    at: datetime


def words() -> dict[str, Word]:
    """The newest word about every kind that was ever switched."""
    found = (
        select(
            ReminderSwitch.kind, ReminderSwitch.off, ReminderSwitch.reason, Employee.name,
            ReminderSwitch.at,
        )
        .join(Employee, Employee.id == ReminderSwitch.by)
        .order_by(ReminderSwitch.at, ReminderSwitch.id)
    )  # fmt: skip
    return {row.kind: Word(*row) for row in db.session.execute(found)}


def switched_off() -> frozenset[str]:
    """The kinds that are stopped now."""
    found = select(ReminderSwitch.kind, ReminderSwitch.off)
    rows = db.session.execute(found.order_by(ReminderSwitch.at, ReminderSwitch.id))
    newest = {kind: off for kind, off in rows}
    return frozenset(kind for kind, off in newest.items() if off)


def is_citywide(scope: Iterable[str]) -> bool:
    """Whether a scope holds the whole tree of units: reminders are the city's, not an office's."""
    outside = select(Unit.id).where(~inside(scope)).limit(1)
    return db.session.execute(outside).first() is None


def last_days() -> Sequence[Row]:
    """The newest days with letters: day, letters, reminders."""
    newest = (
        select(ReminderDigest.day, func.count().label("letters"))
        .group_by(ReminderDigest.day)
        .order_by(ReminderDigest.day.desc())
        .limit(MOST_RUNS)
        .subquery()
    )
    counted = select(func.count()).where(ReminderSent.day == newest.c.day).scalar_subquery()
    found = select(newest.c.day, newest.c.letters, counted.label("reminders"))
    return db.session.execute(found.order_by(newest.c.day.desc())).all()
