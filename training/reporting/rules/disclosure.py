"""Whose figures may be shown: never those of fewer than k people, not even by subtracting others'.

The figures of a tree of units are nested: a unit's people are its own and those of the units below
it. Whatever is computed from shown figures by adding and subtracting is a sum over *remainders*:
a shown unit's people without those of the shown units directly below it. The figures are therefore
safe exactly when every remainder is empty or safe by itself, and `choose` keeps to that.
"""

import math
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from uuid import UUID

NARROW = 0.05


@dataclass(frozen=True, slots=True)
class Sums:
    """What can be added over sets of people that do not overlap.

    `of` people could have a value, `n` have one; `total` and `squares` are sums of the values (0–1)
    and of their squares. `whole` counts those with a value in the figure over everything, of which
    this one may be a part (one module, one dimension, one stage).
    """

    of: int = 0
    n: int = 0
    total: float = 0.0
    squares: float = 0.0
    whole: int = 0

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(
            self.of + other.of, self.n + other.n, self.total + other.total,
            self.squares + other.squares, self.whole + other.whole,
        )  # fmt: skip

    def __sub__(self, other: "Sums") -> "Sums":
        return Sums(
            self.of - other.of, self.n - other.n, self.total - other.total,
            self.squares - other.squares, self.whole - other.whole,
        )  # fmt: skip


NOBODY = Sums()
Safe = Callable[[Sums], bool]


@dataclass(frozen=True, slots=True)
class Tree:
    """The units from the root down (a parent before its children), each with its parent or None."""

    order: tuple[UUID, ...]
    parent: Mapping[UUID, UUID | None]

    def subtrees(self, own: Mapping[UUID, Sums]) -> dict[UUID, Sums]:
        """The sums of every unit with all units below it."""
        sums = {unit: own.get(unit, NOBODY) for unit in self.order}
        for unit in reversed(self.order):
            above = self.parent[unit]
            if above is not None and (sums[unit].of or sums[unit].n):
                sums[above] += sums[unit]
        return sums


@dataclass(frozen=True, slots=True)
class Choice:
    """Which units' figures are shown, and the shown unit in whose figure each unit is merged."""

    sums: Mapping[UUID, Sums]
    shown: frozenset[UUID]
    owner: Mapping[UUID, UUID | None]
    remainder: Mapping[UUID, Sums]


def edge(of: int) -> int:
    """How many people a band at either end of a share hides: two, or 5 % of the people."""
    return max(2, math.floor(NARROW * of))


def heads_safe(k: int) -> Safe:
    """A unit stands by itself when at least k people are on its roster."""
    return lambda sums: sums.of == 0 or sums.of >= k


def mean_safe(k: int) -> Safe:
    """A mean is about the people assessed: at least k, not all alike at an end of the scale.

    That a mean is shown says that k people were assessed: of a unit hardly larger than k this would
    say that everybody was. Those who have a value in the whole but not in this part are none or at
    least k: where modules weigh alike, the whole less its parts would otherwise give the few who
    miss one.
    """
    return lambda sums: (
        sums.n == 0
        or (
            sums.n >= k
            and sums.of >= k + k // 2
            and NARROW < sums.total / sums.n < 1 - NARROW
            and (sums.whole == sums.n or sums.whole - sums.n >= k)
        )
    )


def choose(
    tree: Tree, own: Mapping[UUID, Sums], safe: Safe, *, among: AbstractSet[UUID] | None = None
) -> Choice:
    """Show the units that are safe; where a remainder is not, merge the smallest unit below it."""
    sums = tree.subtrees(own)
    remainder: dict[UUID, Sums] = {}
    loose: dict[UUID, Sums] = {}  # of units that are not shown: what a shown unit above takes in
    below: dict[UUID, list[UUID]] = {unit: [] for unit in tree.order}
    for unit in reversed(tree.order):
        left = loose.pop(unit, NOBODY) + own.get(unit, NOBODY)
        above = tree.parent[unit]
        if (among is None or unit in among) and safe(sums[unit]):
            remainder[unit] = _widened(unit, left, safe, remainder, below)
            if above is not None:
                below[above].append(unit)
        elif above is not None:
            loose[above] = loose.get(above, NOBODY) + left
            below[above] += below[unit]
    return Choice(sums, frozenset(remainder), _owners(tree, remainder), remainder)


def _widened(
    unit: UUID, left: Sums, safe: Safe, remainder: dict[UUID, Sums], below: dict[UUID, list[UUID]]
) -> Sums:
    """The unit's remainder, made safe by merging units below it, fewest people first.

    It ends: with nothing left below, the remainder is the whole unit, which is safe.
    """
    while not safe(left) and below[unit]:
        smallest = min(below[unit], key=lambda each: _size(remainder[each], each))
        below[unit].remove(smallest)
        below[unit] += below[smallest]
        left += remainder.pop(smallest)
    return left


def _size(sums: Sums, unit: UUID) -> tuple[bool, int, int, int]:
    """People first, empty units last; the id only makes the order certain."""
    return not (sums.of or sums.n), sums.n or sums.of, sums.of, unit.int


def _owners(tree: Tree, shown: Mapping[UUID, Sums]) -> dict[UUID, UUID | None]:
    owner: dict[UUID, UUID | None] = {}
    for unit in tree.order:
        above = tree.parent[unit]
        owner[unit] = unit if unit in shown else owner[above] if above is not None else None
    return owner
