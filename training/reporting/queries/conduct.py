"""How far the conduct has sunk in, as the task force and heads of units may see it.

Only what a closed cycle froze is shown, in steps (`rules.steps`), and only of units that have at
least k people; a smaller one is merged into the unit above it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.exc import NoResultFound

from training.internalization.queries.cycles import (
    CITY,
    CycleShown,
    UnitSaid,
    cycle_of,
)
from training.internalization.queries.draws import history, kept_of
from training.internalization.queries.snapshots import chain_of
from training.internalization.rules.cycles import State
from training.internalization.rules.estimate.labels import Cycle as Said
from training.internalization.rules.estimate.labels import Label, Missing, label, published
from training.internalization.rules.summing import Kept, Share, together
from training.internalization.rules.whole import Whole, gates_of, whole
from training.people.queries.units import by_code
from training.reporting.queries.city import Place, places
from training.reporting.queries.conduct_city import (
    CountedCity,
    closed_cycles,
    counted_city,
    stored,
)
from training.reporting.queries.settled import source_of
from training.reporting.rules.conduct import (
    Counted,
    Coverage,
    LevelFigure,
    coverage,
    dials,
    facets,
    level_figure,
    plans,
)
from training.reporting.rules.steps import Reading

LEVELS = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Change:
    """Whether a level's share has changed since the cycle before: `changed` only where it is sure.

    `low` and `high` hold the difference with 90 %, from −1 to 1.
    """

    changed: bool
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Point:
    """One closed cycle in a trend: its estimates by level, and by which rule it was counted."""

    label: str
    last: date
    rule: int
    levels: Mapping[int, Reading]


@dataclass(frozen=True, slots=True)
class UnitConduct:
    """What the newest closed cycle says of one unit with all units below it."""

    cycle: CycleShown
    k: int
    label: Label
    levels: Mapping[int, LevelFigure]
    dials: Mapping[str, Counted]
    facets: Mapping[str, Counted]
    plans: Mapping[str, Counted]
    coverage: Coverage
    alpha: tuple[float | None, float | None, float | None]
    changes: Mapping[int, Change]
    trend: tuple[Point, ...]
    summed: bool
    cycles: int


@dataclass(frozen=True, slots=True)
class UnitPage:
    """One unit; `merged_into` names the unit in whose figures it is counted where it is too small.

    `found` is None where it is merged, where nothing is closed yet, or where it had nobody.
    """

    place: Place
    merged_into: str | None
    found: UnitConduct | None


def unit_conduct(
    code: str, *, scope: tuple[str, ...], k: int, today: date, cycle: str | None = None
) -> UnitPage:
    """One unit of the scope, as of the newest closed cycle or of the one named.

    NoResultFound outside of the scope, and for a cycle that was never closed.
    """
    unit = by_code(code, scope).id
    closed = _until(cycle, today)
    if not closed:
        return UnitPage(places()[unit], None, None)
    city = counted_city(closed[0], k)
    place, merged = city.places[unit], city.merged_into(unit)
    if unit not in city.choice.shown or not city.below(unit):
        return UnitPage(place, merged, None)
    return UnitPage(place, None, _conduct(unit, city, closed, k))


def _until(label: str | None, today: date) -> Sequence[CycleShown]:
    """The closed cycles up to the one named, the newest first; a corrected one may be named."""
    closed = closed_cycles(today=today)
    if label is None:
        return closed
    named = cycle_of(label, today=today)
    if named.state is not State.CLOSED:
        raise NoResultFound
    return [named, *(each for each in closed if each.span.last < named.span.first)]


def _conduct(unit: UUID, city: CountedCity, closed: Sequence[CycleShown], k: int) -> UnitConduct:
    everywhere = city.subtree(unit)
    everybody = city.is_all(city.below(unit))
    said = history([*everywhere, CITY] if everybody else everywhere)
    told = {
        each.id: source_of(everywhere, chain_of(each.id), said, k=k)
        for each in closed
        if each.id in said
    }
    found = {
        key: _levels(source, everywhere, said[source], everybody=everybody)
        for key, source in told.items()
    }
    said = {key: said[source] for key, source in told.items()}
    newest = closed[0]
    own = [each for each in everywhere if each in said[newest.id]]
    single = len(own) == 1 and not everybody
    sums = _whole(said[newest.id], own)
    quality = newest.quality or {}
    return UnitConduct(
        cycle=newest, k=k,
        label=_own_label(said[newest.id][own[0]]) if single
        else _label(closed, said, found, everywhere),
        levels={at: level_figure(each, k=k) for at, each in found[newest.id].items()},
        dials=dials(sums, k=k), facets=facets(sums, k=k), plans=plans(sums, k=k),
        coverage=coverage(sums, k=k),
        alpha=(quality.get("alpha"), quality.get("alpha_low"), quality.get("alpha_high")),
        changes=_changes(said[newest.id][own[0]]) if single else {},
        trend=_trend(closed, found, k), summed=not single, cycles=len(closed),
    )  # fmt: skip


def _levels(
    cycle_id: UUID, below: Sequence[UUID], said: Mapping[UUID, UnitSaid], *, everybody: bool
) -> dict[int, Share]:
    """The figures of a unit in one snapshot, by level."""
    known = [each for each in below if each in said]
    if everybody and CITY in said:
        return {level: stored(said[CITY], level) for level in LEVELS}
    if len(known) == 1:
        return {level: stored(said[known[0]], level) for level in LEVELS}
    kept = kept_of(cycle_id, known)
    found: dict[int, Share] = {}
    for level in LEVELS:
        parts: list[tuple[Kept, int]] = [kept[each, level] for each in known]
        found[level] = together([part for part, _ in parts], parts[0][1])
    return found


def _whole(said: Mapping[UUID, UnitSaid], below: Sequence[UUID]) -> Whole:
    findings = [said[each].finding for each in below if each in said]
    return whole([(each.roster, each.told) for each in findings])


def _own_label(said: UnitSaid) -> Label:
    return Label(said.finding.label, tuple(Missing(each) for each in said.finding.missing))


def _label(
    closed: Sequence[CycleShown],
    said: Mapping[UUID, Mapping[UUID, UnitSaid]],
    found: Mapping[UUID, Mapping[int, Share]],
    below: Sequence[UUID],
) -> Label:
    """The label of several rosters together, from what each cycle says of them as a whole."""
    spoken = []
    for each in reversed(closed):
        if each.id in found:
            sums = _whole(said[each.id], below)
            gates = gates_of(sums, (each.quality or {}).get("alpha"))
            likely = {level: share.likely for level, share in found[each.id].items()}
            spoken.append(Said(label(likely, gates), sums.contrary))
    return published(spoken)


def _changes(said: UnitSaid) -> dict[int, Change]:
    kept = said.finding.told.get("changes", {})
    return {
        int(level): Change(p >= 0.90, low, high) for level, (_, low, high, p) in kept.items()
    }  # fmt: skip


def _trend(
    closed: Sequence[CycleShown], found: Mapping[UUID, Mapping[int, Share]], k: int
) -> tuple[Point, ...]:
    """The estimates of every closed cycle in which the unit had at least k people, in order."""
    return tuple(
        Point(
            each.label, each.span.last, each.rule or 0,
            {at: level_figure(share, k=k).estimate for at, share in found[each.id].items()},
        )
        for each in reversed(closed)
        if each.id in found and found[each.id][1].roster >= k
    )  # fmt: skip
