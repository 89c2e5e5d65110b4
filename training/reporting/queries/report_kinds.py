"""The units of one kind side by side in a closed cycle: those that have none below them."""

from collections.abc import Mapping
from uuid import UUID

from training.internalization.queries.cycles import CycleShown, units_said
from training.internalization.queries.snapshots import chain_of
from training.reporting.queries.conduct_city import CountedCity, stored
from training.reporting.queries.settled import source_of
from training.reporting.rules.conduct import LevelFigure, level_figure
from training.reporting.rules.funnels import Dot, Funnel, funnels


def leaves(city: CountedCity) -> list[UUID]:
    """Units with people that stand by themselves and have no unit with people below them."""
    above = {
        place.parent_id
        for unit, place in city.places.items()
        if city.choice.sums[unit].of and place.parent_id
    }
    return [unit for unit in city.choice.shown if unit not in above and city.rosters.get(unit)]


def kinds(
    city: CountedCity, figures: Mapping[UUID, LevelFigure], units: list[UUID]
) -> tuple[Funnel, ...]:
    """One funnel for each group, from figures as they are told; groups by name."""
    told = (
        (
            city.places[unit].group, city.places[unit].name, city.choice.sums[unit].of,
            figures[unit].estimate.value, figures[unit].estimate.slack,
        )
        for unit in units
        if unit in figures
    )  # fmt: skip
    return tuple(sorted(funnels(told), key=lambda each: each.group.casefold()))


def kind_of(
    cycle: CycleShown, city: CountedCity, unit: UUID, *, level: int, k: int
) -> tuple[Funnel | None, Dot | None]:
    """The funnel of a unit's own kind, and the unit's own place in it."""
    place = city.places[unit]
    same = [each for each in leaves(city) if city.places[each].group == place.group]
    if unit not in same:
        return None, None
    chain = chain_of(cycle.id)
    said = {each: units_said(each, same) for each in chain}
    told = {each: said[source_of((each,), chain, said, k=k)] for each in same}
    figures = {each: level_figure(stored(told[each][each], level), k=k) for each in same}
    found = next(iter(kinds(city, figures, same)), None)
    if found is None:
        return None, None
    people = city.choice.sums[unit].of
    own = (each for each in found.dots if each.name == place.name and each.people == people)
    return found, next(own)
