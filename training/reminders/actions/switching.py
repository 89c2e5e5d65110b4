"""The kill switch, for all reminders or one kind, and everybody's own wishes."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.reminders.queries.switches import is_citywide, switched_off
from training.reminders.rules.anchors import Way
from training.reminders.rules.switching import (
    RemindersAreTheCitys,
    SwitchStandsSo,
    checked_reason,
)
from training.reminders.tables.sent import ReminderSwitch, ReminderWish


def switch(
    kind: str, *, off: bool, reason: str, by: UUID, scope: Iterable[str], at: datetime
) -> None:
    """Stop a kind (an empty one: all) or allow it again. Who, when and why stay on record.

    Refusals: ReasonIsTooShort, ReasonIsTooLong, RemindersAreTheCitys, SwitchStandsSo.
    """
    said = checked_reason(reason)
    if not is_citywide(scope):
        raise RemindersAreTheCitys
    if (kind in switched_off()) == off:
        raise SwitchStandsSo
    row = {"id": uuid7(at), "kind": kind, "off": off, "reason": said, "by": by, "at": at}
    db.session.execute(insert(ReminderSwitch).values(row))
    event = EventKind.REMINDERS_STOPPED if off else EventKind.REMINDERS_ALLOWED
    note(Happening(event, at, by, "reminders", kind or "all"))


def wish(person: UUID, way: Way, *, at: datetime) -> None:
    """Keep how a person wants to be reminded of what they may choose about."""
    row = {"id": uuid7(at), "employee_id": person, "way": way.value, "at": at}
    db.session.execute(insert(ReminderWish).values(row))
