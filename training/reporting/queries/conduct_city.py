"""How far the conduct has sunk in, unit by unit: each with all units below it, at one level."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from training.internalization.queries.cycles import (
    CITY,
    CycleShown,
    UnitSaid,
    cycles,
    units_said,
)
from training.internalization.queries.draws import kept_of, rosters_of
from training.internalization.queries.snapshots import chain_of
from training.internalization.rules.cycles import State
from training.internalization.rules.summing import Share, together
from training.people.rules.access import within
from training.reporting.queries.city import Place, places
from training.reporting.queries.settled import source_of
from training.reporting.queries.units import by_name
from training.reporting.rules.conduct import LevelFigure, level_figure
from training.reporting.rules.disclosure import Choice, Sums, Tree, choose, heads_safe


@dataclass(frozen=True, slots=True)
class CityRow:
    """One unit in the list of the city at one level."""

    place: Place
    roster: int
    merged_into: str | None
    figure: LevelFigure | None


@dataclass(frozen=True, slots=True)
class CityPage:
    """All units of a scope at one level, alphabetically within their groups."""

    cycle: CycleShown | None
    level: int
    k: int
    whole: LevelFigure | None
    rows: tuple[CityRow, ...]


@dataclass(frozen=True, slots=True)
class CountedCity:
    """The units as one cycle counted them."""

    places: Mapping[UUID, Place]
    choice: Choice
    rosters: Mapping[UUID, int]

    def subtree(self, unit: UUID) -> tuple[UUID, ...]:
        """A unit with all units below it."""
        top = self.places[unit].path
        return tuple(key for key, place in self.places.items() if place.path.startswith(top))

    def below(self, unit: UUID) -> tuple[UUID, ...]:
        """Those of a subtree that had people of their own."""
        return tuple(each for each in self.subtree(unit) if self.rosters.get(each))

    def merged_into(self, unit: UUID) -> str | None:
        """The name of the unit in whose figures this one is counted, if it is too small."""
        owner = self.choice.owner.get(unit)
        return None if owner in (None, unit) else self.places[owner].name

    def is_all(self, units: Sequence[UUID]) -> bool:
        """Whether these are all who were counted, so that the city's own figures are theirs."""
        return sum(self.rosters[each] for each in units) == self.rosters.get(CITY)


def closed_cycles(*, today: date) -> tuple[CycleShown, ...]:
    """The closed cycles, the newest first."""
    return tuple(each for each in cycles(today=today) if each.state is State.CLOSED)


def city_conduct(
    *, scope: tuple[str, ...], k: int, today: date, level: int, cycle: str | None = None
) -> CityPage:
    """Every unit of the scope at one level, of the newest closed cycle or of the one named."""
    closed = closed_cycles(today=today)
    named = [each for each in closed if each.label == cycle] or list(closed[:1])
    if not named:
        return CityPage(None, level, k, None, ())
    city = counted_city(named[0], k)
    said = units_said(named[0].id)
    figures = at_level(named[0], city, said, level, k=k)
    told = {unit: level_figure(found, k=k) for unit, found in figures.items()}
    rows = tuple(
        CityRow(each, city.choice.sums[each.id].of, city.merged_into(each.id), told.get(each.id))
        for each in by_name(p for p in city.places.values() if within(p.path, scope))
        if city.choice.sums[each.id].of
    )
    tops = [each.id for each in city.places.values() if each.path in scope]
    return CityPage(named[0], level, k, told.get(tops[0]) if len(tops) == 1 else None, rows)


def counted_city(cycle: CycleShown, k: int) -> CountedCity:
    """The units as a closed cycle counted them, and which of them stand by themselves."""
    known, rosters = places(), rosters_of(cycle.id)
    parents = {unit: place.parent_id for unit, place in known.items()}
    own = {unit: Sums(of=rosters[unit]) for unit in known if rosters.get(unit)}
    choice = choose(Tree(tuple(known), parents), own, heads_safe(k))
    return CountedCity(known, choice, rosters)


def at_level(
    cycle: CycleShown,
    city: CountedCity,
    said: Mapping[UUID, UnitSaid],
    level: int,
    *,
    k: int,
) -> dict[UUID, Share]:
    """The figures of all shown units, each from the snapshot by which it is told."""
    chain = chain_of(cycle.id)
    snapshots = {each: units_said(each) for each in chain[:-1]} | {cycle.id: said}
    sources: dict[UUID, list[UUID]] = {}
    for unit in city.choice.shown:
        if city.below(unit):
            source = source_of(city.subtree(unit), chain, snapshots, k=k)
            sources.setdefault(source, []).append(unit)
    found: dict[UUID, Share] = {}
    for source, units in sources.items():
        found |= _from_snapshot(source, units, city, snapshots[source], level)
    return found


def _from_snapshot(
    source: UUID,
    units: Sequence[UUID],
    city: CountedCity,
    said: Mapping[UUID, UnitSaid],
    level: int,
) -> dict[UUID, Share]:
    """The figures of some units; draws are read only where several rosters are added."""
    found: dict[UUID, Share] = {}
    several: dict[UUID, list[UUID]] = {}
    for unit in units:
        everybody = city.is_all(city.below(unit))
        below = [each for each in city.subtree(unit) if each in said]
        if everybody or len(below) == 1:
            found[unit] = stored(said[CITY if everybody else below[0]], level)
        else:
            several[unit] = below
    wanted = {each for below in several.values() for each in below}
    kept = kept_of(source, wanted, level=level) if wanted else {}
    for unit, below in several.items():
        parts = [kept[each, level] for each in below]
        found[unit] = together([part for part, _ in parts], parts[0][1])
    return found


def stored(said: UnitSaid, level: int) -> Share:
    """The figure of one roster as it is kept."""
    kept = said.levels[level]
    return Share(
        said.finding.roster, kept.evidenced, kept.estimate, kept.low, kept.high, kept.likely
    )  # fmt: skip
