"""How one published figure was computed: the report's own line, with all that may be said of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.exc import NoResultFound

from training.internalization.queries.cycles import CycleShown
from training.internalization.queries.snapshots import correction_by, signature_of
from training.reporting.queries.city import Place
from training.reporting.queries.city_cycle_reports import top_of
from training.reporting.queries.conduct_city import CountedCity, closed_cycles, counted_city
from training.reporting.queries.cycle_reports import (
    Asked,
    Report,
    closed_cycle,
    unit_cycle_report,
)
from training.reporting.queries.report_drivers import driver_lines
from training.reporting.queries.units import by_name
from training.reporting.rules import explained_levels, explained_shares
from training.reporting.rules.explaining import Explanation, Held, explain, family
from training.reporting.rules.quality_lines import quality_lines
from training.reporting.rules.report_lines import Line, line

MEANINGS = {**explained_levels.MEANINGS, **explained_shares.MEANINGS}
OF_ITS_KIND = "kind."


@dataclass(frozen=True, slots=True)
class Opened:
    """One figure, opened.

    `head` says what stands on every report: unit, cycle, days, rule, digest, who signed; of a
    running figure its basis and day. `below` are the units under this one that had people (code,
    name); `others` the labels of the other closed cycles, the newest first.
    """

    explanation: Explanation
    head: Mapping[str, Any]
    below: tuple[tuple[str, str], ...] = ()
    others: tuple[str, ...] = ()


def unit_figure(key: str, code: str, asked: Asked) -> Opened:
    """A figure of one unit. NoResultFound outside of the scope, or where there is none."""
    report = unit_cycle_report(code, asked)
    cycle = closed_cycle(asked)
    city = counted_city(cycle, asked.k)
    place = next(each for each in city.places.values() if each.code == code)
    return _opened(key, report, _lines(report), (cycle, city, place))


def city_figure(key: str, asked: Asked) -> Opened:
    """A figure of the city's report. NoResultFound where there is no such figure."""
    cycle = closed_cycle(asked)
    city = counted_city(cycle, asked.k)
    place = top_of(city, asked)
    report = unit_cycle_report(place.code, asked)
    lines = {at: each for at, each in _lines(report).items() if not at.startswith(OF_ITS_KIND)}
    lines |= {each["key"]: each for each in driver_lines(cycle, k=asked.k)}
    return _opened(key, report | {"kind": "city"}, lines, (cycle, city, place))


def quality_figure(key: str, cycle: CycleShown, *, city: str, k: int) -> Opened:
    """A figure of the quality of observing in a closed cycle, which is the whole city's."""
    lines = {each["key"]: each for each in quality_lines(cycle.quality or {})}
    meaning = family(key, MEANINGS)
    if key not in lines or meaning is None:
        raise NoResultFound
    signed, corrects = signature_of(cycle.id), correction_by(cycle.id)
    head = {
        "kind": "cycle", "city": city, "unit": {"code": "", "name": city}, "cycle": cycle.label,
        "first": cycle.span.first.isoformat(), "last": cycle.span.last.isoformat(),
        "rule": cycle.rule, "digest": cycle.digest, "k": k,
        "closed_at": cycle.closed_at.isoformat() if cycle.closed_at else None,
        "signed_by": signed.kid if signed else None,
        "corrects": {"cycle": corrects.of, "reason": corrects.reason} if corrects else None,
    }  # fmt: skip
    return Opened(explain(lines[key], lines, meaning, k=k), head)


def _lines(report: Report) -> dict[str, Line]:
    return {each["key"]: each for part in report["sections"] for each in part["lines"]}


def _opened(
    key: str,
    report: Report,
    lines: Mapping[str, Line],
    where: tuple[CycleShown, CountedCity, Place],
) -> Opened:
    cycle, city, place = where
    meaning = family(key, MEANINGS)
    if meaning is None:
        raise NoResultFound
    if report["sections"]:
        if key not in lines:
            raise NoResultFound
        found = explain(lines[key], lines, meaning, k=report["k"], unknown=report["unknown"])
    else:
        hidden = line(key, "Angka unit ini", "tidak berdiri sendiri")
        found = explain(hidden, {}, meaning, k=report["k"], held=Held.MERGED)
        found = replace(found, held=" ".join(report["summary"]))
    children = [each for each in city.places.values()
                if each.parent_id == place.id and city.choice.sums[each.id].of]  # fmt: skip
    below = tuple((each.code, each.name) for each in by_name(children))
    closed = closed_cycles(today=cycle.span.last)
    return Opened(found, report, below, tuple(
        each.label for each in closed if each.label != cycle.label))  # fmt: skip
