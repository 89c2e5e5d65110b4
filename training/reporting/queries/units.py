"""The reports of the task force and of unit heads: what may not be seen is not in them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from training.kernel.db import db
from training.people.queries.units import by_code
from training.people.rules.access import within
from training.people.tables.units import Unit
from training.reporting.queries.city import City, Place
from training.reporting.queries.modules import current
from training.reporting.rules.figures import Figure
from training.reporting.rules.measures import OVERALL, Basis, Cell, Measure, in_order

Figures = Mapping[Measure, Figure]


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit in a list: its place in the tree, its roster, and its figures over everything.

    `merged_into` names the unit above in whose figures this one is counted, if it is too small.
    """

    code: str
    name: str
    kind: str
    group: str
    parent_code: str | None
    parent_name: str | None
    depth: int
    roster: int
    merged_into: str | None
    figures: Figures
    region_code: str = ""


@dataclass(frozen=True, slots=True)
class CellFigure:
    """One figure of a unit's report, with what it is about."""

    cell: Cell
    figure: Figure


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """How many had begun and completed by the end of a month."""

    month: date
    started: Figure
    completed: Figure


@dataclass(frozen=True, slots=True)
class UnitReport:
    """Everything that may be seen of one unit. `modules` are (slug, label) in their order."""

    unit: UnitRow
    basis: Basis
    as_of: date | None
    k: int
    cells: tuple[CellFigure, ...]
    units: tuple[UnitRow, ...]
    trend: tuple[MonthFigures, ...]
    modules: tuple[tuple[str, str], ...]

    @property
    def left(self) -> int:
        """How many who have left are still counted in these figures, at most."""
        return max((each.figure.left for each in self.cells), default=0)

    def figure(self, cell: Cell) -> Figure | None:
        return next((each.figure for each in self.cells if each.cell == cell), None)


@dataclass(frozen=True, slots=True)
class CityReport:
    """All units of a scope, from its tops down; children stand by name under their parent."""

    basis: Basis
    as_of: date | None
    k: int
    rows: tuple[UnitRow, ...]
    trend: tuple[MonthFigures, ...]


def city_report(*, scope: tuple[str, ...], k: int, basis: Basis = Basis.NOW) -> CityReport:
    """Every unit in the scope with its figures over everything."""
    city = City(k=k, basis=basis)
    by_measure = _by_measure(city)
    places = [place for place in city.places.values() if within(place.path, scope)]
    rows = tuple(
        _row(city, place, by_measure) for place in by_name(places) if _is_alive(city, place)
    )
    tops = [place for place in places if place.path in scope]
    trend = _trend(city, tops[0].id) if len(tops) == 1 else ()
    return CityReport(basis, city.drawn.as_of, k, rows, trend)


def unit_report(
    code: str, *, scope: tuple[str, ...], k: int, basis: Basis = Basis.NOW
) -> UnitReport:
    """One unit in the scope with all its figures. NoResultFound outside of the scope."""
    unit_id = by_code(code, scope).id
    city = City(k=k, basis=basis)
    by_measure = _by_measure(city)
    place = city.places[unit_id]
    children = [each for each in city.places.values() if each.parent_id == unit_id]
    return UnitReport(
        unit=_row(city, place, by_measure),
        basis=basis,
        as_of=city.drawn.as_of,
        k=k,
        cells=_cells(city, unit_id),
        units=tuple(
            _row(city, each, by_measure) for each in by_name(children) if _is_alive(city, each)
        ),
        trend=_trend(city, unit_id),
        modules=tuple((each.slug, each.label) for each in current()),
    )


def own_unit(scope: tuple[str, ...]) -> str:
    """The code of the unit that a scope begins with. NoResultFound for an empty scope."""
    found = select(Unit.code).where(Unit.path.in_(scope)).order_by(Unit.path).limit(1)
    return db.session.execute(found).scalar_one()


def by_name(places: Iterable[Place]) -> list[Place]:
    """Children under their parent, siblings by kelompok and name: never by a figure."""
    known = {place.path: place for place in places}

    def trail(place: Place) -> list[tuple[str, str, str]]:
        parts = place.path.strip("/").split("/")
        paths = ("/" + "/".join(parts[:end]) + "/" for end in range(1, len(parts) + 1))
        above = (known.get(path) for path in paths)
        return [(each.group, each.name.casefold(), each.code) for each in above if each]

    return sorted(known.values(), key=trail)


def _by_measure(city: City) -> dict[Measure, dict[UUID, Figure]]:
    return {measure: city.drawn.figures(Cell(measure)) for measure in OVERALL}


def _is_alive(city: City, place: Place) -> bool:
    """A closed unit is listed only while it has people."""
    ended = (
        place.valid_to is not None
        and city.drawn.as_of is not None
        and place.valid_to <= city.drawn.as_of
    )
    return not ended or city.roster(place.id) > 0


def _row(city: City, place: Place, by_measure: Mapping[Measure, Mapping[UUID, Figure]]) -> UnitRow:
    parent = city.places.get(place.parent_id) if place.parent_id else None
    host = city.host(place.id)
    return UnitRow(
        place.code, place.name, place.kind, place.group,
        parent.code if parent else None, parent.name if parent else None, place.depth,
        city.roster(place.id), host.name if host else None,
        {measure: found[place.id] for measure, found in by_measure.items()},
        place.region_code,
    )  # fmt: skip


def _cells(city: City, unit: UUID) -> tuple[CellFigure, ...]:
    wanted = {Cell(measure) for measure in OVERALL} | set(city.drawn.cells())
    return tuple(CellFigure(cell, city.drawn.figures(cell)[unit]) for cell in in_order(wanted))


def _trend(city: City, unit: UUID) -> tuple[MonthFigures, ...]:
    found = city.drawn.by_month
    months = sorted({month for month, _ in found})
    blank = city.drawn.figures(Cell(Measure.STARTED))
    return tuple(
        MonthFigures(
            month,
            found.get((month, Measure.STARTED), blank)[unit],
            found.get((month, Measure.COMPLETED), blank)[unit],
        )
        for month in months
    )
