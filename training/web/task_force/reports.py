"""Reports of closed cycles: the city and every unit, on the page and as files to take away."""

import json
from base64 import b64decode
from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    jsonify,
    redirect,
    render_template,
    url_for,
)
from sqlalchemy.exc import NoResultFound
from werkzeug.wrappers import Response as AnyResponse

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.kernel import jobs
from training.kernel.access import allow
from training.people.rules.access import Permission
from training.reporting.queries.city_cycle_reports import city_cycle_report, reports_of
from training.reporting.queries.cycle_reports import Asked, closed_cycle, unit_cycle_report
from training.reporting.rules.report_sheets import report_csv, report_xlsx
from training.web.download import download
from training.web.progress import progress_of
from training.web.report_prints import CITY_PDF, level_rows, report_pdf, spot, trend_points
from training.web.session import acting, arrived, today
from training.web.task_force.figure_ways import ways

bp = Blueprint("cycle_reports", __name__)


@bp.get("/gugus-tugas/laporan")
@allow(Permission.SEE_CITY)
def home() -> str:
    return render_template("task_force/cycle_reports.html", listed=reports_of(today=today()))


@bp.get("/gugus-tugas/laporan/<label>")
@allow(Permission.SEE_CITY, object="closed-cycle")
def city(label: str) -> str:
    report = city_cycle_report(_asked(label, Permission.SEE_CITY))
    return _page(report, forms=_city_forms(label), units="cycle_reports.city_unit")


@bp.get("/gugus-tugas/laporan/<label>/berkas.<any(csv, xlsx, json):form>")
@allow(Permission.EXPORT_CITY, object="closed-cycle", writes=True)
def city_file(label: str, form: str) -> Response:
    return _file(city_cycle_report(_asked(label, Permission.EXPORT_CITY)), form, "kota")


@bp.post("/gugus-tugas/laporan/<label>/pdf")
@allow(Permission.EXPORT_CITY, object="closed-cycle")
def ask_pdf(label: str) -> AnyResponse:
    """Ask the worker for the city's report on paper; asked twice, it is made once."""
    asked = _asked(label, Permission.EXPORT_CITY)
    closed_cycle(asked)
    payload = {"cycle": label, "scope": list(asked.scope)}
    jobs.ask(CITY_PDF, payload, at=arrived(), key=_key(label), asked_by=acting().id)
    return redirect(url_for(".pdf", label=label), 303)


@bp.get("/gugus-tugas/laporan/<label>/pdf")
@allow(Permission.EXPORT_CITY, object="city-report")
def pdf(label: str) -> str:
    """How far the report on paper is, and the file when it is done."""
    job, state = progress_of(_job(label)), url_for(".pdf_state", label=label)
    return render_template("task_force/cycle_report_pdf.html", label=label, job=job, state=state)


@bp.get("/gugus-tugas/laporan/<label>/pdf/keadaan")
@allow(Permission.EXPORT_CITY, object="city-report")
def pdf_state(label: str) -> Response:
    return jsonify(progress_of(_job(label)) | {"location": url_for(".pdf", label=label)})


@bp.get("/gugus-tugas/laporan/<label>/pdf/berkas.pdf")
@allow(Permission.EXPORT_CITY, object="city-report", writes=True)
def pdf_file(label: str) -> Response:
    job = _job(label)
    if job.done_at is None or not job.result:
        abort(404)
    _note("city", label, "pdf")
    return download(b64decode(job.result["pdf"]), f"laporan-kota-{label}.pdf")


@bp.get("/gugus-tugas/laporan/<label>/unit/<code>")
@allow(Permission.SEE_CITY, object="reported-unit")
def city_unit(label: str, code: str) -> str:
    report = unit_cycle_report(code, _asked(label, Permission.SEE_CITY))
    may = acting().may(Permission.EXPORT_CITY)
    return _page(report, forms=_unit_forms(".city_unit_file", label, code) if may else ())


@bp.get("/gugus-tugas/laporan/<label>/unit/<code>/berkas.<any(csv, xlsx, json, pdf):form>")
@allow(Permission.EXPORT_CITY, object="reported-unit", writes=True)
def city_unit_file(label: str, code: str, form: str) -> Response:
    return _file(unit_cycle_report(code, _asked(label, Permission.EXPORT_CITY)), form, code)


@bp.get("/unit/<code>/laporan")
@allow(Permission.SEE_UNIT, object="unit")
def newest(code: str) -> AnyResponse | str:
    """The newest report of a head's own unit, or that there is none yet."""
    listed = reports_of(today=today())
    asked = _asked("", Permission.SEE_UNIT)
    if not asked.sees(code):
        raise NoResultFound
    if not listed:
        return render_template("task_force/cycle_reports.html", listed=[], own=code)
    return redirect(url_for(".unit", code=code, label=listed[0]["cycle"]), 303)


@bp.get("/unit/<code>/laporan/<label>")
@allow(Permission.SEE_UNIT, object="reported-unit")
def unit(code: str, label: str) -> str:
    report = unit_cycle_report(code, _asked(label, Permission.SEE_UNIT))
    return _page(report, forms=_unit_forms(".unit_file", label, code), own=True)


@bp.get("/unit/<code>/laporan/<label>/berkas.<any(csv, xlsx, json, pdf):form>")
@allow(Permission.SEE_UNIT, object="reported-unit", writes=True)
def unit_file(code: str, label: str, form: str) -> Response:
    return _file(unit_cycle_report(code, _asked(label, Permission.SEE_UNIT)), form, code)


def _asked(label: str, permission: Permission) -> Asked:
    chosen = current_app.config["RESAP"]
    return Asked(label, acting().scope(permission), chosen.k, chosen.city, today())


def _page(
    report: dict[str, Any], *, forms: Any, units: str | None = None, own: bool = False
) -> str:
    label, code = report["cycle"], report["unit"]["code"]
    if units:
        why = ways("figures.city", label=label)
    else:
        why = ways("figures.unit" if own else "figures.city_unit", label=label, code=code)
    return render_template(
        "task_force/cycle_report.html", report=report, forms=forms, units=units, own=own,
        level_rows=level_rows, spot=spot, trend_points=trend_points, why=why,
        unit_why=ways("figures.city_unit", label=report["cycle"]),
        paper=url_for(".ask_pdf", label=report["cycle"])
        if units and acting().may(Permission.EXPORT_CITY) else None,
    )  # fmt: skip


def _city_forms(label: str) -> list[tuple[str, str]]:
    if not acting().may(Permission.EXPORT_CITY):
        return []
    return [
        (form.upper(), url_for(".city_file", label=label, form=form))
        for form in ("xlsx", "csv", "json")
    ]


def _unit_forms(endpoint: str, label: str, code: str) -> list[tuple[str, str]]:
    return [
        (form.upper(), url_for(endpoint, label=label, code=code, form=form))
        for form in ("pdf", "xlsx", "csv", "json")
    ]


def _file(report: dict[str, Any], form: str, name: str) -> Response:
    _note(report["unit"]["code"] if report["kind"] == "unit" else "city", report["cycle"], form)
    if form == "json":
        content = (json.dumps(report, ensure_ascii=False, indent=2) + "\n").encode()
    else:
        content = {"csv": report_csv, "xlsx": report_xlsx, "pdf": report_pdf}[form](report)
    return download(content, f"laporan-{name.lower()}-{report['cycle']}.{form}")


def _note(what: str, label: str, form: str) -> None:
    detail = {"format": form, "cycle": label}
    note(Happening(EventKind.EXPORTED, arrived(), acting().id, "report", what, detail))


def _key(label: str) -> str:
    return f"{CITY_PDF}:{label}:{acting().id}"


def _job(label: str) -> jobs.Job:
    """This person's newest request, if it was made for the units that they see now; else 404."""
    found = jobs.job(jobs.latest(_key(label), of=acting().id), of=acting().id)
    if tuple(found.payload["scope"]) != acting().scope(Permission.EXPORT_CITY):
        raise NoResultFound
    return found
