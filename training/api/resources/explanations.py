"""How a figure of a closed cycle was computed: what its page says, for machines."""

from flask import Blueprint

from training.api.resources.cycle_reports import Line, Place, asked
from training.api.speaking import Told, speaks
from training.kernel.access import allow
from training.people.rules.access import Permission
from training.reporting.queries.explaining import Opened, city_figure, unit_figure

bp = Blueprint("explanations", __name__)


class Below(Told):
    """A unit under this one that has the same figure."""

    code: str
    name: str


class Explanation(Told):
    """One figure of a report, opened: what it means and how it came about, as sentences.

    `inputs` went into it, `deeper` lie behind it and beside it, each as the report tells it. `held`
    says why the figure is not told, or only as a bound; it is empty where it is.
    """

    kind: str
    unit: Place
    cycle: str
    rule: int
    digest: str
    signed_by: str | None
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


@bp.get("/cycles/<label>/report/<key>")
@allow(Permission.SEE_CITY, object="closed-figure")
@speaks("How a figure of the city over a closed cycle was computed", Explanation, refusals=(404,))
def city_explanation(label: str, key: str) -> Explanation:
    return _told(city_figure(key, asked(label, Permission.SEE_CITY)))


def _told(opened: Opened) -> Explanation:
    found, head = opened.explanation, opened.head
    kept = ("kind", "unit", "cycle", "rule", "digest", "signed_by", "k")
    told = {name: head[name] for name in kept} | {
        "line": found.line, "meaning": found.meaning.what, "computed": found.meaning.words,
        "symbols": found.meaning.symbols, "told": found.told, "held": found.held,
        "unknown": found.unknown, "inputs": found.inputs, "deeper": found.deeper,
        "below": [{"code": code, "name": name} for code, name in opened.below],
        "other_cycles": opened.others,
    }  # fmt: skip
    return Explanation.model_validate(told, strict=False)
