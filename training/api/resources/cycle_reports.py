"""The reports of closed cycles: the sentences and figures that the pages and the files have."""

from flask import Blueprint, current_app

from training.api.door import acting, today
from training.api.speaking import Told, speaks
from training.kernel.access import allow
from training.people.rules.access import Permission
from training.reporting.queries.city_cycle_reports import city_cycle_report
from training.reporting.queries.cycle_reports import Asked, Report, unit_cycle_report

bp = Blueprint("cycle_reports", __name__)
Number = float | int


class Line(Told):
    """One figure as it is told, and as numbers; null where it may not be told or does not exist.

    `n` is how many people or voices are behind it at least.
    """

    key: str
    about: str
    text: str
    spread: str
    value: Number | None
    low: Number | None
    high: Number | None
    n: int | None


class Point(Told):
    """One closed cycle in a trend: the share at level 3 and above, and by which rule."""

    cycle: str
    rule: int
    text: str
    value: Number
    low: Number
    high: Number


class Dot(Told):
    """One unit among those of its kind."""

    name: str
    people: int
    value: Number


class Kind(Told):
    """The units of one kind; `limits` are people and what chance allows for so many (95 %)."""

    group: str
    centre: Number
    most: int
    limits: tuple[tuple[Number, Number, Number], ...]
    dots: tuple[Dot, ...]


class Part(Told):
    """A part of a report; `mark` is the share that a level needs to be said."""

    title: str
    sentences: tuple[str, ...]
    lines: tuple[Line, ...]
    trend: tuple[Point, ...] | None
    funnel: tuple[Kind, ...] | None
    mark: Number | None


class Place(Told):
    """The unit that a report is about, with everybody below it."""

    code: str
    name: str
    group: str


class Row(Told):
    """One unit in the city's report, by name; `merged_into` counts a unit that is too small."""

    code: str
    name: str
    group: str
    depth: int
    roster: int
    merged_into: str | None
    ended: str | None
    lines: tuple[Line, ...]


class Corrects(Told):
    """Which snapshot a corrected one replaces, and why."""

    cycle: str
    reason: str


class CycleReport(Told):
    """A report over a closed cycle: `digest` names the snapshot, `signed_by` the city's key."""

    kind: str
    city: str
    title: str
    unit: Place
    cycle: str
    first: str
    last: str
    closed_at: str
    rule: int
    digest: str
    signed_by: str | None
    k: int
    corrects: Corrects | None
    summary: tuple[str, ...]
    sections: tuple[Part, ...]
    unknown: tuple[str, ...]
    units: tuple[Row, ...]


@bp.get("/units/<code>/cycles/<label>/report")
@allow(Permission.SEE_UNIT, object="reported-unit")
@speaks("The report of a unit over a closed cycle", CycleReport, refusals=(404,))
def unit_report(code: str, label: str) -> CycleReport:
    return _told(unit_cycle_report(code, asked(label, Permission.SEE_UNIT)))


@bp.get("/cycles/<label>/report")
@allow(Permission.SEE_CITY, object="closed-cycle")
@speaks("The report of the city over a closed cycle", CycleReport, refusals=(404,))
def city_report(label: str) -> CycleReport:
    return _told(city_cycle_report(asked(label, Permission.SEE_CITY)))


def asked(label: str, permission: Permission) -> Asked:
    """The report of a cycle as the acting person may see it."""
    chosen = current_app.config["RESAP"]
    return Asked(label, acting().scope(permission), chosen.k, chosen.city, today())


def _told(report: Report) -> CycleReport:
    return CycleReport.model_validate(report, strict=False)
