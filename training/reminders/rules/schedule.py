"""What is sent now: each reminder once, in working hours, one letter a person and day."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from training.content.rules.reminders import (
    COMPULSORY,
    Kind,
    ReminderBook,
    ReminderRule,
    Rhythm,
    Step,
    To,
)
from training.practice.rules.calendar import Holidays, may_remind
from training.reminders.rules.anchors import Anchor, Digest, Item, Plan, Sent, Setting, Town, Way

Written = Callable[[date], str]
Occurrence = tuple[UUID, Kind, str]
PATIENCE = timedelta(days=7)
"""How long a person has known of something before their head is told."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The city's zone and holidays, and how it writes a day."""

    zone: str
    holidays: Holidays
    written: Written = date.isoformat

    def day(self, at: datetime) -> date:
        return at.astimezone(ZoneInfo(self.zone)).date()


def what_to_send(
    anchors: Iterable[Anchor], sent: Iterable[Sent], calendar: Calendar, setting: Setting,
    town: Town, at: datetime,
) -> Plan:  # fmt: skip
    """The letters of an instant, by recipient; nothing at night, on weekends and on holidays.

    Of an anchor only its latest due step to somebody goes out, so that a pause ends with one letter
    and not with all that it held up; heads hear of it after the person. Weekly kinds come once in a
    week (from Monday). A letter has at most `book.cap` lines; what has no room comes on the next
    working day.
    """
    if not may_remind(at, calendar.zone, calendar.holidays):
        return Plan()
    today, past = calendar.day(at), tuple(sent)
    known = {(each.person, each.kind, each.occurrence) for each in past}
    told = {each.to for each in past if each.on >= today}
    weekly = _told_this_week(past, setting.book, town.wishes, today)
    first_told = _first_told(past)
    found: dict[tuple[UUID, Kind, str], Item] = {}
    for item in _items(sorted(anchors), setting, town, first_told, today):
        if item.key in known or item.to in told:
            continue
        if item.to in weekly and _is_weekly(_rule(setting.book, item), town.wishes.get(item.to)):
            continue
        found.setdefault(item.key, item)
    return _laid_out(found.values(), setting.book, calendar.written, town.reachable)


def due_step(rule: ReminderRule, on: date, today: date, to: To = To.SELF) -> Step | None:
    """The latest step to somebody that has come; None before the first and after the stop."""
    gone = (today - on).days
    if gone > rule.stop_after:
        return None
    come = (each for each in reversed(rule.steps) if each.to is to and each.days <= gone)
    return next(come, None)


def step_key(anchor: Anchor, step: Step) -> str:
    """The name of one step of an occurrence: it is never told twice, whoever the head is."""
    return f"{anchor.occurrence}/{step.to.value}{step.days:+d}"


def way_for(rule: ReminderRule, wish: Way | None) -> Way:
    """How a kind comes to somebody: only optional kinds follow the person's own wish."""
    free = rule.optional and rule.kind not in COMPULSORY
    return wish if free and wish is not None else Way.USUAL


def _first_told(past: Iterable[Sent]) -> Mapping[Occurrence, date]:
    """Since when each person knows of an anchor of theirs."""
    known: dict[Occurrence, date] = {}
    for each in past:
        name, _, step = each.occurrence.rpartition("/")
        if step.startswith(To.SELF):
            key = each.person, each.kind, name
            known[key] = min(each.on, known.get(key, each.on))
    return known


def _items(
    anchors: Iterable[Anchor], setting: Setting, town: Town,
    first_told: Mapping[Occurrence, date], today: date,
) -> Iterator[Item]:  # fmt: skip
    """The step to the person, and the one to their head, of every anchor for which one has come.

    A head is told once the person has known for a week, or at once where no letter reaches them.
    """
    for anchor in anchors:
        rule = setting.book.rule(anchor.kind)
        if rule is None or setting.is_off(anchor.kind):
            continue
        step = due_step(rule, anchor.on, today)
        if step and way_for(rule, town.wishes.get(anchor.person)) is not Way.OFF:
            yield Item(anchor, step_key(anchor, step), anchor.person, To.SELF)
        step, head = due_step(rule, anchor.on, today, To.HEAD), town.heads.get(anchor.person)
        since = first_told.get((anchor.person, anchor.kind, anchor.occurrence))
        knows = since is not None and today - since >= PATIENCE
        if step and head and (knows or anchor.person not in town.reachable):
            yield Item(anchor, step_key(anchor, step), head, To.HEAD)


def _rule(book: ReminderBook, item: Item) -> ReminderRule:
    return next(each for each in book.rules if each.kind is item.anchor.kind)


def _is_weekly(rule: ReminderRule, wish: Way | None) -> bool:
    return rule.rhythm is Rhythm.WEEKLY or way_for(rule, wish) is Way.WEEKLY


def _told_this_week(
    past: Iterable[Sent], book: ReminderBook, wishes: Mapping[UUID, Way], today: date
) -> set[UUID]:
    """Who had something of a weekly kind since Monday."""
    monday = today - timedelta(days=today.weekday())
    rules = {each.kind: each for each in book.rules}
    return {
        each.to
        for each in past
        if each.on >= monday and each.kind in rules
        and _is_weekly(rules[each.kind], wishes.get(each.to))
    }  # fmt: skip


def _laid_out(
    found: Iterable[Item], book: ReminderBook, written: Written, reachable: frozenset[UUID]
) -> Plan:
    """The letters by recipient, their lines in the order of the book."""
    order = {each.kind: number for number, each in enumerate(book.rules)}
    everybody: dict[UUID, list[Item]] = defaultdict(list)
    unreached = []
    for item in sorted(found, key=lambda each: (order[each.anchor.kind], each.anchor)):
        if item.to in reachable:
            everybody[item.to].append(item)
        else:
            unreached.append(item)
    digests = (_digest(to, everybody[to], book, written) for to in sorted(everybody))
    return Plan(tuple(digests), tuple(unreached))


def _digest(to: UUID, items: Iterable[Item], book: ReminderBook, written: Written) -> Digest:
    """Items with the same sentence share a line; to a head all of a kind are one sentence."""
    lines: dict[str, list[Item]] = {}
    for item in items:
        lines.setdefault(_line(_rule(book, item), item, written), []).append(item)
    taken = list(lines)[: book.cap]
    return Digest(to, tuple(item for line in taken for item in lines[line]), tuple(taken))


def _line(rule: ReminderRule, item: Item, written: Written) -> str:
    if item.whom is To.HEAD:
        return rule.head
    line = rule.line.replace("{tanggal}", written(item.anchor.on))
    return line.replace("{perihal}", item.anchor.words or rule.title)
