"""Whether the read models still equal what follows from the facts."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from training.people.queries.rosters import batches
from training.reporting.queries import leavers, tallies
from training.reporting.queries.activity import activity_between, activity_stored
from training.reporting.queries.facts import progress_between
from training.reporting.queries.modules import Assignment, Current, current
from training.reporting.queries.stored import progress_stored
from training.reporting.rules.tallying import months as months_of

Tell = Callable[[int, int], None]
Values = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One row of a read model that is not what the facts say; None where a row is missing."""

    table: str
    key: str
    stored: str | None
    facts: str | None


def silently(done: int, of: int) -> None:
    """Tell nobody."""


def check(tell: Tell = silently, *, zone: str, k: int) -> Iterator[Difference]:
    """Every difference between the read models and their recomputation, people first.

    `k` is how many people leave a unit's figures together at least.
    """
    modules = current()
    spans = batches()
    for done, (first, last) in enumerate(spans):
        tell(done, len(spans) + 1)
        yield from _people(first, last, modules)
    tell(len(spans), len(spans) + 1)
    yield from _units(modules, zone)
    yield from _leavers(modules, zone, k)
    tell(len(spans) + 1, len(spans) + 1)


def _people(first: UUID, last: UUID, modules: tuple[Current, ...]) -> Iterator[Difference]:
    stored = {(person, slug): _flat(state) for person, slug, state in progress_stored(first, last)}
    derived = progress_between(first, last, modules)
    facts = {(person, slug): _flat(state) for person, slug, state in derived}
    yield from _compared("person_module", stored, facts)
    kept = {(person,): fact for person, fact in activity_stored(first, last)}
    latest = {(person,): fact for person, fact in activity_between(first, last)}
    yield from _compared("person_activity", kept, latest)


def _flat(state: Any) -> Values:
    values = asdict(state)
    points = values.pop("points")
    return (*values.values(), *sorted((place, *sums) for place, sums in points.items()))


def _units(modules: tuple[Current, ...], zone: str) -> Iterator[Difference]:
    """Sums are compared as of the day of their counting; of a unit without rows, the newest."""
    stored, months = tallies.stored_tallies(), tallies.stored_months()
    days = tallies.days()
    counted_on = {key[0]: values[0] for key, values in stored.items()}
    for day in days:
        fresh = tallies.counted(Assignment(modules), as_of=day, zone=zone)
        sums = tallies.keyed(tallies.tally_rows(fresh), 6)
        by_month = tallies.keyed(tallies.month_rows(fresh), 3)
        running = months_of(day)[-1]  # what is over stays as it was counted in its time

        def of_day(rows: Mapping[Values, Values], day: date = day) -> dict[Values, Values]:
            return {
                key: row for key, row in rows.items() if counted_on.get(key[0], days[-1]) == day
            }

        yield from _compared("unit_tally", of_day(stored), of_day(sums))
        now = {key: row for key, row in months.items() if key[1] == running}
        facts = {key: row for key, row in by_month.items() if key[1] == running}
        yield from _compared("unit_month", of_day(now), of_day(facts))


def _leavers(modules: tuple[Current, ...], zone: str, k: int) -> Iterator[Difference]:
    """Whom units count on, as of the last time that all were counted; before, nothing was."""
    day = leavers.last_counted()
    if day is None:
        return
    counts = leavers.held(Assignment(modules), as_of=day, zone=zone, k=k)
    facts = tallies.keyed(leavers.held_rows(counts, as_of=day), 6)
    yield from _compared("unit_held", leavers.stored_rows(), facts)


def _compared(
    table: str, stored: Mapping[Values, Values], facts: Mapping[Values, Values]
) -> Iterator[Difference]:
    for key in sorted(stored.keys() | facts.keys(), key=str):
        one, other = stored.get(key), facts.get(key)
        if one is None or other is None or not _equal(one, other):
            name = " ".join(str(part) for part in key if part != "")
            yield Difference(table, name, _said(one), _said(other))


def _said(values: Values | None) -> str | None:
    return None if values is None else str(values)


def _equal(one: Values, other: Values) -> bool:
    return len(one) == len(other) and all(map(_same, one, other))


def _same(one: Any, other: Any) -> bool:
    """Sums of decimals may differ by the order in which they were added, and by nothing else."""
    if isinstance(one, tuple):
        return _equal(one, other)
    if isinstance(one, float) or isinstance(other, float):
        return None not in (one, other) and math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
    return one == other
