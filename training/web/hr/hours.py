"""One person's hours of learning (JP) by year for HR, and the statement of a year."""

from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, render_template
from sqlalchemy.exc import NoResultFound

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.certification.queries.holders import holder
from training.certification.queries.outgoing import counted_of
from training.certification.rules.hours import Year, by_year
from training.kernel.access import allow
from training.people.queries import employees
from training.people.rules.access import Permission
from training.web.download import download
from training.web.hours_sheet import decree_told, file_name, hours_told, sheet, told
from training.web.session import acting, arrived, today

bp = Blueprint("hr_hours", __name__, url_prefix="/kepegawaian/pegawai")


def _person(employee_id: UUID) -> Any:
    return employees.person(employee_id, acting().scope(Permission.CERTIFY), today=today())


def _years(person: UUID) -> tuple[Year, ...]:
    return by_year(counted_of(person, zone=current_app.config["RESAP"].timezone))


@bp.get("/<uuid:employee_id>/jp")
@allow(Permission.CERTIFY, object="employee", writes=True)
def home(employee_id: UUID) -> str:
    """The years of a person. The look is written down."""
    person, detail = _person(employee_id), {"what": "certification"}
    note(Happening(EventKind.LOOKED_AT, arrived(), acting().id, "person", str(person.id), detail))
    return render_template(
        "hr/hours.html", person=person, years=_years(person.id), norm=told(person.status),
        hours=hours_told, decree=decree_told,
    )  # fmt: skip


@bp.get("/<uuid:employee_id>/jp/<int:year>.pdf")
@allow(Permission.CERTIFY, object="employee-year", writes=True)
def statement(employee_id: UUID, year: int) -> Any:
    person = _person(employee_id)
    found = next((each for each in _years(person.id) if each.year == year), None)
    if found is None:
        raise NoResultFound
    name = file_name(year)
    detail = {"file": name}
    note(Happening(EventKind.EXPORTED, arrived(), acting().id, "person", str(person.id), detail))
    who = holder(person.id, today=today())
    made = sheet(found, name=who.name, holder=who.line, status=who.status, at=arrived())
    return download(made, name)
