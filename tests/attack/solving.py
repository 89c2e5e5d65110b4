"""An integer program over everything that was told: is anything certain about fewer than k people?

People who served in the same units at all closings cannot be told apart by whom figures are about:
they are one *class*. For every class and fact there is one unknown: how many of it have the fact.
What is told is a sum of unknowns from … to …. A set of fewer than k people is found when the least
and the most that its sum can be are the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

from tests.attack.cells import MONOTONE, Cell, Fact
from tests.attack.city import DAYS, World

MOST_TOGETHER = 2
NOWHERE = "-"
Group = tuple[str, ...]
"""Where somebody served at the first, second and third closing; NOWHERE: not in the city."""


@dataclass(frozen=True, slots=True)
class Found:
    """A set of fewer than k people of whom something is certain."""

    fact: Fact
    groups: tuple[Group, ...]
    people: int
    value: int

    def __str__(self) -> str:
        where = " and ".join(" → ".join(each) for each in self.groups)
        return f"{self.value} of {self.people} ({where}): {self.fact.about}, {self.fact.when}"


@dataclass
class Sums:
    """What was tried: cells, equations among them, their rank, sets asked about, sets found."""

    cells: int = 0
    equations: int = 0
    rank: int = 0
    asked: int = 0
    found: list[Found] = field(default_factory=list)


def classes(world: World) -> dict[Group, int]:
    """The people of the city by where they served at each closing."""
    where: dict[object, list[str]] = defaultdict(lambda: [NOWHERE] * len(world.staff))
    for cycle, staff in enumerate(world.staff):
        for code, own in staff.items():
            for person in own:
                where[person][cycle] = code
    found: dict[Group, int] = defaultdict(int)
    for each in where.values():
        found[tuple(each)] += 1
    return dict(found)


class Question:
    """Asks of sums of unknowns whether only one value fits; keeps every fitting world it has met.

    Two worlds in which a sum differs are proof enough that nothing is certain about it.
    """

    def __init__(self, held: LinearConstraint, size: np.ndarray) -> None:
        self.held, self.size = held, size
        self.worlds: list[np.ndarray] = []

    def certain(self, places: list[int]) -> int | None:
        """The value of the sum, if nothing but that value fits to what was told."""
        known = {round(float(each[places].sum())) for each in self.worlds}
        if len(known) > 1:
            return None
        cost = np.zeros(len(self.size))
        cost[places] = 1
        ends = {self._end(cost, sign) for sign in (1, -1)}
        return ends.pop() if len(ends) == 1 else None

    def _end(self, cost: np.ndarray, sign: int) -> int:
        best = milp(
            sign * cost, constraints=self.held, bounds=Bounds(0, self.size),
            integrality=np.ones(len(self.size)),
        )  # fmt: skip
        assert best.success, f"what is told contradicts itself: {best.message}"
        self.worlds.append(np.round(best.x))
        return round(sign * best.fun)


class Attack:
    """All cells of facts that hang together: they are about the same, or one follows the other."""

    def __init__(self, world: World, told: Sequence[Cell], k: int) -> None:
        self.k, self.groups = k, classes(world)
        self.below = {
            (cycle, code): codes_below(world.above[cycle], code)
            for cycle in range(len(world.staff)) for code in world.above[cycle]
        }  # fmt: skip
        self.told, self.kept = told, self._kept()

    def members(self, cell: Cell) -> list[tuple[Group, Fact]]:
        """The classes that a cell speaks about, with the fact that it tells of them.

        Of whom a unit counts on it tells what they had when they left: in this city nobody learns
        between a closing and a leaving.
        """
        codes = self.below[cell.cycle, cell.unit]
        there = [(each, cell.fact) for each in self.groups if each[cell.cycle] in codes]
        if cell.plain or _measure(cell.fact.about) not in MONOTONE:
            return there
        kept = self.kept[cell.cycle, cell.unit].items()
        return there + [(each, Fact(cell.fact.about, f"now {last}")) for each, last in kept]

    def _kept(self) -> dict[tuple[int, str], dict[Group, int]]:
        """Whom a unit counts on at a closing, each with the last closing at which they were there.

        The attacker knows who left, and that they are let go together once they are k.
        """
        kept: dict[tuple[int, str], dict[Group, int]] = {}
        for code in {code for _, code in self.below}:
            waiting: dict[Group, int] = {}
            before: frozenset[str] = frozenset()
            for cycle in range(len(DAYS)):
                codes = self.below.get((cycle, code), frozenset())
                for group in self.groups:
                    if group[cycle] in codes:
                        waiting.pop(group, None)
                    elif cycle and group[cycle - 1] in before:
                        waiting[group] = cycle - 1
                if sum(self.groups[each] for each in waiting) >= self.k:
                    waiting.clear()
                kept[cycle, code], before = dict(waiting), codes
        return kept

    def run(self) -> Sums:
        """Ask about every small set, topic by topic."""
        total = Sums()
        topics: dict[str, list[Cell]] = defaultdict(list)
        for each in self.told:
            key = each.fact.about
            topics[key if _measure(key) in MONOTONE else f"{key} {each.fact.when}"].append(each)
        for topic, told in topics.items():
            part = self._topic(told, monotone=_measure(topic) in MONOTONE)
            total.cells += part.cells
            total.equations += part.equations
            total.rank += part.rank
            total.asked += part.asked
            total.found += part.found
        return total

    def _topic(self, told: Sequence[Cell], *, monotone: bool) -> Sums:
        unknowns: dict[tuple[Group, Fact], int] = {}
        rows = [[unknowns.setdefault(each, len(unknowns)) for each in self.members(cell)]
                for cell in told]  # fmt: skip
        if not unknowns:
            return Sums(len(told))
        lows, highs = [float(c.least) for c in told], [float(c.most) for c in told]
        exact = [n for n, c in enumerate(told) if c.least == c.most]
        table = np.zeros((len(rows), len(unknowns)))
        for number, row in enumerate(rows):
            table[number, row] = 1
        order = list(_follows(unknowns)) if monotone else []
        steps = np.zeros((len(order), len(unknowns)))
        for number, (early, late) in enumerate(order):
            steps[number, early], steps[number, late] = -1, 1
        size = np.array([self.groups[group] for group, _ in unknowns], dtype=float)
        held = LinearConstraint(
            csr_matrix(np.vstack([table, steps])), [*lows, *[0.0] * len(order)],
            [*highs, *[float(size.max())] * len(order)],
        )  # fmt: skip
        rank = int(np.linalg.matrix_rank(table[exact])) if exact else 0
        sums = Sums(len(told), len(exact), rank)
        asked = Question(held, size)
        for fact in sorted({fact for _, fact in unknowns}):
            for chosen in self._small([g for g, f in unknowns if f == fact]):
                sums.asked += 1
                value = asked.certain([unknowns[each, fact] for each in chosen])
                if value is not None:
                    people = sum(self.groups[each] for each in chosen)
                    sums.found.append(Found(fact, chosen, people, value))
        return sums

    def _small(self, groups: list[Group]) -> Iterable[tuple[Group, ...]]:
        """Sets of fewer than k people: one class, or two of the same unit."""
        for count in range(1, MOST_TOGETHER + 1):
            for chosen in combinations(groups, count):
                alike = count == 1 or any(a == b != NOWHERE for a, b in zip(*chosen, strict=True))
                if alike and sum(self.groups[each] for each in chosen) < self.k:
                    yield chosen


def _measure(about: str) -> str:
    return about.split(" ")[0]


def _follows(unknowns: Mapping[tuple[Group, Fact], int]) -> Iterable[tuple[int, int]]:
    """Pairs of unknowns of a class, the later of which cannot be less than the earlier."""
    by_group: dict[Group, list[tuple[str, int]]] = defaultdict(list)
    for (group, fact), number in unknowns.items():
        by_group[group].append((_day(fact), number))
    for each in by_group.values():
        ordered = [number for _, number in sorted(each)]
        yield from pairwise(ordered)


def _day(fact: Fact) -> str:
    """Facts of months that are over, and those of "now" at a closing, in their order."""
    if fact.when.startswith("now "):
        return DAYS[int(fact.when.removeprefix("now "))]
    return f"{fact.when[:7]}-99"


def codes_below(above: Mapping[str, str | None], top: str) -> frozenset[str]:
    """The codes of a unit and of all units below it."""
    found = {top}
    while more := {code for code, up in above.items() if up in found} - found:
        found |= more
    return frozenset(found)
