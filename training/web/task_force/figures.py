"""Every published figure opens here to how it was computed: of a closed cycle, or of learning."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from flask import Blueprint, current_app, render_template, request, url_for
from flask_babel import gettext
from sqlalchemy.exc import NoResultFound

from training.internalization.queries.cycles import cycle_of
from training.internalization.rules.cycles import State
from training.kernel.access import allow
from training.people.rules.access import Permission
from training.reporting.queries.cycle_reports import Asked
from training.reporting.queries.explaining import (
    Opened,
    city_figure,
    quality_figure,
    unit_figure,
)
from training.reporting.queries.running_figures import Drawn, running_figure
from training.reporting.rules.measures import Basis
from training.web.session import acting, today
from training.web.task_force import words
from training.web.task_force.fact_places import facts
from training.web.task_force.figure_ways import ways

bp = Blueprint("figures", __name__)


@bp.get("/gugus-tugas/laporan/<label>/angka/<key>")
@allow(Permission.SEE_CITY, object="closed-figure")
def city(label: str, key: str) -> str:
    """A figure of the city's report."""
    found = city_figure(key, _asked(label, Permission.SEE_CITY))
    return _page(found, here=ways(".city", label=label), below=ways(".city_unit", label=label),
                 others=lambda each: url_for(".city", label=each, key=key),
                 back=url_for("cycle_reports.city", label=label))  # fmt: skip


@bp.get("/gugus-tugas/laporan/<label>/unit/<code>/angka/<key>")
@allow(Permission.SEE_CITY, object="unit-closed-figure")
def city_unit(label: str, code: str, key: str) -> str:
    """A figure of a unit's report, for the task force."""
    found = unit_figure(key, code, _asked(label, Permission.SEE_CITY))
    return _of_unit(found, ".city_unit", key)


@bp.get("/unit/<code>/laporan/<label>/angka/<key>")
@allow(Permission.SEE_UNIT, object="unit-closed-figure")
def unit(code: str, label: str, key: str) -> str:
    """A figure of the own unit's report, for its head."""
    found = unit_figure(key, code, _asked(label, Permission.SEE_UNIT))
    return _of_unit(found, ".unit", key)


@bp.get("/gugus-tugas/putaran/<label>/angka/<key>")
@allow(Permission.RUN_CYCLES, object="cycle-figure")
def quality(label: str, key: str) -> str:
    """A figure of the quality of observing in a closed cycle."""
    cycle, chosen = cycle_of(label, today=today()), current_app.config["RESAP"]
    if cycle.state is not State.CLOSED:
        raise NoResultFound
    found = quality_figure(key, cycle, city=chosen.city, k=chosen.k)
    return _page(found, here=ways(".quality", label=label), below=None, others=None,
                 back=url_for("task_force_cycles.show", label=label))  # fmt: skip


@bp.get("/gugus-tugas/unit/<code>/angka/<key>")
@allow(Permission.SEE_CITY, object="unit-figure")
def city_count(code: str, key: str) -> str:
    """A running figure of a unit, for the task force."""
    return _running(code, key, Permission.SEE_CITY)


@bp.get("/unit/<code>/angka/<key>")
@allow(Permission.SEE_UNIT, object="unit-figure")
def count(code: str, key: str) -> str:
    """A running figure of the own unit, for its head."""
    return _running(code, key, Permission.SEE_UNIT)


def _asked(label: str, permission: Permission) -> Asked:
    chosen = current_app.config["RESAP"]
    return Asked(label, acting().scope(permission), chosen.k, chosen.city, today())


def _of_unit(found: Opened, endpoint: str, key: str) -> str:
    head = found.head
    code, label = head["unit"]["code"], head["cycle"]
    return _page(
        found, here=ways(endpoint, label=label, code=code), below=ways(endpoint, label=label),
        others=lambda each: url_for(endpoint, label=each, code=code, key=key),
        back=url_for(f"cycle_reports{endpoint}", label=label, code=code),
    )  # fmt: skip


def _page(
    found: Opened, *, here: Callable[..., str], below: Callable[..., str] | None,
    others: Callable[[str], str] | None, back: str,
) -> str:  # fmt: skip
    explained, head = found.explanation, found.head
    key = explained.line["key"]
    return render_template(
        "task_force/figure.html", explained=explained, frozen=head, place=head["unit"]["name"],
        back=back, back_name=head["cycle"], here=here,
        closed_at=datetime.fromisoformat(head["closed_at"]), k=head["k"],
        first=date.fromisoformat(head["first"]), last=date.fromisoformat(head["last"]),
        below=[{"label": name, "href": below(key, code=code)} for code, name in found.below]
        if below else [],
        others=[{"label": each, "href": others(each)} for each in found.others] if others else [],
        facts=facts(explained.meaning.facts, code=head["unit"]["code"], cycle=head["cycle"]),
    )  # fmt: skip


def _running(code: str, key: str, permission: Permission) -> str:
    basis = words.BASES.get(request.args.get("dasar", ""), Basis.NOW)
    k = current_app.config["RESAP"].k
    found = running_figure(key, code, Drawn(acting().scope(permission), k, basis), words.RUNNING)
    unit, explained = found.head["unit"], found.explanation
    in_city = permission is Permission.SEE_CITY
    then = "dulu" if basis is Basis.THEN else None
    own, beside = (".city_count", "task_force.city_unit") if in_city else (
        ".count", "task_force.unit")  # fmt: skip
    context: dict[str, Any] = {
        "place": unit["name"], "frozen": None, "k": k, "report": found.head,
        "here": ways(own, code=unit["code"], dasar=then),
        "back": url_for(beside, code=unit["code"], dasar=then),
        "back_name": gettext("Unit") if in_city else gettext("My unit"),
        "below": [{"label": name, "href": url_for(own, code=below, key=key, dasar=then)}
                  for below, name in found.below],
        "others": [
            {"label": label, "href": url_for(own, code=unit["code"], key=key, dasar=name)}
            for name, label in words.BASIS_NAMES.items() if words.BASES[name] is not basis
        ],
        "facts": facts(explained.meaning.facts, code=unit["code"]),
    }  # fmt: skip
    return render_template("task_force/figure.html", explained=explained, **context)
