"""Who is visited by whom, and when: a pure function of a published seed and of who was eligible."""

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from training.kernel.errors import Conflict, Invalid

WINDOW = 5
"""Working days in which a visit may be made."""
AUDIT_SHARE, AUDIT_LEAST, AUDIT_MOST = 0.08, 3, 25
SATURDAY = 5
LONGEST_PERIOD = 400


class NobodyMayObserve(Conflict):
    """For one of the units there is no observer from another OPD."""


class NobodyToObserve(Conflict):
    """There is nobody in these units whom an instrument fits."""


class PeriodDoesNotFit(Invalid):
    """The period has no working day, ends before it begins, begins before today or is too long."""


class Purpose(StrEnum):
    """What a draw is for: visits of all, or the audit of those without evidence."""

    VISIT = "visit"
    AUDIT = "audit"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may be drawn: where they serve, and the family of their post."""

    id: UUID
    unit: UUID
    family: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be drawn, with the digest of the instrument for their post."""

    id: UUID
    instrument: str


@dataclass(frozen=True, slots=True)
class Office:
    """A unit of the draw: its OPD (`top`), how many to draw, and from whom."""

    id: UUID
    top: UUID
    size: int
    people: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Observer:
    """Somebody who may observe, and the OPD that they serve themselves."""

    id: UUID
    top: UUID


@dataclass(frozen=True, slots=True)
class Pool:
    """All that a draw depends on beside its seed; `days_off` are holidays within the period."""

    purpose: Purpose
    first: date
    last: date
    observers: tuple[Observer, ...]
    offices: tuple[Office, ...]
    days_off: tuple[date, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Planned:
    """One drawn visit. `second` is the other observer of a visit that is rated twice, blind."""

    number: int
    unit: UUID
    person: UUID
    instrument: str
    observer: UUID
    second: UUID | None
    opens: date
    closes: date
    announced: bool


def commitment(seed: str) -> str:
    """What is published at once: the SHA-256 of the seed's text, in hexadecimal."""
    return hashlib.sha256(seed.encode()).hexdigest()


def ticket(seed: str, *words: object) -> str:
    """A lot: SHA-256 of `seed|word|word…`. Anybody can draw it again with any such tool."""
    return hashlib.sha256("|".join((seed, *map(str, words))).encode()).hexdigest()


def audit_size(unassessed: int) -> int:
    """How many of those without evidence are audited: min(n, max(3, min(25, ⌈8 % of n⌉))).

    docs/measurement.md, "The unit estimate". Whole numbers, so that no rounding of a float decides.
    """
    share = -(-unassessed * 8 // 100)
    return min(unassessed, max(AUDIT_LEAST, min(AUDIT_MOST, share)))


def unannounced_of(count: int) -> int:
    """How many of a unit's visits are not announced: a third, rounded up."""
    return math.ceil(count / 3)


def doubled_of(count: int) -> int:
    """How many of all visits are rated twice: a fifth, rounded up."""
    return math.ceil(count / 5)


def working_days(first: date, last: date, days_off: Sequence[date] = ()) -> list[date]:
    """Mondays to Fridays of a period that are no holidays.

    PeriodDoesNotFit without any, or over more than 400 days.
    """
    if (last - first).days > LONGEST_PERIOD:
        raise PeriodDoesNotFit
    every = (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
    found = [day for day in every if day.weekday() < SATURDAY and day not in set(days_off)]
    if not found:
        raise PeriodDoesNotFit
    return found


def plan(seed: str, pool: Pool) -> tuple[Planned, ...]:
    """Every visit of a draw, in order; the same for the same seed and pool, whoever asks.

    In each unit the people with the lowest lots are drawn, of whom a third (rounded up) is visited
    unannounced. A fifth of all visits (rounded up, as far as there are two observers) is rated
    twice. Each visit gets the observer of another OPD who has the fewest so far; lots decide ties.
    Refuses a unit that nobody may observe (NobodyMayObserve), an empty draw (NobodyToObserve) and
    a period without a working day (PeriodDoesNotFit).
    """
    days = working_days(pool.first, pool.last, pool.days_off)
    drawn = [
        (office, person, place >= unannounced_of(len(chosen)))
        for office in sorted(pool.offices, key=lambda each: each.id.hex)
        for chosen in [_chosen(seed, office)]
        for place, person in enumerate(chosen)
    ]
    if not drawn:
        raise NobodyToObserve
    pairs = _assigned(seed, pool, [(office, person) for office, person, _announced in drawn])
    visits = []
    for number, ((office, person, announced), pair) in enumerate(zip(drawn, pairs, strict=True), 1):
        opens, closes = _window(seed, days, person.id)
        observer, second = pair
        visits.append(Planned(
            number, office.id, person.id, person.instrument, observer, second, opens, closes,
            announced,
        ))  # fmt: skip
    return tuple(visits)


def _chosen(seed: str, office: Office) -> list[Candidate]:
    """Who of a unit is drawn; those who come first are visited unannounced."""
    by_lot = sorted(office.people, key=lambda each: ticket(seed, "pegawai", office.id, each.id))
    few = by_lot[: office.size]
    return sorted(few, key=lambda each: ticket(seed, "pemberitahuan", office.id, each.id))


def _assigned(
    seed: str, pool: Pool, drawn: Sequence[tuple[Office, Candidate]]
) -> list[tuple[UUID, UUID | None]]:
    """One or two observers for every drawn person, in the order given."""
    may = {office.id: _eligible(pool, office) for office, _person in drawn}
    doubled = _doubled(seed, drawn, may)
    load: dict[UUID, int] = {each.id: 0 for each in pool.observers}
    order = sorted(range(len(drawn)), key=lambda at: ticket(seed, "urutan", drawn[at][1].id))
    found: dict[int, tuple[UUID, UUID | None]] = {}
    for at in order:
        office, person = drawn[at]
        free = sorted(
            may[office.id], key=lambda who: (load[who], ticket(seed, "pengamat", who, person.id))
        )
        found[at] = (free[0], free[1] if at in doubled else None)
        for who in filter(None, found[at]):
            load[who] += 1
    return [found[at] for at in range(len(drawn))]


def _eligible(pool: Pool, office: Office) -> tuple[UUID, ...]:
    found = tuple(each.id for each in pool.observers if each.top != office.top)
    if not found:
        raise NobodyMayObserve(str(office.id))
    return found


def _doubled(
    seed: str,
    drawn: Sequence[tuple[Office, Candidate]],
    may: Mapping[UUID, Sequence[UUID]],
) -> set[int]:
    possible = [at for at, (office, _person) in enumerate(drawn) if len(may[office.id]) > 1]
    by_lot = sorted(possible, key=lambda at: ticket(seed, "ganda", drawn[at][1].id))
    return set(by_lot[: doubled_of(len(drawn))])


def _window(seed: str, days: Sequence[date], person: UUID) -> tuple[date, date]:
    """Five working days in a row (or the whole period if it is shorter), by lot."""
    span = min(WINDOW, len(days))
    starts = len(days) - span + 1
    at = int(ticket(seed, "hari", person), 16) % starts
    return days[at], days[at + span - 1]
