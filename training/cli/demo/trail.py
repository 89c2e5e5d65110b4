"""The audit trail of the demo city: all that was noted, in the order in which it happened."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from itertools import islice
from random import Random
from typing import NamedTuple
from uuid import UUID

from training.audit.actions import note_all
from training.audit.rules import EventKind, Happening
from training.cli.demo.cast import Cast
from training.cli.demo.chance import seeded
from training.cli.demo.journeys import Noted
from training.cli.demo.period import Period
from training.cli.demo.staff import Person
from training.cli.progress import Tell
from training.people.rules.kinds import Role
from training.reporting.rules.measures import Basis

BATCH = 20_000
LOOKS_A_MONTH = 6
TRIES = 50
FORMS = ("csv", "xlsx")


class Known(NamedTuple):
    """From when until when somebody is on the staff administration's pages."""

    id: UUID
    since: datetime
    until: datetime | None


def known(person: Person, period: Period) -> Known:
    """A person from their arrival to the midnight before the day without a post."""
    left = person.left and datetime.combine(person.left, time(), period.zone).astimezone(UTC)
    return Known(person.id, person.added_at, left)


def arrivals(people: Iterable[Person], trail: list[Noted]) -> None:
    """Everybody came by an import: all at first, then those who joined, month by month."""
    counts: dict[object, int] = {}
    for person in people:
        at, detail = person.added_at, {"by": "import", "fate": "added"}
        kind = EventKind.PERSON_CHANGED
        counts[at] = counts.get(at, 0) + 1
        after = at + timedelta(milliseconds=counts[at])
        trail.append(Noted(after, kind, None, "person", str(person.id), detail))


def imports(trail: list[Noted], seed: int) -> None:
    """The events of the files themselves: how many rows they held, and no names."""
    chance, arrived = seeded("imports", seed), [
        each for each in trail if each.kind is EventKind.PERSON_CHANGED
    ]  # fmt: skip
    days: dict[object, list[Noted]] = {}
    for each in arrived:
        days.setdefault(each.at.replace(microsecond=0), []).append(each)
    for rows in days.values():
        digest = chance.randbytes(32).hex()
        detail = {"rows": len(rows), "added": len(rows), "changed": 0, "left": 0, "sha256": digest}
        first = rows[0].at - timedelta(milliseconds=1)
        trail.append(Noted(first, EventKind.IMPORTED, None, "people", digest[:16], detail))


def office_work(
    cast: Cast, people: Sequence[Known], scope: str, period: Period, seed: int
) -> Iterator[Noted]:
    """What HR and the task force, over a scope, do month by month: look at people, take out lists.

    Each event is noted as the pages note it, about people who are known at that time.
    """
    chance = seeded("office work", seed)
    hr, task_force = cast.holder(Role.HR), cast.holder(Role.TASK_FORCE)
    for month in range(max(1, period.days // 30)):
        begin = period.start + timedelta(days=30 * month + 1)
        days = (period.at_work(begin + timedelta(days=chance.randrange(28)), chance)
                for _ in range(LOOKS_A_MONTH + 2))  # fmt: skip
        to_export, to_report, *to_look = days
        if hr:
            for at in to_look:
                person = str(_someone(people, at, chance).id)
                yield Noted(at, EventKind.LOOKED_AT, hr.id, "person", person)
            detail = {"format": chance.choice(FORMS), "rows": len(_there(people, to_export)),
                      "filters": ""}  # fmt: skip
            yield Noted(to_export, EventKind.EXPORTED, hr.id, "people", scope, detail)
        if task_force:
            detail = {"format": chance.choice(FORMS), "basis": Basis.NOW.value}
            yield Noted(to_report, EventKind.EXPORTED, task_force.id, "report", "city", detail)


def _someone(people: Sequence[Known], at: datetime, chance: Random) -> Known:
    """One of those who are there then; nearly all are, so that nearly any draw finds one."""
    for _ in range(TRIES):
        one = chance.choice(people)
        if _is_there(one, at):
            return one
    return chance.choice(_there(people, at))


def _there(people: Sequence[Known], at: datetime) -> list[Known]:
    return [each for each in people if _is_there(each, at)]


def _is_there(one: Known, at: datetime) -> bool:
    return one.since <= at and (one.until is None or at < one.until)


def write(trail: list[Noted], period: Period, tell: Tell) -> int:
    """Append the whole trail to the chain in order of time; answers how many events."""
    trail.sort(key=lambda each: each.at)
    past = (each for each in trail if each.at <= period.end)
    happenings = (
        Happening(each.kind, each.at, each.actor, each.object_kind, each.object_id, each.detail)
        for each in past
    )
    written = 0
    while count := note_all(islice(happenings, BATCH)):
        written += count
        tell(written, len(trail))
    return written
