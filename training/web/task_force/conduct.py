"""How far the conduct has sunk in: pages of the city, of a unit, and of what can be believed."""

from collections.abc import Callable

from flask import Blueprint, current_app, render_template, request, url_for

from training.internalization.rules.falsifiers import is_suspended
from training.internalization.rules.levels import Level
from training.kernel.access import allow
from training.people.rules.access import Permission
from training.reporting.queries.conduct import UnitConduct, unit_conduct
from training.reporting.queries.conduct_city import CityPage, city_conduct, closed_cycles
from training.reporting.queries.validity import may_say_internalized, states
from training.reporting.rules.funnels import Funnel, funnels
from training.web.level_words import LEVELS, STREAMS
from training.web.session import acting, today
from training.web.task_force import conduct_words as words
from training.web.task_force.fact_places import facts
from training.web.task_force.figure_ways import ways

bp = Blueprint("internalization", __name__)
STREAM_NAMES = {each.value: words_ for each, words_ in STREAMS.items()}
FIRST_SHOWN = 3


def _k() -> int:
    return current_app.config["RESAP"].k


def _level() -> int:
    """The level that the list is about; nonsense is the third."""
    asked = request.args.get("tingkat", "")
    return int(asked) if asked in {"1", "2", "3", "4", "5"} else FIRST_SHOWN


@bp.get("/gugus-tugas/internalisasi")
@allow(Permission.SEE_CITY)
def city() -> str:
    page = city_conduct(
        scope=acting().scope(Permission.SEE_CITY), k=_k(), today=today(), level=_level(),
        cycle=request.args.get("putaran"),
    )  # fmt: skip
    return render_template(
        "task_force/conduct_city.html", page=page, funnels=_funnels(page), levels=LEVELS,
        Level=Level, words=words, level_links=_level_links(), why=_city_why(page),
        top=_top_of(page),
    )  # fmt: skip


def _city_why(page: CityPage) -> Callable[..., str] | None:
    """From a figure in the list to how it was computed."""
    return ways("figures.city_unit", label=page.cycle.label) if page.cycle else None


def _top_of(page: CityPage) -> str:
    """The code of the unit above all others in the list."""
    return min(page.rows, key=lambda row: row.place.depth).place.code if page.rows else ""


def _level_links() -> list[tuple[int, object, str]]:
    named = request.args.get("putaran")
    return [
        (int(each), LEVELS[each][0], url_for(".city", tingkat=int(each), putaran=named))
        for each in Level
        if each
    ]


def _funnels(page: CityPage) -> tuple[Funnel, ...]:
    """By group: the units that stand by themselves and have none below them."""
    tops = {row.place.parent_id for row in page.rows}
    return funnels(
        (
            row.place.group,
            row.place.name,
            row.roster,
            row.figure.estimate.value,
            row.figure.estimate.slack,
        )
        for row in page.rows
        if row.figure and row.place.id not in tops
    )


@bp.get("/gugus-tugas/unit/<code>/internalisasi")
@allow(Permission.SEE_CITY, object="unit")
def city_unit(code: str) -> str:
    return _unit(code, Permission.SEE_CITY)


@bp.get("/unit/<code>/internalisasi")
@allow(Permission.SEE_UNIT, object="unit")
def unit(code: str) -> str:
    return _unit(code, Permission.SEE_UNIT)


def _unit(code: str, permission: Permission) -> str:
    page = unit_conduct(code, scope=acting().scope(permission), k=_k(), today=today())
    found = page.found
    in_city = permission is Permission.SEE_CITY
    said = found is None or may_say_internalized(found.cycle, cycles=found.cycles, k=_k())
    return render_template(
        "task_force/conduct_unit.html", page=page, found=found, levels=LEVELS, Level=Level,
        words=words, streams=STREAM_NAMES, in_city=in_city, k=_k(),
        why=_unit_why(found, code, in_city=in_city),
        internalized=said, suspended=found is not None and is_suspended(found.cycle.quality),
    )  # fmt: skip


def _unit_why(found: UnitConduct | None, code: str, *, in_city: bool) -> Callable[..., str]:
    """From a figure of the newest cycle, or of the one that is named, to how it was computed."""
    newest = found.cycle.label if found else ""
    endpoint = "figures.city_unit" if in_city else "figures.unit"

    def way(key: str, label: str = "") -> str:
        return url_for(endpoint, label=label or newest, code=code, key=key)

    return way


validity = Blueprint("task_force_validity", __name__)


@validity.get("/gugus-tugas/kesahihan")
@allow(Permission.SEE_CITY)
def show() -> str:
    closed = closed_cycles(today=today())
    newest = closed[0].label if closed else ""
    return render_template(
        "task_force/validity.html", claims=states(closed, k=_k()), words=words,
        cycle=closed[0] if closed else None,
        why=ways("figures.quality", label=newest) if newest else None,
        places={each: facts(wanted, cycle=newest) for each, wanted in words.FACTS.items()},
    )  # fmt: skip
