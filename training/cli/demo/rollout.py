"""The roll-out of the demo city: units begin step by step as the lot ordered them, one before all.

Nothing is invented about the order: it follows from the sealed seed by the product's own rule.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from training.audit.rules import EventKind
from training.cli.demo.chance import seeded
from training.cli.demo.conduct import LIVES_IT
from training.cli.demo.journeys import Noted
from training.cli.demo.offices import Office
from training.cli.demo.period import Period
from training.internalization.actions.cycles import When
from training.internalization.actions.rollout import ONLY, begin
from training.internalization.rules.rollout import SHORTEST, Wedge, commitment, ordered

STEPS, REACHED = 4, 0.72
AHEAD = timedelta(days=7)
TOP = 2  # the place of a unit's department in its path


@dataclass(frozen=True, slots=True)
class Plan:
    """The wedge with its seed, and the departments that it orders."""

    wedge: Wedge
    seed: str
    units: tuple[UUID, ...]
    at: datetime


def planned(offices: Sequence[Office], period: Period, seed: int) -> Plan | None:
    """A roll-out of the departments over most of the months; None where these are too few.

    The unit that tried it out is not in the lot: it had begun before.
    """
    weeks = int(period.days * REACHED / STEPS / 7)
    tops = tuple(each.id for each in offices if _is_top(each) and each.code != LIVES_IT)
    if weeks < SHORTEST or len(tops) < STEPS:
        return None
    wedge = Wedge(STEPS, period.day(period.start + AHEAD), weeks)
    sealed = f"{seeded('rollout', seed).getrandbits(256):064x}"
    return Plan(wedge, sealed, tops, period.start + timedelta(hours=2))


def _is_top(office: Office) -> bool:
    return len(office.path.strip("/").split("/")) == TOP


def waves(offices: Sequence[Office], period: Period, seed: int) -> dict[UUID, timedelta]:
    """How long after the start the people of each unit begin: with their department's step.

    Without a roll-out units begin one after the other by chance.
    """
    chance, plan = seeded("waves", seed), planned(offices, period, seed)
    begun = _by_step(offices, period, plan, chance) if plan else _by_chance(offices, period, chance)
    first = min(begun.values())
    return begun | {each.id: first for each in offices if each.code == LIVES_IT}


def _by_chance(offices: Iterable[Office], period: Period, chance: Random) -> dict[UUID, timedelta]:
    days = period.days * REACHED
    return {office.id: timedelta(days=chance.uniform(0.01, 1) * days) for office in offices}


def _by_step(
    offices: Sequence[Office], period: Period, plan: Plan, chance: Random
) -> dict[UUID, timedelta]:
    steps = ordered(plan.units, plan.seed, steps=STEPS)
    tops = {_department(each): steps[each.id] for each in offices if each.id in steps}
    length, start = timedelta(weeks=plan.wedge.weeks), period.day(period.start)
    return {
        each.id: plan.wedge.day(tops.get(_department(each), 1)) - start + length * chance.random()
        for each in offices
    }


def _department(office: Office) -> str:
    """The code of the department that a unit belongs to; the city's own for the city."""
    return office.path.strip("/").split("/")[:TOP][-1]


def keep(plan: Plan | None, trail: list[Noted], by: UUID | None, period: Period) -> None:
    """Write the roll-out, if there is one, as it was sealed on the first morning."""
    if plan is None:
        return
    begin(plan.wedge, plan.units, plan.seed, when=When(plan.at, period.day(plan.at), by))
    told = {"sha256": commitment(plan.seed, plan.units)}
    trail.append(Noted(plan.at, EventKind.ROLLOUT_SEALED, by, "rollout", str(ONLY), told))
