"""How much of what the people of a unit planned they keep."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Grown:
    """A plan older than twelve weeks: whose, where made, whether they and others told it kept."""

    employee_id: UUID
    unit_id: UUID
    kept: bool
    corroborated: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """The people with grown plans, and the sums of their shares of kept and corroborated plans."""

    people: int
    kept: float
    corroborated: float


def kept_by_unit(plans: Iterable[Grown]) -> dict[UUID, Kept]:
    """By unit, from plans in the order in which they were made.

    Each person counts once, with the share of their own plans: a unit's figure is then a mean over
    people who overlap with no other unit's, and its step can hold k people. Somebody who moved
    counts where they made their last plan.
    """
    whose: dict[UUID, list[Grown]] = {}
    for each in plans:
        whose.setdefault(each.employee_id, []).append(each)
    units: dict[UUID, list[tuple[float, float]]] = {}
    for found in whose.values():
        shares = (
            sum(p.kept for p in found) / len(found),
            sum(p.corroborated for p in found) / len(found),
        )
        units.setdefault(found[-1].unit_id, []).append(shares)
    return {
        unit: Kept(len(shares), fsum(kept for kept, _ in shares), fsum(seen for _, seen in shares))
        for unit, shares in units.items()
    }
