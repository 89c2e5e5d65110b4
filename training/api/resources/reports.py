"""How a unit stands. What may not be seen of it is not in the answer."""

from datetime import date
from typing import Literal

from flask import Blueprint, current_app

from training.api.door import acting, today
from training.api.speaking import Told, speaks
from training.kernel.access import allow
from training.people.queries import units as tree
from training.people.rules.access import Permission
from training.reporting.queries import units as reports
from training.reporting.queries.conduct import unit_conduct
from training.reporting.rules import figures
from training.reporting.rules.conduct import Counted
from training.reporting.rules.measures import Basis
from training.reporting.rules.steps import Reading

bp = Blueprint("reports", __name__)


class OnBasis(Told):
    """By the unit people serve in now, or served in then."""

    basis: Literal["now", "then"] = "now"


class Which(OnBasis):
    """Drawn as asked, with conduct in a cycle; a cycle that never was is not found."""

    cycle: str | None = None


class Figure(Told):
    """One figure: `of` people could have a value, from `least` to `most` have one; `n` is not told.

    `left` of them have left the unit and are counted on until k people have left; a mean is of
    those who are there. A band has one bound and no value. What is null may not be told, or does
    not exist; `of` is 0 where a mean as it was then does not say of how many it is.
    """

    shown: str
    of: int
    n: int | None
    least: int | None
    most: int | None
    value: float | None
    low: float | None
    high: float | None
    left: int


class CellFigure(Told):
    """A figure over one module, dimension or stage; empty words mean all of them."""

    measure: str
    module: str
    dimension: str
    stage: str
    figure: Figure


class UnitLine(Told):
    """A unit with its figures over everything; `merged_into` counts a unit that is too small."""

    code: str
    name: str
    kind: str
    group: str
    parent: str | None
    roster: int
    merged_into: str | None
    figures: dict[str, Figure]


class Month(Told):
    """How many had begun and completed by the end of a month."""

    month: date
    started: Figure
    completed: Figure


class Share(Told):
    """A share in steps, from 0 to 1; null where fewer than k people are behind it."""

    value: float
    low: float
    high: float
    step: float


class LevelShare(Told):
    """The people at a level or above: evidenced (a floor, from–to) and estimated (90 %)."""

    level: int
    evidenced: tuple[float, float]
    estimate: Share


class Conduct(Told):
    """What a closed cycle says: the label or what is missing for one, and every figure in steps.

    `dials` and `facets` are among those of whom there is evidence, `plans` the share kept of what
    was planned.
    """

    cycle: str
    rule: int
    digest: str | None
    label: int | None
    missing: tuple[str, ...]
    levels: tuple[LevelShare, ...]
    dials: dict[str, Share | None]
    facets: dict[str, Share | None]
    plans: dict[str, Share | None]
    assessed: tuple[float, float]
    alpha: float | None


class UnitReport(Told):
    """The report of one unit with the units below it, by name and never by score.

    `conduct` is null where no cycle is closed, or where the unit is merged into the one above it.
    """

    unit: UnitLine
    basis: str
    as_of: date | None
    k: int
    cells: tuple[CellFigure, ...]
    units: tuple[UnitLine, ...]
    trend: tuple[Month, ...]
    conduct: Conduct | None


@bp.get("/units/<code>/report")
@allow(Permission.SEE_UNIT, object="unit")
@speaks(
    "Completion and knowledge of a unit, with suppression", UnitReport, query=Which, refusals=(404,)
)
def unit_report(code: str, query: Which) -> UnitReport:
    scope = acting().scope(Permission.SEE_UNIT)
    known = tree.by_code(code, scope)
    k = current_app.config["RESAP"].k
    found = reports.unit_report(known.code, scope=scope, k=k, basis=Basis(query.basis))
    return UnitReport(
        unit=_line(found.unit), basis=found.basis.value, as_of=found.as_of, k=found.k,
        cells=tuple(_cell(each) for each in found.cells),
        units=tuple(_line(each) for each in found.units),
        trend=tuple(_month(each) for each in found.trend),
        conduct=_conduct(known.code, scope, query.cycle),
    )  # fmt: skip


def _conduct(code: str, scope: tuple[str, ...], cycle: str | None) -> Conduct | None:
    k = current_app.config["RESAP"].k
    found = unit_conduct(code, scope=scope, k=k, today=today(), cycle=cycle).found
    if found is None:
        return None
    return Conduct(
        cycle=found.cycle.label, rule=found.cycle.rule or 0, digest=found.cycle.digest,
        label=found.label.level, missing=tuple(each.value for each in found.label.missing),
        levels=tuple(
            LevelShare(
                level=level, evidenced=(each.evidenced.low, each.evidenced.high),
                estimate=_share(each.estimate),
            )
            for level, each in found.levels.items()
        ),
        dials={name: _counted(each) for name, each in found.dials.items()},
        facets={name: _counted(each) for name, each in found.facets.items()},
        plans={name: _counted(each) for name, each in found.plans.items()},
        assessed=(found.coverage.assessed.low, found.coverage.assessed.high),
        alpha=found.alpha[0],
    )  # fmt: skip


def _share(told: Reading) -> Share:
    return Share(value=told.value, low=told.low, high=told.high, step=told.step)


def _counted(told: Counted) -> Share | None:
    return None if told.share is None else _share(told.share)


def _line(row: reports.UnitRow) -> UnitLine:
    return UnitLine(
        code=row.code, name=row.name, kind=row.kind, group=row.group, parent=row.parent_code,
        roster=row.roster, merged_into=row.merged_into,
        figures={measure.value: _figure(each) for measure, each in row.figures.items()},
    )  # fmt: skip


def _cell(told: reports.CellFigure) -> CellFigure:
    cell = told.cell
    return CellFigure(
        measure=cell.measure.value, module=cell.slug, dimension=cell.dimension, stage=cell.stage,
        figure=_figure(told.figure),
    )  # fmt: skip


def _month(told: reports.MonthFigures) -> Month:
    return Month(month=told.month, started=_figure(told.started), completed=_figure(told.completed))


def _figure(told: figures.Figure) -> Figure:
    return Figure(
        shown=told.shown.value, of=told.of, n=None, least=told.least, most=told.most,
        value=told.value, low=told.low, high=told.high, left=told.left,
    )  # fmt: skip
