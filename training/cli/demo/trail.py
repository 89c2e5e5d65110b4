"""The audit trail of the demo city: all that was noted, in the order in which it happened."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice
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

BATCH = 20_000
LOOKS_A_MONTH = 6


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


def office_work(cast: Cast, people: list[UUID], period: Period, seed: int) -> Iterator[Noted]:
    """What HR and the task force do month by month: look at people, take out lists."""
    chance = seeded("office work", seed)
    hr, task_force = cast.holder(Role.HR), cast.holder(Role.TASK_FORCE)
    for month in range(max(1, period.days // 30)):
        begin = period.start + timedelta(days=30 * month + 1)
        for _ in range(LOOKS_A_MONTH if hr else 0):
            at = period.at_work(begin + timedelta(days=chance.randrange(28)), chance)
            person = str(chance.choice(people))
            yield Noted(at, EventKind.LOOKED_AT, hr.id if hr else None, "person", person)
        for who, what in ((hr, "people"), (task_force, "units")):
            at = period.at_work(begin + timedelta(days=chance.randrange(28)), chance)
            if who:
                detail = {"format": chance.choice(("csv", "xlsx")), "rows": len(people)}
                yield Noted(at, EventKind.EXPORTED, who.id, what, "", detail)


def write(trail: list[Noted], period: Period, tell: Tell) -> int:
    """Append the whole trail to the chain in order of time; answers how many events."""
    trail.sort(key=lambda each: each.at)
    known = (each for each in trail if each.at <= period.end)
    happenings = (
        Happening(each.kind, each.at, each.actor, each.object_kind, each.object_id, each.detail)
        for each in known
    )
    written = 0
    while count := note_all(islice(happenings, BATCH)):
        written += count
        tell(written, len(trail))
    return written
