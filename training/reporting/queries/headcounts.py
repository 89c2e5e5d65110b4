"""Plain counts by unit for the staff administration, which sees every person anyway."""

from dataclasses import dataclass

from training.people.rules.access import within
from training.reporting.queries.city import City
from training.reporting.queries.units import by_name
from training.reporting.rules.measures import Basis, Cell, Measure


@dataclass(frozen=True, slots=True)
class UnitCount:
    """How many people a unit has with all units below it, and how far they are."""

    code: str
    name: str
    group: str
    depth: int
    roster: int
    started: int
    completed: int


def unit_counts(scope: tuple[str, ...]) -> tuple[UnitCount, ...]:
    """Every unit of the scope that has people, children under their parent, by name."""
    city = City(k=1, basis=Basis.NOW)
    sums = {
        measure: city.drawn.tree.subtrees(city.drawn.counted(Cell(measure)).own)
        for measure in (Measure.STARTED, Measure.COMPLETED)
    }
    rows = []
    for place in by_name(each for each in city.places.values() if within(each.path, scope)):
        roster = city.roster(place.id)
        if roster:
            counts = (sums[each][place.id].n for each in (Measure.STARTED, Measure.COMPLETED))
            about = (place.code, place.name, place.group, place.depth)
            rows.append(UnitCount(*about, roster, *counts))
    return tuple(rows)
