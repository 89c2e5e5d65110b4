"""What is drawn from the stored sums, remembered until anything is counted anew."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from uuid import UUID

from sqlalchemy import select

from training.kernel.db import db
from training.reporting.queries.leavers import stored_held
from training.reporting.rules.disclosure import NOBODY, Choice, Sums, Tree, choose, heads_safe
from training.reporting.rules.figures import Counted, Figure, Held, figures
from training.reporting.rules.measures import HEADS, Basis, Cell, Measure
from training.reporting.rules.tallying import OUTSIDE
from training.reporting.tables import Counting, UnitMonth, UnitTally

Parents = tuple[tuple[UUID, UUID | None], ...]
Months = Mapping[tuple[date, Measure], Mapping[UUID, int]]


@dataclass(frozen=True, slots=True)
class Stored:
    """One stored sum: of people who are in one unit now and were in another then."""

    now: UUID
    then: UUID
    sums: Sums


class Drawing:
    """The figures of all units as of one counting; each is drawn when it is first asked for."""

    def __init__(self, tree: Tree, *, k: int, basis: Basis) -> None:
        self.tree, self.k, self.basis = tree, k, basis
        self.as_of, self._stored = _tallies()
        self._counts = _months()
        self._leavers = stored_held()
        self._figures: dict[Cell, dict[UUID, Figure]] = {}

    @cached_property
    def heads(self) -> Choice:
        """Which units stand by themselves: their roster, and what is left of the roster above."""
        rosters = self.people(Cell(Measure.ROSTER))
        return choose(self.tree, rosters, heads_safe(self.k))

    def people(self, cell: Cell) -> dict[UUID, Sums]:
        """Headcounts by own unit of a cell that counts the roster."""
        return {each.now: Sums(of=each.sums.n) for each in self._stored.get(cell, ())}

    def cells(self) -> list[Cell]:
        """Every cell with a figure of conduct."""
        known = {**self._stored, **self._held_in()}
        return [cell for cell in known if cell.measure not in HEADS]

    def _held_in(self, month: date | None = None) -> Mapping[Cell, Mapping[UUID, int]]:
        """Whom the units counted on by the end of a month, or count on now."""
        counted = [each for each in self._leavers if month is None or each <= month]
        return self._leavers[max(counted)] if counted else {}

    def _held(self, cell: Cell, month: date | None = None) -> Held:
        """The leavers whom a figure is about, too."""
        kept = self._held_in(month)
        return Held(kept.get(cell, {}), kept.get(cell.people, {}))

    def counted(self, cell: Cell) -> Counted:
        """The sums of a cell over the people whom it could be about."""
        own = self.people(cell.people)
        moves: dict[tuple[UUID, UUID], Sums] = {}
        for each in self._stored.get(cell, ()):
            sums = each.sums
            if each.now != OUTSIDE:
                own[each.now] = own.get(each.now, NOBODY) + Sums(
                    0, sums.n, sums.total, sums.squares
                )
            if each.now != each.then:
                moves[each.now, each.then] = sums
        return Counted(self._with_whole(own, cell), moves, self._held(cell))

    def _with_whole(self, own: dict[UUID, Sums], cell: Cell) -> Mapping[UUID, Sums]:
        """How many have a value in the figure over everything, of which this may be a part."""
        whole: dict[UUID, int] = defaultdict(int)
        for each in self._stored.get(cell.whole, ()):
            if each.now != OUTSIDE:
                whole[each.now] += each.sums.n
        return {
            unit: Sums(sums.of, sums.n, sums.total, sums.squares, whole[unit])
            for unit, sums in own.items()
        }

    def figures(self, cell: Cell) -> dict[UUID, Figure]:
        """The figure of every unit for one cell."""
        if cell not in self._figures:
            counted, shown = self.counted(cell), self.heads.shown
            self._figures[cell] = figures(
                cell, counted, self.tree, shown, k=self.k, basis=self.basis
            )
        return self._figures[cell]

    @cached_property
    def by_month(self) -> dict[tuple[date, Measure], dict[UUID, Figure]]:
        """The figures of every unit by the end of each month, of the people it had then."""
        return {
            (month, measure): self._month(month, measure)
            for month, measure in sorted(self._counts)
            if measure not in HEADS
        }

    def _month(self, month: date, measure: Measure) -> dict[UUID, Figure]:
        cell = Cell(measure)
        heads = self._counts.get((month, cell.people.measure), {})
        counts = self._counts[month, measure]
        own = {unit: Sums(of, counts.get(unit, 0)) for unit, of in heads.items()}
        shown = choose(self.tree, own, heads_safe(self.k)).shown
        counted = Counted(own, {}, self._held(cell, month))
        return figures(cell, counted, self.tree, shown, k=self.k, basis=Basis.NOW)


def drawing(parents: Parents, *, k: int, basis: Basis) -> Drawing:
    """What is drawn of these units from the newest counting."""
    token = db.session.execute(select(Counting.token)).scalar()
    return _remembered(token, parents, k, basis) if token else _drawn(parents, k, basis)


@lru_cache(maxsize=6)
def _remembered(token: UUID, parents: Parents, k: int, basis: Basis) -> Drawing:  # noqa: ARG001  (the token is the key of the cache)
    """Every counting has a token of its own, so that what is remembered is never out of date."""
    return _drawn(parents, k, basis)


def _drawn(parents: Parents, k: int, basis: Basis) -> Drawing:
    tree = Tree(tuple(unit for unit, _ in parents), dict(parents))
    return Drawing(tree, k=k, basis=basis)


def _months() -> Months:
    counts: dict[tuple[date, Measure], dict[UUID, int]] = defaultdict(dict)
    found = select(UnitMonth.unit_id, UnitMonth.month, UnitMonth.measure, UnitMonth.n)
    for unit, month, measure, n in db.session.execute(found):
        counts[month, Measure(measure)][unit] = n
    return counts


def _tallies() -> tuple[date | None, dict[Cell, list[Stored]]]:
    table = UnitTally
    found = select(
        table.unit_id, table.then_id, table.measure, table.slug, table.dimension, table.stage,
        table.as_of, table.n, table.total, table.squares,
    )  # fmt: skip
    newest: date | None = None
    stored: dict[Cell, list[Stored]] = defaultdict(list)
    cells: dict[tuple[str, str, str, str], Cell] = {}
    for now, then, measure, slug, dimension, stage, as_of, n, total, squares in db.session.execute(
        found
    ):
        name = (measure, slug, dimension, stage)
        cell = cells.get(name) or cells.setdefault(
            name, Cell(Measure(measure), slug, dimension, stage)
        )
        stored[cell].append(Stored(now, then, Sums(0, n, total, squares)))
        newest = max(newest or as_of, as_of)
    return newest, stored
