"""What measures, dimensions and stages are called, and how a figure is put into words."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from training.reporting.queries.running_figures import Words
from training.reporting.rules.figures import Figure, Shown
from training.reporting.rules.measures import Basis, Measure
from training.web.conduct_words import DIMENSIONS, STAGES
from training.web.present import month, number, percent

MEASURES = {
    Measure.ACTIVE: _("Active in 90 days"),
    Measure.STARTED: _("Have begun"),
    Measure.COMPLETED: _("Have completed all"),
    Measure.KNOWLEDGE: _("Knowledge"),
    Measure.JUDGEMENT: _("Judgement"),
    Measure.FIRST_SCORE: _("First result"),
    Measure.LATEST_SCORE: _("Latest result"),
}
BASES = {"kini": Basis.NOW, "dulu": Basis.THEN}
BASIS_NAMES = {"kini": _("As it is now"), "dulu": _("As it was then")}


def value(figure: Figure) -> str:
    """The figure in one or two words; "not enough data yet" is an answer of its own."""
    if figure.shown is Shown.AT_MOST:
        return f"≤ {percent(figure.high)}"
    if figure.shown is Shown.AT_LEAST:
        return f"≥ {percent(figure.low)}"
    if figure.shown is Shown.PROTECTED:
        return gettext("not shown")
    if figure.shown is Shown.ABOUT:
        return gettext("about %(share)s", share=percent(figure.value))
    return percent(figure.value) if figure.is_seen else gettext("not enough data yet")


def spread(figure: Figure) -> str:
    """The 90 % interval as 55–69 %, or nothing."""
    if figure.value is None or figure.low is None or figure.high is None:
        return ""
    if figure.low == figure.high:
        return gettext("±less than 1 %(sign)s", sign="%")
    return f"{number(figure.low * 100)}–{percent(figure.high)}"


def basis_of(figure: Figure) -> str:
    """The n behind a figure, from … to …: the exact one would tell on the few who come and go.

    Or, in its place, why the figure is not shown.
    """
    if figure.shown is Shown.PROTECTED:
        return gettext("to protect people")
    if not figure.is_seen:
        return ""
    if figure.most is None:
        return f"n ≥ {number(figure.least)}"
    counted = f"{number(figure.least)}–{number(figure.most)}"
    return gettext("n = %(n)s of %(of)s", n=counted, of=number(figure.of))


def whole_basis_of(figure: Figure) -> str:
    """The same, with how many of these have left the unit and are still counted."""
    told = basis_of(figure)
    if not figure.left:
        return told
    return gettext("%(told)s, %(left)s of them have left", told=told, left=number(figure.left))


def note(figure: Figure) -> str:
    """Interval and n, as they stand under a figure."""
    return " · ".join(part for part in (spread(figure), basis_of(figure)) if part)


def coverage(figure: Figure) -> str:
    """How much of the roster is behind a mean: at least so much."""
    if not figure.is_seen or not figure.of or figure.least is None:
        return value(figure)
    return f"≥ {percent(figure.least / figure.of)}"


def tile(label: object, figure: Figure, shown: object = None) -> dict[str, object]:
    """A figure among the few that matter on a page; `shown` is its value as a link."""
    said = {"value": shown or value(figure), "note": note(figure), "in_words": not figure.is_seen}
    return {"label": label} | said


RUNNING = Words(
    names={
        "roster": _("Roster"), "coverage": _("Coverage of the first quizzes"),
        "basis": _("Based on"), "merged": _("merged"), **MEASURES, **DIMENSIONS, **STAGES,
    },
    month=month, value=value, spread=spread, basis=whole_basis_of, coverage=coverage,
)  # fmt: skip
"""How the explanations of running figures are said, on pages and by the API alike."""
