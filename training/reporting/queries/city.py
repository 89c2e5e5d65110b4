"""The city's units with their stored sums, from which figures are drawn."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from training.kernel.db import db
from training.people.tables.units import Unit
from training.reporting.rules.disclosure import NOBODY, Choice, Sums, Tree, choose, heads_safe
from training.reporting.rules.figures import Counted, Figure, figures
from training.reporting.rules.measures import HEADS, Basis, Cell, Measure
from training.reporting.rules.tallying import OUTSIDE
from training.reporting.tables import UnitMonth, UnitTally


@dataclass(frozen=True, slots=True)
class Place:
    """One unit of the tree; `path` begins with the paths of all units above it."""

    id: UUID
    code: str
    name: str
    kind: str
    group: str
    parent_id: UUID | None
    path: str
    valid_to: date | None

    @property
    def depth(self) -> int:
        """How far below the root; the root is 0."""
        return self.path.count("/") - 2


@dataclass(frozen=True, slots=True)
class Stored:
    """One stored sum: of people who are in one unit now and were in another then."""

    now: UUID
    then: UUID
    sums: Sums


class City:
    """All units and sums in memory: a hundred units, whatever the number of people."""

    def __init__(self, *, k: int, basis: Basis, overall: bool = False) -> None:
        self.k, self.basis = k, basis
        self.places = _places()
        parents = {place.id: place.parent_id for place in self.places.values()}
        self.tree = Tree(tuple(self.places), parents)
        self.as_of, self._stored = _tallies(overall=overall)
        self.heads = self._heads()

    def _heads(self) -> Choice:
        """Which units stand by themselves: their roster, and what is left of the roster above."""
        rosters = self.people(Cell(Measure.ROSTER))
        return choose(self.tree, rosters, heads_safe(self.k))

    def people(self, cell: Cell) -> dict[UUID, Sums]:
        """Headcounts by own unit of a cell that counts the roster."""
        return {
            each.now: Sums(of=each.sums.n) for each in self._stored.get(cell, ())
        }

    def cells(self) -> list[Cell]:
        """Every cell with a figure of conduct."""
        return [cell for cell in self._stored if cell.measure not in HEADS]

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
        return Counted(self._with_whole(own, cell), moves)

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

    def figures(self, cell: Cell, counted: Counted | None = None) -> dict[UUID, Figure]:
        """The figure of every unit for one cell."""
        known = counted or self.counted(cell)
        shown = self.heads.shown
        return figures(cell, known, self.tree, shown, k=self.k, basis=self.basis)

    def by_month(self) -> dict[tuple[date, Measure], dict[UUID, Figure]]:
        """The figures of every unit by the end of each month, of the people it has now."""
        sums: dict[tuple[date, Measure], dict[UUID, int]] = defaultdict(dict)
        found = select(UnitMonth.unit_id, UnitMonth.month, UnitMonth.measure, UnitMonth.n)
        for unit, month, measure, n in db.session.execute(found):
            sums[month, Measure(measure)][unit] = n
        return {key: self._month(key[1], sums[key]) for key in sorted(sums)}

    def _month(self, measure: Measure, counts: Mapping[UUID, int]) -> dict[UUID, Figure]:
        cell = Cell(measure)
        own = {
            unit: Sums(heads.of, counts.get(unit, 0))
            for unit, heads in self.people(cell.people).items()
        }
        shown = self.heads.shown
        counted = Counted(own, {})
        return figures(cell, counted, self.tree, shown, k=self.k, basis=Basis.NOW)


def _places() -> dict[UUID, Place]:
    """Every unit that ever was, a parent before its children."""
    found = select(
        Unit.id,
        Unit.code,
        Unit.name,
        Unit.kind,
        Unit.group,
        Unit.parent_id,
        Unit.path,
        Unit.valid_to,
    )
    places = sorted((Place(*row) for row in db.session.execute(found)), key=lambda each: each.path)
    return {place.id: place for place in places}


def _tallies(*, overall: bool) -> tuple[date | None, dict[Cell, list[Stored]]]:
    table = UnitTally
    found = select(
        table.unit_id, table.then_id, table.measure, table.slug, table.dimension, table.stage,
        table.as_of, table.n, table.total, table.squares,
    )  # fmt: skip
    if overall:
        found = found.where(table.slug == "", table.dimension == "", table.stage == "")
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
