"""A running figure of learning, opened: the same words as on its page, and what they mean."""

from datetime import date

from flask_babel import gettext
from sqlalchemy.exc import NoResultFound

from training.reporting.queries.units import UnitReport
from training.reporting.rules import explained_counts as counts
from training.reporting.rules.explaining import Explanation, Held, explain, family
from training.reporting.rules.figures import Figure
from training.reporting.rules.measures import OVERALL, Cell, Measure
from training.reporting.rules.report_lines import Line, line
from training.web.conduct_words import DIMENSIONS, STAGES
from training.web.present import month, number
from training.web.task_force import words

MONTH = "bulan"
SHARED = ("roster", "coverage")


def running(report: UnitReport, key: str) -> Explanation:
    """The explanation of one running figure of a unit. NoResultFound where there is none."""
    figure, about = _figure(report, key)
    meaning = family(key.partition(".")[0], counts.MEANINGS)
    if meaning is None:
        raise NoResultFound
    merged = bool(report.unit.merged_into)
    if key == "roster":
        own, why = _roster(report), None
    else:
        own = _line(key, about, figure, merged=merged)
        why = counts.held(figure, merged=merged) if figure else None
    if key == "coverage" and why is Held.EDGE:
        why = None
    return explain(own, _beside(report, figure, merged=merged), meaning, k=report.k, held=why)


def _figure(report: UnitReport, key: str) -> tuple[Figure | None, str]:
    """The figure behind a key, and what it is called."""
    if key == "roster":
        return None, gettext("Roster")
    if key == "coverage":
        return report.figure(Cell(Measure.KNOWLEDGE)), gettext("Coverage of the first quizzes")
    measure, _, rest = key.partition(".")
    if rest.startswith(f"{MONTH}."):
        return _of_month(report, measure, rest.removeprefix(f"{MONTH}."))
    cell = counts.cell_of(key)
    figure = report.figure(cell) if cell else None
    if cell is None or figure is None:
        raise NoResultFound
    return figure, _about(report, cell)


def _of_month(report: UnitReport, measure: str, named: str) -> tuple[Figure, str]:
    for each in report.trend:
        if f"{each.month:%Y-%m}" == named and measure in {"started", "completed"}:
            figure = each.started if measure == "started" else each.completed
            return figure, f"{words.MEASURES[Measure(measure)]}: {_month(each.month)}"
    raise NoResultFound


def _month(day: date) -> str:
    return month(day)


def _about(report: UnitReport, cell: Cell) -> str:
    labels = dict(report.modules)
    part = (
        labels.get(cell.slug, cell.slug)
        or str(DIMENSIONS.get(cell.dimension, ""))  # type: ignore[arg-type]  (its text)
        or str(STAGES.get(cell.stage, ""))  # type: ignore[arg-type]  (its text)
    )
    return f"{words.MEASURES[cell.measure]}: {part}" if part else str(words.MEASURES[cell.measure])


def _line(key: str, about: str, figure: Figure | None, *, merged: bool) -> Line:
    if merged or figure is None:
        return line(key, about, gettext("merged"))
    text = words.coverage(figure) if key == "coverage" else words.value(figure)
    return line(key, about, text, spread="" if key == "coverage" else words.spread(figure))


def _roster(report: UnitReport) -> Line:
    people = report.unit.roster
    return line("roster", gettext("Roster"), number(people), value=people)


def _beside(report: UnitReport, figure: Figure | None, *, merged: bool) -> dict[str, Line]:
    """What went into a figure, as far as its own page tells it; of a merged unit nothing."""
    found = {"roster": _roster(report)}
    if merged:
        return found
    if figure and (basis := words.whole_basis_of(figure)) and figure.is_seen:
        found["basis"] = line("basis", gettext("Based on"), basis)
    knowledge = report.figure(Cell(Measure.KNOWLEDGE))
    if knowledge is not None:
        found["coverage"] = _line("coverage", gettext("Coverage of the first quizzes"), knowledge,
                                  merged=False)  # fmt: skip
    for measure in OVERALL:
        if (told := report.figure(Cell(measure))) is not None:
            key = counts.key_of(Cell(measure))
            found[key] = _line(key, str(words.MEASURES[measure]), told, merged=False)
    return found
