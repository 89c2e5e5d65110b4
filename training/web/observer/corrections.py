"""Correcting a signed sheet: the first stays as it is, the newest counts."""

from typing import Any
from uuid import UUID

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from sqlalchemy.exc import NoResultFound

from training.kernel.access import allow
from training.kernel.errors import Invalid
from training.observation.actions.sheets import correct
from training.observation.queries.visits import Assigned
from training.observation.rules.occasions import Mark
from training.people.rules.access import Permission
from training.web.observer import observing_words as words
from training.web.observer.sheet_form import (
    PREFIX,
    CorrectionForm,
    marks_kept,
    marks_of,
    sheet_of,
    shown_again,
)
from training.web.observer.visits import tell, visit_of, zone
from training.web.refusals import sentence
from training.web.session import acting, arrived

bp = Blueprint("observer_corrections", __name__, url_prefix="/pengamatan")


@bp.get("/<uuid:visit_id>/koreksi")
@allow(Permission.OBSERVE, object="signed-visit")
def show(visit_id: UUID) -> str:
    found = visit_of(visit_id)
    if found.newest is None:
        raise NoResultFound
    return _page(found, shown_again(found.newest), marks_kept(found.newest))


@bp.post("/<uuid:visit_id>/koreksi")
@allow(Permission.OBSERVE, object="signed-visit")
def keep(visit_id: UUID) -> Any:
    """Append the correction."""
    found, form = visit_of(visit_id), CorrectionForm()
    marks = marks_of(request.form, found.instrument)
    if not form.validate() or len(marks) < len(found.instrument.items):
        return make_response(_page(found, form, marks, wrong=True), 422)
    try:
        sheet = sheet_of(form, marks, form.kunci.data or None)
        tell(correct(visit_id, sheet, by=acting().id, at=arrived(), zone=zone()))
    except Invalid as refused:
        form.alasan.errors = [sentence(refused)]
        return make_response(_page(found, form, marks, wrong=True), 422)
    return redirect(url_for("observer_visits.visit", visit_id=visit_id), 303)


def _page(
    found: Assigned, form: CorrectionForm, marks: dict[str, str], *, wrong: bool = False
) -> str:
    return render_template(
        "observer/correction.html",
        visit=found, form=form, marks=marks, wrong=wrong, words=words, Mark=Mark, PREFIX=PREFIX,
    )  # fmt: skip
