"""How many of a unit keep what they planned, said only of groups in which nobody can be found."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Grown:
    """A plan older than twelve weeks: whose, and whether they and others told that it was kept."""

    employee_id: UUID
    kept: bool
    corroborated: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """The shares of a unit from 0 to 1 with the numbers behind them; all None below k people."""

    people: int | None
    plans: int | None
    kept: float | None
    corroborated: float | None


HIDDEN = Kept(None, None, None, None)


def kept_rate(plans: Iterable[Grown], *, k: int) -> Kept:
    """The share of plans that were kept by word and by corroboration; HIDDEN below k people."""
    found = tuple(plans)
    people = len({each.employee_id for each in found})
    if people < k:
        return HIDDEN
    count = len(found)
    kept = sum(each.kept for each in found) / count
    return Kept(people, count, kept, sum(each.corroborated for each in found) / count)
