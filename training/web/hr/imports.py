"""Importing a staff file: upload, wait, look at every change, apply or withdraw."""

import csv
import io
from pathlib import Path
from uuid import UUID

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _
from werkzeug.utils import secure_filename
from werkzeug.wrappers import Response as AnyResponse

from training.kernel import jobs
from training.kernel.access import allow
from training.kernel.clock import now
from training.people.actions import import_jobs, pending
from training.people.rules.access import Permission
from training.people.rules.imports.columns import TEMPLATE_HEADS
from training.web.download import download
from training.web.hr.import_form import UploadForm
from training.web.hr.import_pages import PAGE, Shown, report_page, result_of
from training.web.progress import progress_of
from training.web.session import acting, today

bp = Blueprint("hr_imports", __name__, url_prefix="/kepegawaian/impor")


def _data() -> Path:
    return current_app.config["RESAP"].data


@bp.get("")
@allow(Permission.IMPORT_PEOPLE)
def home() -> str:
    form = UploadForm(tanggal=today())
    form.offer(acting().scope(Permission.IMPORT_PEOPLE))
    return _home(form)


def _home(form: UploadForm) -> str:
    waiting = pending.mine(_data(), of=acting().id)
    return render_template("hr/import.html", form=form, waiting=waiting)


@bp.post("")
@allow(Permission.IMPORT_PEOPLE)
def upload() -> AnyResponse | tuple[str, int]:
    form = UploadForm()
    form.offer(acting().scope(Permission.IMPORT_PEOPLE))
    if not form.understand(today=today()) or form.taken is None or form.tanggal.data is None:
        return _home(form), 422
    pending.sweep(_data(), at=now())
    name = secure_filename(form.berkas.data.filename or "")[-80:] or "daftar"
    asked = pending.Pending(
        pending.fresh_id(now()),
        acting().id,
        now(),
        name,
        form.tanggal.data,
        form.lengkap.data or "",
    )
    pending.keep(_data(), form.taken, asked)
    _ask_plan(asked)
    later = {"import": str(asked.id)}
    jobs.ask(import_jobs.SWEEP, later, at=now(), run_at=now() + pending.KEPT_FOR)
    return redirect(url_for("hr_imports.show", key=asked.id), 303)


def _ask_plan(asked: pending.Pending) -> None:
    person = acting().id
    payload = {"import": str(asked.id), "by": str(person)}
    job = jobs.ask(import_jobs.PLAN, payload, at=now(), asked_by=person)
    pending.update(_data(), asked, plan_job=job, apply_job=None)


def _mine(key: UUID) -> tuple[pending.Pending, jobs.Job]:
    """This person's upload and the job of its report; 404 for everybody else."""
    found = pending.pending(_data(), key, of=acting().id)
    if found.plan_job is None:
        abort(404)
    return found, jobs.job(found.plan_job, of=acting().id)


@bp.get("/<uuid:key>")
@allow(Permission.IMPORT_PEOPLE, object="import")
def show(key: UUID) -> str:
    found, job = _mine(key)
    if job.done_at is None:
        state = url_for("hr_imports.state", key=key)
        return render_template(
            "hr/import_wait.html", found=found, job=progress_of(job), state=state
        )
    shown = Shown.asked(request.args)
    entries = pending.report(
        _data(), key, kind=shown.kind, start=(shown.page - 1) * PAGE, most=PAGE
    )
    page = report_page(found, job.result or {}, shown, entries)
    return render_template("hr/import_report.html", **page)


@bp.get("/<uuid:key>/keadaan")
@allow(Permission.IMPORT_PEOPLE, object="import")
def state(key: UUID) -> Response:
    _, job = _mine(key)
    return jsonify(progress_of(job) | {"location": url_for("hr_imports.show", key=key)})


@bp.post("/<uuid:key>/terapkan")
@allow(Permission.IMPORT_PEOPLE, object="import")
def apply(key: UUID) -> AnyResponse:
    found, job = _mine(key)
    told = job.result or {}
    confirmed = request.form.get("berhenti") == "ya"
    if told.get("refused") and not (told.get("only_leavers") and confirmed):
        flash(_("Nothing was applied: tick the box if these people have really left."), "error")
        return redirect(url_for("hr_imports.show", key=key), 303)
    payload = {"import": str(key), "by": str(acting().id), "digest": told.get("digest", ""),
               "confirmed": confirmed}  # fmt: skip
    asked = jobs.ask(
        import_jobs.APPLY, payload, at=now(), key=f"{import_jobs.APPLY}:{key}",
        asked_by=acting().id,
    )  # fmt: skip
    if asked:
        pending.update(_data(), found, apply_job=asked)
    return redirect(url_for("hr_imports.result", key=asked or found.apply_job or job.id), 303)


@bp.post("/<uuid:key>/ulang")
@allow(Permission.IMPORT_PEOPLE, object="import")
def again(key: UUID) -> AnyResponse:
    found, _job = _mine(key)
    _ask_plan(found)
    return redirect(url_for("hr_imports.show", key=key), 303)


@bp.post("/<uuid:key>/batal")
@allow(Permission.IMPORT_PEOPLE, object="import")
def withdraw(key: UUID) -> AnyResponse:
    found, _job = _mine(key)
    pending.remove(_data(), found.id)
    flash(_("The import was withdrawn and the file deleted. Nothing has changed."), "success")
    return redirect(url_for("hr_imports.home"), 303)


@bp.get("/hasil/<uuid:key>")
@allow(Permission.IMPORT_PEOPLE, object="job")
def result(key: UUID) -> str:
    job = jobs.job(key, of=acting().id)
    if job.done_at is None:
        state = url_for("hr_imports.result_state", key=key)
        return render_template("hr/import_wait.html", found=None, job=progress_of(job), state=state)
    return render_template("hr/import_result.html", told=result_of(job))


@bp.get("/hasil/<uuid:key>/keadaan")
@allow(Permission.IMPORT_PEOPLE, object="job")
def result_state(key: UUID) -> Response:
    job = jobs.job(key, of=acting().id)
    return jsonify(progress_of(job) | {"location": url_for("hr_imports.result", key=key)})


@bp.get("/contoh.csv")
@allow(Permission.IMPORT_PEOPLE)
def template() -> Response:
    """An empty table with our heads, as Indonesian Excel opens it: semicolons and a byte mark."""
    sheet = io.StringIO()
    csv.writer(sheet, delimiter=";").writerow(TEMPLATE_HEADS)
    return download(f"\ufeff{sheet.getvalue()}", "contoh-impor-pegawai.csv")
