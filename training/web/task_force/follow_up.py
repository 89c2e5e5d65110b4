"""The head of a unit sees what was found in their own subtree, and answers in the same place."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, flash, make_response, redirect, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy import Row
from sqlalchemy.exc import NoResultFound

from training.kernel.access import allow
from training.kernel.errors import DomainError
from training.oversight.actions.following import Said, answer, name_doer
from training.oversight.actions.planning import Desk
from training.oversight.queries.agenda import announced_in
from training.oversight.queries.cases import Case, case_of, closed_cases, open_cases
from training.oversight.queries.records import photo, photo_data, photos_of
from training.oversight.rules.following import StepKind
from training.people.queries.units import by_code
from training.people.rules.access import Permission
from training.web import casework_words as words
from training.web.download import evidence
from training.web.refusals import sentence
from training.web.session import acting, arrived, today
from training.web.task_force.casework_forms import AnswerForm, DoerForm

bp = Blueprint("follow_up", __name__, url_prefix="/unit/<code>/tindak-lanjut")
MOST_CLOSED = 50


def _unit(code: str) -> Row:
    return by_code(code, acting().scope(Permission.ANSWER_FINDINGS))


def _case(unit: Row, finding_id: UUID) -> Case:
    found = case_of(finding_id, (unit.path,), today=today())
    if found is None:
        raise NoResultFound
    return found


@bp.get("")
@allow(Permission.ANSWER_FINDINGS, object="unit")
def home(code: str) -> str:
    unit = _unit(code)
    return render_template(
        "task_force/follow_up.html", unit=unit, words=words,
        open=open_cases((unit.path,), today=today()),
        closed=closed_cases((unit.path,), today=today(), most=MOST_CLOSED),
        coming=announced_in(unit.path, today=today()),
    )  # fmt: skip


@bp.get("/<uuid:finding_id>")
@allow(Permission.ANSWER_FINDINGS, object="unit-case")
def show(code: str, finding_id: UUID) -> str:
    unit = _unit(code)
    return _page(unit, _case(unit, finding_id), AnswerForm(formdata=None))


@bp.post("/<uuid:finding_id>")
@allow(Permission.ANSWER_FINDINGS, object="unit-case")
def keep(code: str, finding_id: UUID) -> Any:
    """Answer, or propose that what was agreed is done."""
    unit, form = _unit(code), AnswerForm()
    found = _case(unit, finding_id)
    if form.validate():
        kind = StepKind.DONE if form.selesai.data else StepKind.ANSWER
        desk = Desk(acting().id, arrived(), today(), (unit.path,))
        try:
            answer(finding_id, Said(kind, form.jawaban.data or ""), desk=desk)
            flash(_("Your answer is kept; the task force sees it."), "success")
            return redirect(url_for(".show", code=unit.code, finding_id=finding_id), 303)
        except DomainError as refused:
            form.jawaban.errors = [sentence(refused)]
    return make_response(_page(unit, found, form), 422)


@bp.post("/<uuid:finding_id>/pelaku")
@allow(Permission.ANSWER_FINDINGS, object="unit-case")
def name(code: str, finding_id: UUID) -> Any:
    """Name who of the unit does what was agreed."""
    unit, form = _unit(code), DoerForm()
    found = _case(unit, finding_id)
    if form.validate():
        desk = Desk(acting().id, arrived(), today(), (unit.path,))
        try:
            name_doer(finding_id, form.pelaku.data or "", desk=desk)
            flash(_("Named. Whoever does it sees it on a page of their own."), "success")
            return redirect(url_for(".show", code=unit.code, finding_id=finding_id), 303)
        except DomainError as refused:
            form.pelaku.errors = [sentence(refused)]
    return make_response(_page(unit, found, AnswerForm(formdata=None), form), 422)


@bp.get("/<uuid:finding_id>/foto/<uuid:photo_id>")
@allow(Permission.ANSWER_FINDINGS, object="unit-photo")
def picture(code: str, finding_id: UUID, photo_id: UUID) -> Response:
    """A photograph of what was signed with a finding."""
    found = photo(photo_id, of=_case(_unit(code), finding_id).entry_id)
    return evidence(photo_data(photo_id), found.kind)


def _page(unit: Row, case: Case, form: AnswerForm, doer: DoerForm | None = None) -> str:
    return render_template(
        "task_force/follow_up_case.html", unit=unit, case=case, form=form, words=words,
        doer=doer or DoerForm(formdata=None),
        photos=[each for each in photos_of(case.entry_id) if not each.removed],
    )  # fmt: skip
