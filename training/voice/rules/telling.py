"""What may be told of a closed wave: means of many people, and nothing that leaves a few behind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from training.voice.rules.waves import Sum

LOWEST, HIGHEST, EDGE = 1.0, 5.0, 0.25


@dataclass(frozen=True, slots=True)
class Told:
    """One group of people: a unit, or all others together (None); their means by construct.

    A mean is None where fewer than k gave it. Near the ends of the scale it is told as the end
    itself, so that nobody's own answer is known from everybody's being alike.
    """

    unit: UUID | None
    n: int
    means: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Group:
    """The people of one unit (or of no certain one) with their sums, before anything is hidden."""

    unit: UUID | None
    n: int
    sums: Mapping[str, Sum]


def tellable(groups: Sequence[Group], *, k: int) -> tuple[Told | None, tuple[Told, ...]]:
    """The city as a whole, and the units that may be told beside it; None where fewer than k spoke.

    Whoever is in no told unit is the difference between the city and these units: either nobody or
    at least k people. Where they are fewer, the smallest told unit joins them.
    """
    everybody = together(None, groups)
    if everybody.n < k:
        return None, ()
    told = sorted((each for each in groups if each.unit is not None and each.n >= k), key=_size)
    rest = everybody.n - sum(each.n for each in told)
    while 0 < rest < k and told:
        rest += told.pop(0).n
    return _told(everybody, k), tuple(_told(each, k) for each in told)


def together(unit: UUID | None, groups: Sequence[Group]) -> Group:
    """Several groups as one."""
    sums: dict[str, Sum] = {}
    for each in groups:
        for name, found in each.sums.items():
            before = sums.get(name, Sum())
            sums[name] = Sum(
                before.n + found.n, before.total + found.total, before.squares + found.squares
            )
    return Group(unit, sum(each.n for each in groups), sums)


def _size(group: Group) -> tuple[int, int]:
    """The fewest people first; the id only makes the order certain."""
    return group.n, group.unit.int if group.unit else 0


def _told(group: Group, k: int) -> Told:
    return Told(group.unit, group.n, {name: _mean(each, k) for name, each in group.sums.items()})


def _mean(found: Sum, k: int) -> float | None:
    mean = found.mean
    if mean is None or found.n < k:
        return None
    if mean <= LOWEST + EDGE:
        return LOWEST
    return HIGHEST if mean >= HIGHEST - EDGE else round(mean, 1)
