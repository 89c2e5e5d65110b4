"""The steps of the roll-out with their units, and whether those that have begun differ."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from training.internalization.queries.cycles import CycleShown, units_said
from training.internalization.queries.rollout import Sealed
from training.reporting.queries.city import places
from training.reporting.queries.conduct_city import at_level, counted_city
from training.reporting.rules.wedges import Difference, difference


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its number, its day, and the names of its units in alphabetical order."""

    number: int
    day: date
    units: tuple[str, ...]


def offices(today: date) -> tuple[UUID, ...]:
    """The units that are rolled out: those directly below the city that exist."""
    return tuple(
        each.id
        for each in places().values()
        if each.depth == 1 and (each.valid_to is None or each.valid_to > today)
    )


def steps_of(sealed: Sealed) -> tuple[Step, ...]:
    """The steps in their order; empty until the order is told."""
    if sealed.steps is None:
        return ()
    named = places()
    return tuple(
        Step(
            number, sealed.wedge.day(number),
            tuple(sorted(
                (named[unit].name for unit, step in sealed.steps.items() if step == number),
                key=str.casefold,
            )),
        )
        for number in range(1, sealed.wedge.steps + 1)
    )  # fmt: skip


def compared(sealed: Sealed, cycle: CycleShown, *, level: int, k: int) -> Difference:
    """Units that had begun before a closed cycle against those that had not by its end."""
    steps: Mapping[UUID, int] = sealed.steps or {}
    city = counted_city(cycle, k)
    shares = at_level(cycle, city, units_said(cycle.id), level, k=k)
    begun, waiting = [], []
    for unit, step in steps.items():
        day = sealed.wedge.day(step)
        if unit in shares and day <= cycle.span.first:
            begun.append(shares[unit].estimate)
        elif unit in shares and day > cycle.span.last:
            waiting.append(shares[unit].estimate)
    return difference(begun, waiting)
