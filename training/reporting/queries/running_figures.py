"""How a running figure of learning was computed: the words of its page, and what they mean."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.exc import NoResultFound

from training.reporting.queries.explaining import Opened
from training.reporting.queries.units import UnitReport, unit_report
from training.reporting.rules import explained_counts as counts
from training.reporting.rules.explaining import Explanation, Held, explain, family
from training.reporting.rules.figures import Figure
from training.reporting.rules.measures import OVERALL, Basis, Cell, Measure
from training.reporting.rules.report_lines import Line, line, number

RUNNING, MONTH = "running", "bulan"
IN_NO_CYCLE = {"kind": RUNNING, "cycle": None, "rule": None, "digest": None, "signed_by": None}


@dataclass(frozen=True, slots=True)
class Words:
    """How running figures are said; the edge brings it, so that all edges say the same.

    `names` are those of the measures, dimensions and stages, and of roster, coverage, basis and
    merged. `basis` tells of how many people a figure is, from … to ….
    """

    names: Mapping[str, object]
    month: Callable[[date], str]
    value: Callable[[Figure], str]
    spread: Callable[[Figure], str]
    basis: Callable[[Figure], str]
    coverage: Callable[[Figure], str]

    def name(self, of: str) -> str:
        return str(self.names[of])


@dataclass(frozen=True, slots=True)
class Drawn:
    """A report that is drawn for somebody: what they may see, from how many people on, and how."""

    scope: tuple[str, ...]
    k: int
    basis: Basis


def running_figure(key: str, code: str, drawn: Drawn, words: Words) -> Opened:
    """A running figure of one unit. NoResultFound outside of the scope, or where there is none."""
    report = unit_report(code, scope=drawn.scope, k=drawn.k, basis=drawn.basis)
    unit = report.unit
    head = IN_NO_CYCLE | {
        "unit": {"code": unit.code, "name": unit.name, "group": unit.group}, "k": report.k,
        "basis": report.basis, "as_of": report.as_of,
    }  # fmt: skip
    below = ((each.code, each.name) for each in report.units if f".{MONTH}." not in key)
    return Opened(_explained(report, key, words), head, tuple(below))


def _explained(report: UnitReport, key: str, words: Words) -> Explanation:
    figure, about = _figure(report, key, words)
    meaning = family(key.partition(".")[0], counts.MEANINGS)
    if meaning is None:
        raise NoResultFound
    merged = bool(report.unit.merged_into)
    if key == "roster":
        own, why = _roster(report, words), None
    else:
        own = _line(key, about, None if merged else figure, words)
        why = counts.held(figure, merged=merged) if figure else None
    if key == "coverage" and why is Held.EDGE:
        why = None
    beside = _beside(report, None if merged else figure, words)
    return explain(own, beside, meaning, k=report.k, held=why)


def _figure(report: UnitReport, key: str, words: Words) -> tuple[Figure | None, str]:
    """The figure behind a key, and what it is called."""
    if key == "roster":
        return None, words.name(key)
    if key == "coverage":
        return report.figure(Cell(Measure.KNOWLEDGE)), words.name(key)
    measure, _, rest = key.partition(".")
    if rest.startswith(f"{MONTH}."):
        return _of_month(report, measure, rest.removeprefix(f"{MONTH}."), words)
    cell = counts.cell_of(key)
    figure = report.figure(cell) if cell else None
    if cell is None or figure is None:
        raise NoResultFound
    return figure, _about(report, cell, words)


def _of_month(report: UnitReport, measure: str, named: str, words: Words) -> tuple[Figure, str]:
    for each in report.trend:
        if f"{each.month:%Y-%m}" == named and measure in {"started", "completed"}:
            figure = each.started if measure == "started" else each.completed
            return figure, f"{words.name(measure)}: {words.month(each.month)}"
    raise NoResultFound


def _about(report: UnitReport, cell: Cell, words: Words) -> str:
    part = dict(report.modules).get(cell.slug, cell.slug)
    part = part or str(words.names.get(cell.dimension or cell.stage, ""))
    return f"{words.name(cell.measure)}: {part}" if part else words.name(cell.measure)


def _line(key: str, about: str, figure: Figure | None, words: Words) -> Line:
    """A figure as its page tells it; none is told of a merged unit."""
    if figure is None:
        return line(key, about, words.name("merged"))
    if key == "coverage":
        return line(key, about, words.coverage(figure))
    return line(key, about, words.value(figure), spread=words.spread(figure))


def _roster(report: UnitReport, words: Words) -> Line:
    people = report.unit.roster
    return line("roster", words.name("roster"), number(people), value=people)


def _beside(report: UnitReport, figure: Figure | None, words: Words) -> dict[str, Line]:
    """What went into a figure, as far as its own page tells it; of a merged unit nothing."""
    found = {"roster": _roster(report, words)}
    if report.unit.merged_into:
        return found
    if figure and (basis := words.basis(figure)) and figure.is_seen:
        found["basis"] = line("basis", words.name("basis"), basis)
    knowledge = report.figure(Cell(Measure.KNOWLEDGE))
    if knowledge is not None:
        found["coverage"] = _line("coverage", words.name("coverage"), knowledge, words)
    for measure in OVERALL:
        if (told := report.figure(Cell(measure))) is not None:
            key = counts.key_of(Cell(measure))
            found[key] = _line(key, words.name(measure), told, words)
    return found
