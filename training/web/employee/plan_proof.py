"""Letting others corroborate an act: a second person who is asked, or a file that is looked at."""

from pathlib import Path
from typing import Any
from uuid import UUID

from flask import (
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

from training.commitments.actions.artefacts import HandedIn, hand_in, look_at_own, take_back
from training.commitments.actions.witnesses import answer, ask_witness
from training.commitments.queries.plans import Mine
from training.commitments.queries.posts import Colleague
from training.commitments.queries.witnesses import question, questions
from training.commitments.rules.files.refusing import FileIsKnown
from training.commitments.rules.plans import AnswersDoNotFit
from training.commitments.rules.witnesses import (
    NothingToCorroborate,
    TooManyWitnesses,
    WitnessIsInLine,
    WitnessIsReciprocal,
    WitnessIsUnknown,
    WitnessIsYourself,
)
from training.kernel import mail
from training.kernel.access import allow
from training.people.rules.access import Permission
from training.web.download import evidence
from training.web.employee.plan_blueprint import bp, own, to
from training.web.employee.plan_forms import FileForm, WitnessForm
from training.web.plan_words import SEEN
from training.web.refusals import sentence
from training.web.session import acting, arrived, today

NOT_FREE = (
    WitnessIsUnknown, WitnessIsYourself, WitnessIsInLine, WitnessIsReciprocal, TooManyWitnesses,
)  # fmt: skip


def _folder() -> Path:
    return current_app.config["RESAP"].data


def _told(plan: Mine, week: int) -> Mine:
    """The plan, if its act of a week can still be corroborated."""
    told = plan.at_week(week)
    if told is None or not told.may_be_corroborated:
        raise NothingToCorroborate
    return plan


@bp.get("/<uuid:plan_id>/saksi/<int:week>")
@allow(Permission.LEARN, object="plan-week")
def witness(plan_id: UUID, week: int) -> str:
    return _witness(_told(own(plan_id), week), week, WitnessForm())


@bp.post("/<uuid:plan_id>/saksi/<int:week>")
@allow(Permission.LEARN, object="plan-week")
def keep_witness(plan_id: UUID, week: int) -> Any:
    """Ask a colleague, who gets a letter without the words of the plan."""
    plan, form = own(plan_id), WitnessForm()
    if not form.validate():
        return make_response(_witness(plan, week, form), 422)
    name = form.rekan.data or ""
    try:
        asked = ask_witness(acting(), plan, week, name, at=arrived(), today=today())
    except NOT_FREE as refused:
        form.rekan.errors = [sentence(refused)]
        return make_response(_witness(plan, week, form), 422)
    if asked is not None:
        _write_to(asked)
    flash(_("Your colleague is asked. You will see here when the act is corroborated."), "success")
    return redirect(to(plan), 303)


def _witness(plan: Mine, week: int, form: WitnessForm) -> str:
    return render_template("employee/plan_witness.html", plan=plan, week=week, form=form, to=to)


def _write_to(asked: Colleague) -> None:
    if not asked.email:
        return
    address = current_app.config["RESAP"].public_url + url_for("commitments.testimonies")
    body = render_template(
        "email/witness.txt", name=asked.name, colleague=acting().name, address=address
    )
    subject = _("One question about an act of a colleague")
    mail.send(to=asked.email, subject=subject, body=body, at=arrived())


@bp.get("/<uuid:plan_id>/bukti/<int:week>")
@allow(Permission.LEARN, object="plan-week")
def trace(plan_id: UUID, week: int) -> str:
    return _trace(_told(own(plan_id), week), week, FileForm())


@bp.post("/<uuid:plan_id>/bukti/<int:week>")
@allow(Permission.LEARN, object="plan-week")
def keep_trace(plan_id: UUID, week: int) -> Any:
    """Keep a file that was examined and cleaned, for a reviewer of another unit."""
    plan, form = own(plan_id), FileForm()
    if not form.understand() or form.taken is None:
        return make_response(_trace(plan, week, form), 422)
    brought = HandedIn(week, form.taken, no_child=bool(form.tanpa_anak.data))
    try:
        hand_in(acting(), plan, brought, at=arrived(), today=today(), folder=_folder())
    except FileIsKnown as refused:
        form.berkas.errors = [sentence(refused)]
        return make_response(_trace(plan, week, form), 422)
    flash(_("The file is kept until somebody of another unit has looked at it."), "success")
    return redirect(to(plan), 303)


def _trace(plan: Mine, week: int, form: FileForm) -> str:
    return render_template("employee/plan_file.html", plan=plan, week=week, form=form, to=to)


@bp.get("/bukti/<uuid:artefact_id>")
@allow(Permission.LEARN, object="own-artefact")
def own_trace(artefact_id: UUID) -> Response:
    kind, content = look_at_own(acting(), artefact_id, folder=_folder())
    return evidence(content, kind)


@bp.post("/bukti/<uuid:artefact_id>/hapus")
@allow(Permission.LEARN, object="own-artefact")
def remove_trace(artefact_id: UUID) -> Any:
    take_back(acting(), artefact_id, at=arrived())
    flash(_("The file is deleted."), "success")
    return redirect(url_for("commitments.home"), 303)


@bp.get("/kesaksian")
@allow(Permission.LEARN)
def testimonies() -> str:
    return render_template("employee/testimonies.html", questions=questions(acting().id), seen=SEEN)


@bp.get("/kesaksian/<uuid:ask_id>")
@allow(Permission.LEARN, object="testimony")
def testimony(ask_id: UUID) -> str:
    return _testimony(ask_id)


@bp.post("/kesaksian/<uuid:ask_id>")
@allow(Permission.LEARN, object="testimony")
def keep_testimony(ask_id: UUID) -> Any:
    """Keep the one answer; whoever asked only sees whether the act is corroborated."""
    try:
        said = request.form.get("jawaban", "")
        answer(acting(), ask_id, said, at=arrived(), today=today())
    except AnswersDoNotFit:
        return make_response(_testimony(ask_id, left=True), 422)
    flash(_("Thank you. Your answer is kept; your colleague does not read it."), "success")
    return redirect(url_for("commitments.testimonies"), 303)


def _testimony(ask_id: UUID, *, left: bool = False) -> str:
    asked = question(ask_id, witness=acting().id)
    return render_template("employee/testimony.html", asked=asked, seen=SEEN, left=left)
