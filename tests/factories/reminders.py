"""Bare anchors and books of reminders, and letters that have gone out."""

from datetime import date, datetime, timedelta
from uuid import UUID

from tests.factories import content, people
from training.content.rules.reminders import Kind, ReminderBook, ReminderRule, Rhythm, Step, To
from training.kernel.settings import ROOT
from training.people.rules.kinds import JobFamily, Role
from training.people.tables.units import Unit
from training.practice.queries.reminding import SHIPPED
from training.practice.rules.calendar import Holiday
from training.reminders.queries.asking import House
from training.reminders.rules.anchors import Anchor, Item, Sent, Setting, Town
from training.reminders.rules.schedule import Calendar
from training.web.present import long_date

ZONE = "Asia/Makassar"
FEAST = date(2026, 11, 25)
CALENDAR = Calendar(ZONE, {FEAST: Holiday(FEAST, "Hari Rekaan", certain=True)})
PEOPLE = tuple(UUID(int=number) for number in range(1, 6))
HEAD = UUID(int=99)


def rule(kind: Kind, *days: int, **more) -> ReminderRule:
    """A rule that tells the person on some days; more steps go to the head with `head_on`."""
    head_on = more.pop("head_on", ())
    steps = [Step(day, To.SELF) for day in days] + [Step(day, To.HEAD) for day in head_on]
    return ReminderRule(
        kind, kind.value, tuple(sorted(steps, key=lambda each: each.days)),
        more.pop("stop_after", 30), more.pop("rhythm", Rhythm.DAILY), more.pop("optional", False),
        more.pop("in_calendar", False), f"{kind.value} {{perihal}} {{tanggal}}",
        f"untuk semua {kind.value}", "untuk kepala" if head_on else "",
    )  # fmt: skip


def setting(*rules: ReminderRule, cap: int = 6, off: frozenset[str] = frozenset()) -> Setting:
    return Setting(ReminderBook(cap, rules), off)


def town(**more) -> Town:
    """A town in which everybody has an address and the same head."""
    everybody = frozenset({*PEOPLE, HEAD})
    return Town(
        more.pop("heads", dict.fromkeys(PEOPLE, HEAD)), more.pop("wishes", {}),
        more.pop("reachable", everybody),
    )  # fmt: skip


def anchor(kind: Kind, on: date, *, person: UUID = PEOPLE[0], name: str = "") -> Anchor:
    name = name or f"{kind.value}-{on}"
    return Anchor(person, kind, on, name, name, f"Perihal {name}")


def went(item: Item, on: date) -> Sent:
    """The fact that an item was sent on a day."""
    return Sent(item.anchor.person, item.anchor.kind, item.occurrence, item.to, on)


def office(at: datetime) -> Unit:
    """A unit with a head, whose module has been there for five weeks and was begun by nobody."""
    unit = people.unit("LOKET")
    content.published(at=at - timedelta(days=35))
    head = people.employee(unit, name="Kepala Rekaan", family=JobFamily.DECISION_MAKER)
    people.role(head, Role.UNIT_HEAD, unit)
    return unit


def house(data=SHIPPED.parent, *, k: int = 10) -> House:
    """The city of the tests with the rules that we ship."""
    return House(ZONE, data, ROOT, k, long_date)
