"""Letters go out on the morning of a working day: each once, whatever dies in between."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from training.kernel import jobs, mail
from training.kernel.clock import local_date
from training.kernel.db import db, only_reading
from training.kernel.ids import uuid7
from training.people.tables.employees import Employee
from training.reminders.queries.asking import House
from training.reminders.queries.planning import Tell, planned, silently
from training.reminders.queries.switches import switched_off
from training.reminders.rules.anchors import EVERYTHING, Digest, Plan
from training.reminders.tables.sent import ReminderDigest, ReminderSent

REMIND, LOOK = "remind", "remind-look"
MORNING = time(8, 10)
TOGETHER = 100
Write = Callable[[str, Digest], tuple[str, str]]
"""Subject and body of a letter from the name of its recipient and its digest."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many letters went out with how many reminders, and how many had no address."""

    letters: int
    reminders: int
    unreached: int


def handlers(house: House, *, write: Write, keep: Callable[[], None]) -> dict[str, jobs.Handler]:
    """What the worker does; `keep` commits between the parts of long work."""
    return {
        REMIND: partial(_remind, house=house, write=write, keep=keep),
        LOOK: partial(_look, house=house),
    }


def ask_for_the_next(*, at: datetime, house: House) -> None:
    """Ask for the reminders of the next working morning; a request that waits is enough."""
    jobs.ask(REMIND, {}, at=at, key=REMIND, run_at=next_morning(at, house))


def ask_to_look(person: UUID, *, at: datetime) -> None:
    """Ask what would go out on the next working morning; `jobs.latest` with the key finds it."""
    jobs.ask(LOOK, {}, at=at, key=look_key(person), asked_by=person)


def look_key(person: UUID) -> str:
    """The name of a person's question what would go out."""
    return f"{LOOK}:{person}"


def next_morning(at: datetime, house: House) -> datetime:
    """The instant of the next working morning after today."""
    tomorrow = local_date(at, house.zone) + timedelta(days=1)
    return house.next_instant(
        datetime.combine(tomorrow, MORNING, ZoneInfo(house.zone)).astimezone(UTC)
    )


def _remind(
    running: jobs.Running, *, house: House, write: Write, keep: Callable[[], None]
) -> dict[str, int]:
    ask_for_the_next(at=running.at, house=house)
    keep()  # tomorrow is asked for, even if today fails
    done = send(house, at=running.at, write=write, keep=keep, tell=running.tell)
    return {"letters": done.letters, "reminders": done.reminders, "unreached": done.unreached}


def _look(running: jobs.Running, *, house: House) -> dict[str, Any]:
    """What the next working morning would bring; nothing is sent."""
    then = next_morning(running.at, house)
    with only_reading():
        plan = planned(house, at=then, tell=running.tell)
    return told(plan, then)


def told(plan: Plan, at: datetime) -> dict[str, Any]:
    """A plan in numbers: letters, reminders by kind, and how many have no address."""
    kinds = Counter(item.anchor.kind.value for each in plan.digests for item in each.items)
    return {
        "at": at.isoformat(), "letters": len(plan.digests), "kinds": dict(sorted(kinds.items())),
        "reminders": sum(kinds.values()), "unreached": len(plan.unreached),
    }  # fmt: skip


def send(
    house: House, *, at: datetime, write: Write, keep: Callable[[], None],
    tell: Tell = silently,
) -> Outcome:  # fmt: skip
    """Send everything that is due; what was sent is never sent again. Begins a transaction anew.

    Looking is done beside others, a hundred letters at a time are written in a transaction each,
    with the jobs that bring them: a kill leaves whole letters, and the next run goes on after them.
    """
    with only_reading():
        plan = planned(house, at=at, tell=tell)
    day, letters, reminders = local_date(at, house.zone), 0, 0
    for start in range(0, len(plan.digests), TOGETHER):
        some = plan.digests[start : start + TOGETHER]
        if EVERYTHING in switched_off():
            break
        sent = [each for each in _people(some) if _send_one(*each, day=day, at=at, write=write)]
        letters += len(sent)
        reminders += sum(len(digest.items) for digest, _, _ in sent)
        keep()
        tell(start + len(some), len(plan.digests))
    return Outcome(letters, reminders, len(plan.unreached))


def _people(digests: Sequence[Digest]) -> Iterator[tuple[Digest, str, str]]:
    """Every letter with its recipient's name and address, if they still have one."""
    keys = [each.to for each in digests]
    found = select(Employee.id, Employee.name, Employee.email).where(
        Employee.id.in_(keys), Employee.email.is_not(None)
    )
    known = {key: (name, email or "") for key, name, email in db.session.execute(found)}
    return ((each, *known[each.to]) for each in digests if each.to in known)


def _send_one(
    digest: Digest, name: str, email: str, *, day: date, at: datetime, write: Write
) -> bool:
    """Keep one letter with all that it says and the job that brings it, or nothing of it.

    False when the day's letter or one of its reminders went out already, by whomever.
    """
    letter, subject, body = uuid7(at), *write(name, digest)
    try:
        with db.session.begin_nested():
            _keep(letter, digest, day, at)
            mail.send(to=email, subject=subject, body=body, at=at, key=f"remind:{letter}")
    except IntegrityError:
        return False
    return True


def _keep(letter: UUID, digest: Digest, day: date, at: datetime) -> None:
    row = {"id": letter, "to_id": digest.to, "day": day, "at": at}
    db.session.execute(insert(ReminderDigest).values(row))
    rows = [
        {"id": uuid7(at), "digest_id": letter, "employee_id": item.anchor.person,
         "to_id": item.to, "kind": item.anchor.kind.value, "occurrence": item.occurrence,
         "day": day}
        for item in digest.items
    ]  # fmt: skip
    db.session.execute(insert(ReminderSent), rows)
