"""My hours of learning (JP) by year, and the statement of a year to take away."""

from typing import Any

from flask import Blueprint, current_app, render_template
from sqlalchemy.exc import NoResultFound

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.certification.queries.holders import holder
from training.certification.queries.outgoing import counted_of
from training.certification.rules.hours import Year, by_year
from training.kernel.access import allow
from training.people.rules.access import Permission
from training.web.download import download
from training.web.hours_sheet import decree_told, file_name, hours_told, sheet, told
from training.web.session import acting, arrived, today

bp = Blueprint("hours", __name__, url_prefix="/sertifikat/jp")


def _years() -> tuple[Year, ...]:
    return by_year(counted_of(acting().id, zone=current_app.config["RESAP"].timezone))


@bp.get("")
@allow(Permission.SEE_OWN)
def home() -> str:
    who = holder(acting().id, today=today())
    return render_template(
        "employee/hours.html", years=_years(), norm=told(who.status), hours=hours_told,
        decree=decree_told,
    )  # fmt: skip


@bp.get("/<int:year>.pdf")
@allow(Permission.SEE_OWN, object="own-year", writes=True)
def statement(year: int) -> Any:
    found = next((each for each in _years() if each.year == year), None)
    if found is None:
        raise NoResultFound
    me, name = acting().id, file_name(year)
    who = holder(me, today=today())
    note(Happening(EventKind.EXPORTED, arrived(), me, "person", str(me), {"file": name}))
    made = sheet(found, name=who.name, holder=who.line, status=who.status, at=arrived())
    return download(made, name)
