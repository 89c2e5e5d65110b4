"""The report of the city over a closed cycle: the whole, then every unit by its name."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy.exc import NoResultFound

from training.internalization.queries.cycles import CycleShown, units_said
from training.internalization.queries.snapshots import correction_by
from training.people.rules.access import within
from training.reporting.queries.city import Place
from training.reporting.queries.conduct_city import (
    CountedCity,
    at_level,
    closed_cycles,
    counted_city,
)
from training.reporting.queries.cycle_reports import (
    SHOWN,
    Asked,
    Report,
    Tell,
    closed_cycle,
    head_of,
    section,
    whole_of,
)
from training.reporting.queries.report_drivers import driver_lines
from training.reporting.queries.report_kinds import kinds, leaves
from training.reporting.queries.units import by_name
from training.reporting.rules.conduct import LevelFigure, level_figure
from training.reporting.rules.funnels import Funnel
from training.reporting.rules.report_lines import level_lines, number, percent

LEVELS = (1, 2, 3, 4, 5)
DRIVERS = (
    "Jawaban tanpa nama se-kota dari gelombang terakhir dalam putaran ini: rata-rata dari 1 (sama "
    "sekali tidak cocok) sampai 5 (sangat cocok). Ini menjelaskan, dan tidak pernah menilai."
)
Figures = Mapping[UUID, dict[int, LevelFigure]]


def silently(done: int, of: int) -> None:
    """Tell nobody."""


def city_cycle_report(asked: Asked, tell: Tell = silently) -> Report:
    """The report of the scope. NoResultFound for a cycle not closed or a scope without a unit."""
    cycle, steps = closed_cycle(asked), len(LEVELS) + 2
    city = counted_city(cycle, asked.k)
    top = top_of(city, asked)
    page = asked.page(top.code)
    tell(1, steps)
    figures = _figures(cycle, city, asked, tell)
    report = whole_of(head_of("city", cycle, top, asked), page, asked)
    places = [each for each in city.places.values() if within(each.path, asked.scope)]
    rows = [_row(each, city, figures, cycle) for each in by_name(places)
            if city.choice.sums[each.id].of]  # fmt: skip
    inside = {each.id for each in places}
    alone = [unit for unit in leaves(city) if unit in inside]
    third = {unit: levels[SHOWN] for unit, levels in figures.items()}
    report["units"] = rows
    report["sections"] = [
        each for each in report["sections"] if each["title"] != "Di antara unit sejenis"
    ]
    if drivers := driver_lines(cycle, k=asked.k):
        report["sections"].append(section("Yang membantu dan menggerakkan", drivers, [DRIVERS]))
    report["sections"].append(_side_by_side(kinds(city, third, alone)))
    report["summary"].insert(-1, _shown(rows))
    tell(steps, steps)
    return report


def top_of(city: CountedCity, asked: Asked) -> Place:
    """The unit that a report of the scope is about. NoResultFound for a scope without one."""
    if asked.scope == ("/",):
        tops = (each for each in city.places.values() if each.parent_id is None)
    else:
        tops = (each for each in city.places.values() if each.path in asked.scope)
    found = next(tops, None)
    if found is None:
        raise NoResultFound
    return found


def _figures(cycle: CycleShown, city: CountedCity, asked: Asked, tell: Tell) -> Figures:
    """By unit that stands by itself, its figures at every level."""
    said = units_said(cycle.id)
    found: dict[UUID, dict[int, LevelFigure]] = {}
    for step, level in enumerate(LEVELS, 2):
        for unit, share in at_level(cycle, city, said, level, k=asked.k).items():
            found.setdefault(unit, {})[level] = level_figure(share, k=asked.k)
        tell(step, len(LEVELS) + 2)
    return found


def _row(place: Place, city: CountedCity, figures: Figures, cycle: CycleShown) -> Report:
    """One unit: its figures by level, or the unit in whose figures it is counted."""
    told = figures.get(place.id)
    ended = place.valid_to
    return {
        "code": place.code, "name": place.name, "group": place.group, "depth": place.depth,
        "roster": city.choice.sums[place.id].of,
        "merged_into": None if told else city.merged_into(place.id),
        "ended": ended.isoformat() if ended and ended > cycle.span.last else None,
        "lines": level_lines(told) if told else [],
    }  # fmt: skip


def _shown(rows: list[Report]) -> str:
    alone = sum(bool(each["lines"]) for each in rows)
    return (
        f"Dari {number(len(rows))} unit yang punya pegawai, {number(alone)} berdiri sendiri; yang "
        "lain terlalu kecil, dan dihitung bersama unit di atasnya."
    )


def _side_by_side(found: tuple[Funnel, ...]) -> Report:
    """Units of one kind: what is common, what chance allows, which lie outside of it."""
    told = [
        "Unit kecil lebih mudah berayun karena kebetulan daripada unit besar. Di antara garis "
        "putus-putus, sebuah unit tidak berbeda dari sejenisnya melebihi kebetulan."
    ]
    drawn = []
    for each in found:
        apart = [dot.name for dot in each.dots if dot.is_apart]
        named = f"di luar batas: {', '.join(apart)}" if apart else "tidak ada yang di luar batas"
        told.append(
            f"{each.group} ({number(len(each.dots))} unit): bagian bersama sekitar "
            f"{percent(each.centre)}; {named}."
        )
        drawn.append({
            "group": each.group, "centre": round(each.centre, 2), "most": each.most,
            "limits": [list(limit) for limit in each.limits],
            "dots": [{"name": dot.name, "people": dot.people, "value": dot.value}
                     for dot in each.dots],
        })  # fmt: skip
    return section("Unit sejenis berdampingan", (), told, funnel=drawn or None)


def reports_of(*, today: date) -> list[Report]:
    """The closed cycles, the newest first, each with the one that it corrects."""
    listed = []
    for each in closed_cycles(today=today):
        corrects = correction_by(each.id)
        listed.append({
            "cycle": each.label, "first": each.span.first, "last": each.span.last,
            "digest": each.digest, "corrects": corrects.of if corrects else None,
        })  # fmt: skip
    return listed
