"""The PDFs of many certificates at once: asked for, waited for, fetched, deleted."""

from uuid import UUID

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.exc import NoResultFound
from werkzeug.wrappers import Response as AnyResponse

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.certification.actions import bundle_files, bundling
from training.certification.queries.bundles import Wanted, valid_count
from training.certification.queries.programmes import programme
from training.kernel import jobs
from training.kernel.access import allow
from training.people.rules.access import Permission
from training.web.download import laid_down
from training.web.hr.certification import scope
from training.web.hr.cohorts import asked, data
from training.web.present import local
from training.web.progress import progress_of
from training.web.session import acting, arrived, today

bp = Blueprint("hr_bundles", __name__, url_prefix="/kepegawaian/sertifikasi")


@bp.post("/program/<key>/berkas")
@allow(Permission.CERTIFY, object="programme")
def prepare(key: str) -> AnyResponse:
    """Ask for the file; what is searched for comes in the form and stays out of addresses."""
    wanted = Wanted(programme(key).key, scope(), asked(request.form)[1])
    if not valid_count(wanted, today=today()):
        flash(_("No certificate that is valid today fits these filters."), "error")
        return redirect(url_for("hr_cohorts.show", key=key), 303)
    made, joins = bundling.ask(data(), wanted, by=acting().id, at=arrived())
    if joins:
        flash(_("One file is being prepared already. Wait for it, or delete it and ask anew."))
    return redirect(url_for(".show", bundle_id=made), 303)


def _mine(key: UUID) -> bundle_files.Bundle:
    """One's own, within what one may certify at this moment; 404 for everybody else."""
    return bundle_files.bundle(data(), key, of=acting().id, scope=scope(), at=arrived())


@bp.get("/berkas/<uuid:bundle_id>")
@allow(Permission.CERTIFY, object="certificate-bundle")
def show(bundle_id: UUID) -> str:
    found = _mine(bundle_id)
    job = jobs.job(found.job, of=found.by)
    return render_template(
        "hr/certificate_bundle.html", bundle=found, found=programme(found.wanted.programme),
        job=progress_of(job), told=job.result or {}, size=bundle_files.size(data(), bundle_id),
    )  # fmt: skip


@bp.get("/berkas/<uuid:bundle_id>/keadaan")
@allow(Permission.CERTIFY, object="certificate-bundle")
def state(bundle_id: UUID) -> Response:
    job = jobs.job(_mine(bundle_id).job, of=acting().id)
    return jsonify(progress_of(job) | {"location": url_for(".show", bundle_id=bundle_id)})


@bp.get("/berkas/<uuid:bundle_id>/unduh")
@allow(Permission.CERTIFY, object="certificate-bundle", writes=True)
def take(bundle_id: UUID) -> Response:
    """The file. Everybody in a unit of the scope reads in their own data that it was taken away."""
    found = _mine(bundle_id)
    if bundle_files.size(data(), bundle_id) is None:
        raise NoResultFound
    rows = (jobs.job(found.job, of=found.by).result or {}).get("count", 0)
    for unit in found.wanted.scope:
        detail = {"what": "certificate-sheets", "format": "zip", "rows": rows}
        note(Happening(EventKind.EXPORTED, arrived(), found.by, "people", unit[:80], detail))
    name = f"sertifikat-{found.wanted.programme}-{local(found.at):%Y-%m-%d}.zip"
    return laid_down(bundle_files.path(data(), bundle_id), name)


@bp.post("/berkas/<uuid:bundle_id>/hapus")
@allow(Permission.CERTIFY, object="certificate-bundle")
def delete(bundle_id: UUID) -> AnyResponse:
    """Delete the file at once; one that is still being made is given up."""
    found = _mine(bundle_id)
    bundle_files.remove(data(), bundle_id)
    flash(_("The file was deleted."), "success")
    return redirect(url_for("hr_cohorts.show", key=found.wanted.programme), 303)
