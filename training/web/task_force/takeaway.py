"""Reports as files: the figures that the pages show, and no others."""

from collections.abc import Iterable

from flask_babel import gettext as _

from training.reporting.queries.units import CityReport, UnitReport
from training.reporting.rules.figures import Figure
from training.reporting.rules.measures import OVERALL
from training.reporting.rules.sheets import Cell, sheet_bytes
from training.web.conduct_words import DIMENSIONS, STAGES
from training.web.task_force.words import MEASURES, value


def city_sheet(form: str, report: CityReport) -> bytes:
    """One row a unit, six columns a measure."""
    head = [_("Unit code"), _("Unit"), _("Group"), _("Parent unit"), _("Roster"), _("Merged into")]
    for measure in OVERALL:
        head += [f"{MEASURES[measure]}: {part}" for part in _parts()]
    rows = (
        [
            row.code, row.name, row.group, row.parent_name, row.roster, row.merged_into,
            *(cell for measure in OVERALL for cell in _figure(row.figures[measure])),
        ]
        for row in report.rows
    )  # fmt: skip
    return sheet_bytes(form, _("Units"), head, rows)


def unit_sheet(form: str, report: UnitReport) -> bytes:
    """One row a figure of the unit."""
    head = [_("Unit code"), _("Measure"), _("Module"), _("Dimension"), _("Stage"), *_parts()]
    labels = dict(report.modules)
    rows: Iterable[list[Cell]] = (
        [
            report.unit.code, str(MEASURES[each.cell.measure]),
            labels.get(each.cell.slug, each.cell.slug), _named(DIMENSIONS, each.cell.dimension),
            _named(STAGES, each.cell.stage), *_figure(each.figure),
        ]
        for each in report.cells
    )  # fmt: skip
    return sheet_bytes(form, report.unit.code, head, rows)


def _parts() -> list[str]:
    return [
        _("as shown"), _("share"), _("90 % from"), _("90 % to"), _("n"), _("n at least"),
        _("n at most"),
    ]  # fmt: skip


def _figure(figure: Figure) -> list[Cell]:
    return [
        value(figure), figure.value, figure.low, figure.high, None, figure.least, figure.most,
    ]  # fmt: skip


def _named(words: dict, key: str) -> str:
    return str(words[key]) if key else ""
