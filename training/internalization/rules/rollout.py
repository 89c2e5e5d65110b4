"""Rolling out in steps (stepped wedge): which units begin when, by a public seed, not by choice."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from training.kernel.errors import Conflict, Invalid

FEWEST, MOST = 4, 6
SHORTEST, LONGEST = 4, 26
"""Weeks between two steps."""
FARTHEST = timedelta(days=400)


class RolloutDoesNotFit(Invalid):
    """A roll-out has four to six steps, four to 26 weeks apart, and begins after today."""


class TooFewUnitsToRollOut(Conflict):
    """There are fewer units than steps."""


class RolloutIsUnderWay(Conflict):
    """A roll-out is sealed once; the order of units is never drawn again."""


@dataclass(frozen=True, slots=True)
class Wedge:
    """How a roll-out goes: so many steps, so many weeks apart, from a first day on."""

    steps: int
    first: date
    weeks: int

    def day(self, step: int) -> date:
        """The day on which a step (from 1) begins."""
        return self.first + timedelta(weeks=self.weeks * (step - 1))


def check(wedge: Wedge, units: int, *, today: date) -> None:
    """Refuse what does not fit: RolloutDoesNotFit, TooFewUnitsToRollOut."""
    fits = (
        FEWEST <= wedge.steps <= MOST
        and SHORTEST <= wedge.weeks <= LONGEST
        and today < wedge.first <= today + FARTHEST
    )
    if not fits:
        raise RolloutDoesNotFit
    if units < wedge.steps:
        raise TooFewUnitsToRollOut


def commitment(seed: str, units: Sequence[UUID]) -> str:
    """The hash that is published first: of the seed and of the units that are ordered by it."""
    named = ",".join(sorted(str(each) for each in units))
    return hashlib.sha256(f"{seed}|{named}".encode()).hexdigest()


def ordered(units: Sequence[UUID], seed: str, *, steps: int) -> dict[UUID, int]:
    """The step (from 1) of every unit: by the hash of seed and unit, cut into steps alike in size.

    Everybody can do it again. Hussey & Hughes (2007), Contemporary Clinical Trials 28, 182–191.
    """
    lot = sorted(units, key=lambda unit: hashlib.sha256(f"{seed}|{unit}".encode()).hexdigest())
    return {unit: place * steps // len(lot) + 1 for place, unit in enumerate(lot)}
