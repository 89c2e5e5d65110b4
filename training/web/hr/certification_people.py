"""One person's certification for HR: where they stand, all periods, and what HR may decide."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.certification.actions.deciding import (
    Document,
    Reason,
    ask_revocation,
    excuse,
    recognise,
    take_back,
)
from training.certification.queries.periods import (
    excuses_of,
    periods_of_person,
    recognitions_of,
    revocations_of,
)
from training.certification.queries.programmes import programme, programmes
from training.certification.queries.standings import roll
from training.certification.rules.refusals import ExcuseIsTooLong, RecognitionIsTooOld
from training.kernel.access import allow
from training.people.queries import employees
from training.people.rules.access import Permission
from training.web.certification_words import KINDS, PATHS, STATES
from training.web.forms import Form
from training.web.hr.certification import scope, when
from training.web.hr.certification_forms import ExcuseForm, RecognitionForm, RevocationForm
from training.web.refusals import sentence
from training.web.session import acting, arrived, today

bp = Blueprint("hr_certification_people", __name__, url_prefix="/kepegawaian/pegawai")


@bp.get("/<uuid:employee_id>/sertifikasi")
@allow(Permission.CERTIFY, object="employee", writes=True)
def show(employee_id: UUID) -> str:
    """Where a person stands. The look is written down."""
    person = _person(employee_id)
    detail = {"what": "certification"}
    note(Happening(EventKind.LOOKED_AT, arrived(), acting().id, "person", str(person.id), detail))
    return _page(person)


@bp.post("/<uuid:employee_id>/sertifikasi/<key>/dispensasi")
@allow(Permission.CERTIFY, object="employee-programme")
def excused(employee_id: UUID, key: str) -> Any:
    person, found, form = _person(employee_id), programme(key), ExcuseForm(prefix=key)
    form.offer(found)
    if not form.validate() or form.sampai.data is None:
        return _page(person, key, form), 422
    why = Reason(form.alasan.data, form.catatan.data or "", form.sampai.data)
    try:
        excuse(person.id, found, why, by=acting().id, at=arrived(), zone=when().zone)
    except ExcuseIsTooLong as refused:
        form.sampai.errors = [sentence(refused)]
        return _page(person, key, form), 422
    flash(_("The excuse is recorded."))
    return _back(person.id)


@bp.post("/<uuid:employee_id>/sertifikasi/dispensasi/tarik")
@allow(Permission.CERTIFY, object="employee")
def excuse_taken_back(employee_id: UUID) -> Any:
    """Take an excuse back that was a mistake."""
    person, named = _person(employee_id), _named("dispensasi")
    if named not in {each.id for each in excuses_of(person.id)}:
        return _page(person), 422
    take_back(named, by=acting().id, at=arrived(), zone=when().zone)
    flash(_("The excuse is taken back."))
    return _back(person.id)


@bp.post("/<uuid:employee_id>/sertifikasi/<key>/pengakuan")
@allow(Permission.CERTIFY, object="employee-programme")
def recognised(employee_id: UUID, key: str) -> Any:
    person, found, form = (
        _person(employee_id),
        programme(key),
        RecognitionForm(prefix=f"akui-{key}"),
    )
    if not form.validate() or form.tanggal.data is None:
        return _page(person, key, form), 422
    paper = Document(form.dokumen.data or "", form.penerbit.data or "", form.tanggal.data)
    try:
        recognise(person.id, found, paper, by=acting().id, at=arrived(), zone=when().zone)
    except RecognitionIsTooOld as refused:
        form.tanggal.errors = [sentence(refused)]
        return _page(person, key, form), 422
    flash(_("The earlier learning is recognised."))
    return _back(person.id)


@bp.post("/<uuid:employee_id>/sertifikasi/pencabutan")
@allow(Permission.CERTIFY, object="employee")
def revoke(employee_id: UUID) -> Any:
    """Ask for a revocation; another HR person confirms it."""
    person, period = _person(employee_id), _named("masa")
    form = RevocationForm(prefix=f"cabut-{period}")
    if period not in {each.id for each in periods_of_person(person.id)}:
        return _page(person), 422
    if not form.validate():
        return _page(person, str(period), form), 422
    ask_revocation(period, reason=form.alasan.data or "", by=acting().id, at=arrived())
    flash(_("The revocation waits for a second HR person."))
    return _back(person.id)


def _named(field: str) -> UUID:
    """What the pressed button is about; nonsense names nothing."""
    try:
        return UUID(request.form.get(field, ""))
    except ValueError:
        return UUID(int=0)


def _person(employee_id: UUID) -> Any:
    return employees.person(employee_id, scope(), today=today())


def _back(employee_id: UUID) -> Response:
    return redirect(url_for("hr_certification_people.show", employee_id=employee_id), 303)


def _page(person: Any, about: str = "", faulty: Form | None = None) -> str:
    """The page; `faulty` is the form of a programme or a period that has to be mended."""
    found = programmes()
    lines = [(each, roll(each, when(), people=[person.id])[0]) for each in found.values()]
    periods = periods_of_person(person.id)

    def form(kind: type[Form], key: str, before: str = "") -> Any:
        mended = isinstance(faulty, kind) and about == key
        made = faulty if mended else kind(formdata=None, prefix=f"{before}{key}")
        if isinstance(made, ExcuseForm):
            made.offer(found[key])
        return made

    return render_template(
        "hr/certification_person.html", person=person, lines=lines, periods=periods,
        excuses=excuses_of(person.id), today=today(), revoked=revocations_of(person.id),
        recognised=recognitions_of(person.id),
        reasons={k: dict(e.grace_reasons) for k, e in found.items()},
        states=STATES, kinds=KINDS, paths=PATHS, titles={k: e.title for k, e in found.items()},
        forms={key: (form(ExcuseForm, key), form(RecognitionForm, key, "akui-")) for key in found},
        revoking={each.id: form(RevocationForm, str(each.id), "cabut-") for each in periods},
        faulty=faulty,
    )  # fmt: skip
