"""Whoever leaves a unit is counted on in its progress until k people have left it.

Nobody unlearns: a count of those who have begun or completed falls only because somebody left who
had. Were one leaver taken out at once, a span that falls on that day would say so of that person.
So a unit goes on counting its leavers as they were when they left, and lets them go together, k or
more at a time. Whoever comes back is no leaver any more.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby, zip_longest
from uuid import UUID
from zoneinfo import ZoneInfo

from training.people.rules.stays import Stay
from training.reporting.rules.measures import Cell, Measure
from training.reporting.rules.progress import Progress
from training.reporting.rules.tallying import Person, Tally

Above = Mapping[UUID, frozenset[UUID]]
"""Every unit with the units above it and itself."""
NOWHERE: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Leaver:
    """Somebody whom a unit counts on, with their last stay in it or in a unit below it."""

    unit: UUID
    person: UUID
    stay: Stay
    left: date


@dataclass(frozen=True, slots=True)
class _Step:
    """Somebody leaves a unit after a stay, or (`stay` is None) comes to it."""

    on: date
    person: UUID
    stay: Stay | None


def with_successors(
    parents: Mapping[UUID, UUID | None], successors: Mapping[UUID, UUID]
) -> dict[UUID, frozenset[UUID]]:
    """Every unit with the units above it; one that was renamed or merged lies in its successor.

    Else a unit would let its leavers go by getting a new name.
    """

    def found(unit: UUID) -> Iterator[UUID]:
        waiting, seen = [unit], set[UUID]()
        while waiting:
            each = waiting.pop()
            if each not in seen:
                seen.add(each)
                waiting += [up for up in (parents[each], successors.get(each)) if up]
        yield from seen

    return {unit: frozenset(found(unit)) for unit in parents}


def counted_on(
    stays: Mapping[UUID, Sequence[Stay]], above: Above, *, day: date, k: int
) -> Iterator[Leaver]:
    """Whom each unit counts on as of a day; fewer than k in each.

    `stays` are those of everybody who ever left a roster, in their order.
    """
    steps: dict[UUID, list[_Step]] = defaultdict(list)
    for person, own in stays.items():
        for unit, step in _steps(person, own, above):
            if step.on <= day:
                steps[unit].append(step)
    for unit in sorted(steps):
        for person, (stay, left) in sorted(_waiting(steps[unit], k).items()):
            yield Leaver(unit, person, stay, left)


def _steps(person: UUID, own: Sequence[Stay], above: Above) -> Iterator[tuple[UUID, _Step]]:
    """Every unit that is left or come to; who moves within a unit does neither."""
    before: frozenset[UUID] = NOWHERE
    for stay, after in zip_longest(own, own[1:]):
        here = above.get(stay.unit, NOWHERE)
        yield from ((unit, _Step(stay.start, person, None)) for unit in here - before)
        if stay.end is None:
            return
        goes_on = after is not None and after.start == stay.end
        there = above.get(after.unit, NOWHERE) if after and goes_on else NOWHERE
        yield from ((unit, _Step(stay.end, person, stay)) for unit in here - there)
        before = here if goes_on else NOWHERE


def _waiting(steps: Iterable[_Step], k: int) -> dict[UUID, tuple[Stay, date]]:
    """Who has left since the unit last let its leavers go; those of a day go together."""
    waiting: dict[UUID, tuple[Stay, date]] = {}
    ordered = sorted(steps, key=lambda step: (step.on, step.stay is None))
    for on, some in groupby(ordered, key=lambda step: step.on):
        for step in some:
            if step.stay is None:
                waiting.pop(step.person, None)
            else:
                waiting[step.person] = (step.stay, on)
        if len(waiting) >= k:
            waiting.clear()
    return waiting


def until(state: Progress, day: date, zone: ZoneInfo) -> Progress | None:
    """How far somebody was before a day, or None if they had not begun."""

    def was(at: datetime | None) -> datetime | None:
        return at if at and at.astimezone(zone).date() < day else None

    if was(state.started_at) is None:
        return None
    return replace(state, completed_at=was(state.completed_at), first_at=was(state.first_at))


class HeldCounts:
    """How many leavers are counted on, by unit with the units below it and by cell."""

    def __init__(self, zone: ZoneInfo, as_of: date) -> None:
        self._everything, self._parts = Tally(zone, as_of), Tally(zone, as_of)

    def note(
        self, unit: UUID, own: frozenset[str], states: Mapping[str, Progress], *, is_current: bool
    ) -> None:
        """Add a leaver as they were when they left.

        What is about everything together is not said of those who left before the newest edition
        of one of their modules (`is_current`): `own` are the modules that have stayed the same.
        """
        tally = self._everything if is_current else self._parts
        tally.note(Person(unit, own, states))

    def counts(self) -> dict[tuple[UUID, Cell], int]:
        """By unit and cell, how many people; the roster is no secret and keeps none of them."""
        found: dict[tuple[UUID, Cell], int] = defaultdict(int)
        for tally in (self._everything, self._parts):
            for (unit, _then, cell), (people, _, _) in tally.sums.items():
                if cell.measure is not Measure.ROSTER and (tally is self._everything or cell.slug):
                    found[unit, cell] += int(people)
        return dict(found)
