"""How a figure was computed, of a closed cycle or of learning: what its page says, for machines."""

from datetime import date

from flask import Blueprint, Flask, current_app

from training.api.door import acting
from training.api.resources.cycle_reports import Line, Place, asked
from training.api.resources.reports import OnBasis
from training.api.speaking import Told, speaks
from training.kernel.access import allow
from training.people.rules.access import Permission
from training.reporting.queries.explaining import Opened, city_figure, unit_figure
from training.reporting.queries.running_figures import Drawn, Words, running_figure
from training.reporting.rules.measures import Basis

bp = Blueprint("explanations", __name__)
WORDS = "resap_figure_words"


def register(app: Flask, words: Words) -> None:
    """Say running figures in the words that their pages have."""
    app.extensions[WORDS] = words


class Below(Told):
    """A unit under this one that has the same figure."""

    code: str
    name: str


class Explanation(Told):
    """One figure of a report, opened: what it means and how it came about, as sentences.

    `inputs` went into it, `deeper` lie behind it and beside it, each as the report tells it. `held`
    says why the figure is not told, or only as a bound; it is empty where it is. A figure of
    learning is `running`: it is of no cycle and has no rule and no digest, but a basis and the day
    it was counted.
    """

    kind: str
    unit: Place
    cycle: str | None
    rule: int | None
    digest: str | None
    signed_by: str | None
    basis: str | None
    as_of: date | None
    k: int
    line: Line
    meaning: str
    computed: str
    symbols: str
    told: tuple[str, ...]
    held: str
    unknown: tuple[str, ...]
    inputs: tuple[Line, ...]
    deeper: tuple[Line, ...]
    below: tuple[Below, ...]
    other_cycles: tuple[str, ...]


@bp.get("/units/<code>/cycles/<label>/report/<key>")
@allow(Permission.SEE_UNIT, object="unit-closed-figure")
@speaks("How a figure of a unit over a closed cycle was computed", Explanation, refusals=(404,))
def unit_explanation(code: str, label: str, key: str) -> Explanation:
    return _told(unit_figure(key, code, asked(label, Permission.SEE_UNIT)))


@bp.get("/units/<code>/report/<key>")
@allow(Permission.SEE_UNIT, object="unit-figure")
@speaks("How a running figure of a unit was computed", Explanation, query=OnBasis, refusals=(404,))
def running_explanation(code: str, key: str, query: OnBasis) -> Explanation:
    scope, k = acting().scope(Permission.SEE_UNIT), current_app.config["RESAP"].k
    drawn = Drawn(scope, k, Basis(query.basis))
    return _told(running_figure(key, code, drawn, current_app.extensions[WORDS]))


@bp.get("/cycles/<label>/report/<key>")
@allow(Permission.SEE_CITY, object="closed-figure")
@speaks("How a figure of the city over a closed cycle was computed", Explanation, refusals=(404,))
def city_explanation(label: str, key: str) -> Explanation:
    return _told(city_figure(key, asked(label, Permission.SEE_CITY)))


def _told(opened: Opened) -> Explanation:
    found, head = opened.explanation, opened.head
    kept = ("kind", "unit", "cycle", "rule", "digest", "signed_by", "basis", "as_of", "k")
    told = {name: head.get(name) for name in kept} | {
        "line": found.line, "meaning": found.meaning.what, "computed": found.meaning.words,
        "symbols": found.meaning.symbols, "told": found.told, "held": found.held,
        "unknown": found.unknown, "inputs": found.inputs, "deeper": found.deeper,
        "below": [{"code": code, "name": name} for code, name in opened.below],
        "other_cycles": opened.others,
    }  # fmt: skip
    return Explanation.model_validate(told, strict=False)
