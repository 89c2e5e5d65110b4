"""What the head of a unit can pass on: a text for everybody, and whom no letter reaches."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from training.kernel.clock import local_date
from training.kernel.db import db
from training.people.queries.rosters import exempt, in_office
from training.people.queries.units import inside
from training.people.tables.employees import Employee, Posting
from training.people.tables.units import Unit
from training.reminders.queries.asking import Asking, House
from training.reminders.queries.sources import BUT_PRACTICE, anchors
from training.reminders.queries.switches import switched_off
from training.reminders.rules.anchors import Anchor, Setting
from training.reminders.rules.group import group_lines, waited_for
from training.reminders.rules.schedule import due_step

MOST = 200


@dataclass(frozen=True, slots=True)
class Unreached:
    """Somebody of the staff without an address; what waits for them is their own affair."""

    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class Message:
    """What a unit may be told in its group, and who of it must be told in person."""

    lines: tuple[str, ...]
    unreached: tuple[Unreached, ...]


def message(path: str, house: House, *, at: datetime) -> Message:
    """The text and the list for a unit and those below it.

    The text says nothing that does not wait for at least k people of them.
    """
    setting = Setting(house.book, switched_off())
    staff = _staff(path, at, house)
    due = [each for each in _due(staff, at, house, setting) if each.person in staff]
    missed = (Unreached(name, unit) for name, unit, email in staff.values() if not email)
    lines = group_lines(waited_for(due), k=house.k, setting=setting)
    return Message(lines, tuple(missed)[:MOST])


def _staff(path: str, at: datetime, house: House) -> dict[UUID, tuple[str, str, str | None]]:
    """Name, unit and address of everybody on the roster of a unit and of those below it."""
    today = local_date(at, house.zone)
    found = (
        select(Employee.id, Employee.name, Unit.name, Employee.email)
        .join(Posting, Posting.employee_id == Employee.id)
        .join(Unit, Unit.id == Posting.unit_id)
        .where(inside([path]), in_office(today), ~exempt(today))
        .order_by(Unit.name, Employee.name_key, Employee.id)
    )
    return {key: (name, unit, email) for key, name, unit, email in db.session.execute(found)}


def _due(staff: Iterable[UUID], at: datetime, house: House, setting: Setting) -> Iterable[Anchor]:
    """What waits for the staff, told or not; practice is for everybody and never counted."""
    people = sorted(staff)
    if not people:
        return
    asking = Asking(people[0], people[-1], house.next_instant(at), house)
    for each in anchors(asking, BUT_PRACTICE):
        rule = setting.book.rule(each.kind)
        if rule and not setting.is_off(each.kind) and due_step(rule, each.on, asking.today):
            yield each
