"""The task force sees the units of its scope, the head of a unit their own: sums, never persons."""

from collections.abc import Callable

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.kernel.access import allow
from training.kernel.clock import now
from training.people.queries.units import is_inside
from training.people.rules.access import Permission
from training.reporting.queries import item_figures, units
from training.reporting.rules.explained_counts import key_of
from training.reporting.rules.measures import OVERALL, Basis, Cell, Measure
from training.web import alarms
from training.web.conduct_words import DIMENSIONS, STAGES
from training.web.download import download
from training.web.frame import TASK_FORCE, places_within
from training.web.session import acting, today
from training.web.task_force import words
from training.web.task_force.attention import attention
from training.web.task_force.figure_ways import ways
from training.web.task_force.listing import sections, top_of
from training.web.task_force.takeaway import city_sheet, unit_sheet
from training.web.task_force.tilemap import tilemap

bp = Blueprint("task_force", __name__)


def _basis() -> Basis:
    return words.BASES.get(request.args.get("dasar", ""), Basis.NOW)


def _k() -> int:
    return current_app.config["RESAP"].k


@bp.get("/gugus-tugas")
@allow(Permission.SEE_CITY)
def home() -> str:
    scope = acting().scope(Permission.SEE_CITY)
    report = units.city_report(scope=scope, k=_k(), basis=_basis())
    top, why = top_of(report.rows), _why("figures.city_count")
    return render_template(
        "task_force/home.html",
        report=report,
        top=top,
        why=why,
        own_why=lambda key: why(key, top.code if top else ""),
        sections=sections(report.rows),
        attention=attention(report.rows),
        tiles=tilemap(report.rows, Measure.COMPLETED),
        may_export=acting().may(Permission.EXPORT_CITY),
        places=places_within(TASK_FORCE, acting()),
        **_shared(),
    )


@bp.get("/gugus-tugas/unit/<code>")
@allow(Permission.SEE_CITY, object="unit")
def city_unit(code: str) -> str:
    return _unit_page(code, Permission.SEE_CITY)


@bp.get("/unit/<code>")
@allow(Permission.SEE_UNIT, object="unit")
def unit(code: str) -> str:
    return _unit_page(code, Permission.SEE_UNIT)


@bp.get("/unit")
@allow(Permission.SEE_UNIT)
def own_unit() -> AnyResponse:
    code = units.own_unit(acting().scope(Permission.SEE_UNIT))
    return redirect(url_for("task_force.unit", code=code), 303)


@bp.get("/gugus-tugas/ekspor.<any(csv, xlsx):form>")
@allow(Permission.EXPORT_CITY, writes=True)
def export(form: str) -> Response:
    scope = acting().scope(Permission.EXPORT_CITY)
    report = units.city_report(scope=scope, k=_k(), basis=_basis())
    _note_export("city", form)
    return _file(city_sheet(form, report), form, "unit")


@bp.get("/gugus-tugas/unit/<code>/ekspor.<any(csv, xlsx):form>")
@allow(Permission.EXPORT_CITY, object="unit", writes=True)
def export_unit(code: str, form: str) -> Response:
    scope = acting().scope(Permission.EXPORT_CITY)
    report = units.unit_report(code, scope=scope, k=_k(), basis=_basis())
    _note_export(report.unit.code, form)
    return _file(unit_sheet(form, report), form, report.unit.code.lower())


def _unit_page(code: str, permission: Permission) -> str:
    scope = acting().scope(permission)
    report = units.unit_report(code, scope=scope, k=_k(), basis=_basis())
    in_city = permission is Permission.SEE_CITY
    why = _why("figures.city_count" if in_city else "figures.count")
    return render_template(
        "task_force/unit.html",
        report=report,
        dimensions=DIMENSIONS,
        stages=STAGES,
        why=why,
        own_why=lambda key: why(key, report.unit.code),
        key_of=key_of,
        in_city=in_city,
        here="task_force.city_unit" if in_city else "task_force.unit",
        may_export=in_city and acting().may(Permission.EXPORT_CITY),
        writes=_may(Permission.WRITE_PROMPT, report.unit.code),
        reminds=_may(Permission.REMIND_UNIT, report.unit.code),
        oversees=in_city and acting().may(Permission.RUN_CASEWORK),
        answers=_may(Permission.ANSWER_FINDINGS, report.unit.code),
        keeps=_may(Permission.KEEP_REGISTER, report.unit.code),
        signs=_signs(report, in_city=in_city),
        **_shared(),
    )


def _why(endpoint: str) -> Callable[..., str]:
    """From a figure of a unit to how it was computed, drawn on the same basis."""
    return ways(endpoint, dasar="dulu" if _basis() is Basis.THEN else None)


def _may(permission: Permission, code: str) -> bool:
    """Whether what a permission allows is this person's in a unit."""
    scope = acting().scope(permission)
    return bool(scope) and is_inside(code, scope)


def _signs(report: units.UnitReport, *, in_city: bool) -> list[tuple[str, str]]:
    """Signs of a shared key, as a matter of data quality: for the task force, not for superiors."""
    if not in_city or report.unit.merged_into:
        return []
    labels = dict(report.modules)
    found = item_figures.alarms_in(report.unit.code, k=_k())
    return [(labels.get(each.slug, each.slug), alarms.line(each.alarm)) for each in found]


def _shared() -> dict[str, object]:
    return {
        "Basis": Basis, "Cell": Cell, "Measure": Measure, "OVERALL": OVERALL, "words": words,
    }  # fmt: skip


def _note_export(what: str, form: str) -> None:
    detail = {"format": form, "basis": _basis().value}
    note(Happening(EventKind.EXPORTED, now(), acting().id, "report", what, detail))


def _file(data: bytes, form: str, name: str) -> Response:
    return download(data, f"laporan-{name}-{today().isoformat()}.{form}")
