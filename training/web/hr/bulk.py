"""One excuse for many people: written down, looked at, carried out, taken back."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from training.certification.actions import bulk as acts
from training.certification.actions.deciding import Reason
from training.certification.queries.assignment import names_of
from training.certification.queries.bulk import bulk, sorted_out
from training.certification.queries.desk import cohort_people
from training.certification.queries.programmes import programme
from training.certification.rules.bulk import BulkIsOver, NobodyIsChosen, NobodyIsExcused
from training.certification.rules.refusals import ExcuseIsTooLong
from training.kernel.access import allow
from training.people.rules.access import Permission
from training.web.certification_words import LEFT_OUT
from training.web.hr import cohorts
from training.web.hr.bulk_form import ALL, BulkForm
from training.web.hr.certification import MOST_NAMED, scope, when
from training.web.refusals import sentence
from training.web.session import acting, today

bp = Blueprint("hr_bulk", __name__, url_prefix="/kepegawaian/sertifikasi")


@bp.post("/program/<key>/pegawai")
@allow(Permission.CERTIFY, object="programme")
def plan(key: str) -> Any:
    """Write an excuse for many down and show whom it would be for."""
    found, form = programme(key), BulkForm()
    form.offer(found)
    if not form.validate() or form.sampai.data is None:
        return cohorts.page(key, form), 422
    why = Reason(form.alasan.data, form.catatan.data or "", form.sampai.data)
    try:
        made = acts.plan(
            found, why, _people(key, form), scope=scope(), by=acting().id, when=when()
        )  # fmt: skip
    except NobodyIsChosen as refused:
        form.untuk.errors = [sentence(refused)]
        return cohorts.page(key, form), 422
    except ExcuseIsTooLong as refused:
        form.sampai.errors = [sentence(refused)]
        return cohorts.page(key, form), 422
    return redirect(url_for(".show", bulk_id=made), 303)


def _people(key: str, form: BulkForm) -> list[UUID]:
    """Whom the form means; only people of this programme inside the scope."""
    _form, wanted = cohorts.asked(request.form)
    everybody = form.untuk.data == ALL
    found = cohort_people(key, wanted if everybody else None, scope(), today=today())
    ticked = set(request.form.getlist("pegawai"))
    return [each for each in found if everybody or str(each) in ticked]


@bp.get("/dispensasi/<uuid:bulk_id>")
@allow(Permission.CERTIFY, object="bulk-excuse")
def show(bulk_id: UUID) -> str:
    """The preview before, the record after."""
    found = bulk(bulk_id, scope())
    split = sorted_out(found, scope(), when(), by=acting().id) if found.done_at is None else None
    named = [*split.excused, *split.left_out] if split else list(found.people)
    return render_template(
        "hr/bulk_excuse.html", bulk=found, found=programme(found.programme), split=split,
        names=names_of(named[: 2 * MOST_NAMED]), most=MOST_NAMED, why=LEFT_OUT, today=today(),
    )  # fmt: skip


@bp.post("/dispensasi/<uuid:bulk_id>/laksanakan")
@allow(Permission.CERTIFY, object="bulk-excuse")
def carry_out(bulk_id: UUID) -> Response:
    try:
        count = acts.carry_out(bulk_id, scope=scope(), by=acting().id, when=when())
        flash(_("%(n)s people are excused.", n=count), "success")
    except (BulkIsOver, NobodyIsExcused, ExcuseIsTooLong) as refused:
        flash(sentence(refused), "error")
    return redirect(url_for(".show", bulk_id=bulk_id), 303)


@bp.post("/dispensasi/<uuid:bulk_id>/tarik")
@allow(Permission.CERTIFY, object="bulk-excuse")
def undo(bulk_id: UUID) -> Response:
    try:
        count = acts.undo(bulk_id, scope=scope(), by=acting().id, when=when())
        flash(_("%(n)s excuses are taken back.", n=count), "success")
    except BulkIsOver as refused:
        flash(sentence(refused), "error")
    return redirect(url_for(".show", bulk_id=bulk_id), 303)
