"""What would go out at an instant, from the facts as they stand."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from training.content.rules.reminders import Kind, ReminderBook
from training.kernel.clock import local_date
from training.kernel.db import db
from training.people.queries.rosters import batches, rosters
from training.people.rules.kinds import Role
from training.people.tables.employees import Employee, RoleGrant
from training.people.tables.units import Unit
from training.reminders.queries.asking import Asking, House
from training.reminders.queries.sources import anchors
from training.reminders.queries.switches import switched_off
from training.reminders.rules.anchors import Anchor, Plan, Sent, Setting, Town, Way
from training.reminders.rules.group import Above, heads_of_many
from training.reminders.rules.schedule import what_to_send
from training.reminders.tables.sent import ReminderSent, ReminderWish

Tell = Callable[[int, int], None]
KINDS = {each.value: each for each in Kind}


def silently(done: int, of: int) -> None:
    """Tell nobody."""


def planned(house: House, *, at: datetime, tell: Tell = silently) -> Plan:
    """The letters of an instant, for everybody on a roster; empty in quiet hours.

    A dozen statements for every four thousand people.
    """
    today = local_date(at, house.zone)
    setting = Setting(house.book, switched_off())
    staff = {each.employee_id: each.unit_id for each in rosters(today)}
    found: list[Anchor] = []
    spans = batches()
    for done, (first, last) in enumerate(spans, 1):
        asked = anchors(Asking(first, last, at, house))
        found += (each for each in asked if each.person in staff)
        tell(done, len(spans))
    known = sent_since(today - timedelta(days=_horizon(setting.book)))
    town = _town(staff, house.k)
    return what_to_send(found, known, house.calendar, setting, town, at)


def _horizon(book: ReminderBook) -> int:
    """How many days back a reminder can lie that must not be repeated (a week at least)."""
    spans = (rule.stop_after - min(0, rule.steps[0].days) for rule in book.rules)
    return max((*spans, 0)) + 8


def sent_since(day: date) -> list[Sent]:
    """What went out on a day and after it."""
    found = select(
        ReminderSent.employee_id, ReminderSent.kind, ReminderSent.occurrence, ReminderSent.to_id,
        ReminderSent.day,
    ).where(ReminderSent.day >= day)  # fmt: skip
    return [
        Sent(person, KINDS[kind], occurrence, to, on)
        for person, kind, occurrence, to, on in db.session.execute(found)
        if kind in KINDS
    ]


def _town(staff: dict[UUID, UUID], k: int) -> Town:
    reachable = db.session.scalars(select(Employee.id).where(Employee.email.is_not(None)))
    heads = heads_of_many(_heads(staff), k=k)
    return Town(heads, _wishes(), frozenset(reachable))


def _wishes() -> dict[UUID, Way]:
    """The newest wish of everybody who ever had one."""
    found = select(ReminderWish.employee_id, ReminderWish.way).order_by(ReminderWish.id)
    return {person: Way(way) for person, way in db.session.execute(found)}


def _heads(staff: dict[UUID, UUID]) -> dict[UUID, Above]:
    """The heads over everybody: one of their unit and of each above it, never oneself."""
    paths = {key: path for key, path in db.session.execute(select(Unit.id, Unit.path))}
    grants = (
        select(Unit.path, RoleGrant.employee_id)
        .join(Unit, Unit.id == RoleGrant.unit_id)
        .where(RoleGrant.role == Role.UNIT_HEAD, RoleGrant.ended_at.is_(None))
        .order_by(RoleGrant.granted_at, RoleGrant.id)
    )
    heads: dict[str, list[UUID]] = defaultdict(list)
    for path, head in db.session.execute(grants):
        heads[path].append(head)
    return {person: tuple(_above(person, paths[unit], heads)) for person, unit in staff.items()}


def _above(person: UUID, path: str, heads: dict[str, list[UUID]]) -> Iterator[tuple[int, UUID]]:
    while len(path) > 1:
        head = next((each for each in heads.get(path, ()) if each != person), None)
        if head:
            yield path.count("/"), head
        path = path.rstrip("/").rpartition("/")[0] + "/"
