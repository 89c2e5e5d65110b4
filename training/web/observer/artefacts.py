"""Files as traces of an act: looked at without a name, one question, and gone."""

from typing import Any
from uuid import UUID

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _

from training.commitments.actions.artefacts import find, look, report_child
from training.commitments.queries.artefacts import the_waiting, waiting
from training.commitments.rules.plans import AnswersDoNotFit
from training.kernel.access import allow
from training.people.rules.access import Permission
from training.web.download import evidence
from training.web.session import acting, arrived, today

bp = Blueprint("observer_artefacts", __name__, url_prefix="/penilaian/bukti")


@bp.get("")
@allow(Permission.REVIEW_ARTEFACTS)
def home() -> str:
    return render_template("observer/artefacts.html", waiting=waiting(acting()))


@bp.get("/<uuid:artefact_id>")
@allow(Permission.REVIEW_ARTEFACTS, object="artefact")
def show(artefact_id: UUID) -> str:
    return _page(artefact_id)


def _page(artefact_id: UUID, *, left: bool = False) -> str:
    found = the_waiting(artefact_id, reviewer=acting())
    return render_template("observer/artefact.html", found=found, left=left)


@bp.get("/<uuid:artefact_id>/berkas")
@allow(Permission.REVIEW_ARTEFACTS, object="artefact", writes=True)
def file(artefact_id: UUID) -> Response:
    """The file to take away and look at; every look is noted."""
    folder = current_app.config["RESAP"].data
    kind, content = look(acting(), artefact_id, at=arrived(), folder=folder)
    return evidence(content, kind)


@bp.post("/<uuid:artefact_id>")
@allow(Permission.REVIEW_ARTEFACTS, object="artefact")
def keep(artefact_id: UUID) -> Any:
    """Keep what was seen; the file is deleted."""
    try:
        said = request.form.get("jawaban", "")
        find(acting(), artefact_id, said, at=arrived(), today=today())
    except AnswersDoNotFit:
        return make_response(_page(artefact_id, left=True), 422)
    flash(_("Your answer is kept and the file is deleted. Thank you."), "success")
    return redirect(url_for(".home"), 303)


@bp.post("/<uuid:artefact_id>/hapus")
@allow(Permission.REVIEW_ARTEFACTS, object="artefact")
def remove(artefact_id: UUID) -> Any:
    report_child(acting(), artefact_id, at=arrived())
    flash(_("The file is deleted at once. Its owner is asked for another one."), "success")
    return redirect(url_for(".home"), 303)
