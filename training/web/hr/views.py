"""The staff administration: who has completed what, one person's record, and lists to take away."""

from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, current_app, render_template

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.kernel.access import allow
from training.kernel.clock import now
from training.people.rules.access import Permission
from training.quiz.queries.allowances import exemptions
from training.reporting.queries.headcounts import unit_counts
from training.reporting.queries.modules import current
from training.reporting.queries.people import everybody, people_page
from training.reporting.queries.person import person_record
from training.web.download import download
from training.web.hr import words
from training.web.hr.desk import Desk, desk
from training.web.hr.looking import looked, page_number, pages
from training.web.hr.takeaway import sheet
from training.web.session import acting, arrived, today

bp = Blueprint("hr", __name__, url_prefix="/kepegawaian")


@bp.get("")
@allow(Permission.SEE_PEOPLE)
def home() -> str:
    scope, modules = acting().scope(Permission.SEE_PEOPLE), current()
    asked = looked(scope, modules)
    found = people_page(asked.filter, modules, scope=scope, today=today(), number=page_number())
    return render_template(
        "hr/home.html",
        form=asked.form,
        found=found,
        modules=modules,
        chosen=next((each for each in modules if each.slug == asked.filter.module), None),
        is_filtered=asked.is_filtered,
        address=asked.address,
        page=pages(found, "hr.home", **asked.address),
        may_export=acting().may(Permission.EXPORT_PEOPLE),
        may_import=acting().may(Permission.IMPORT_PEOPLE),
        desk=_desk(asked.is_filtered or found.number > 1),
        today=today(),
        words=words,
    )


def _desk(looking_for_somebody: bool) -> Desk | None:
    """What needs HR now, above the list as it opens; not in the way of who looks for somebody."""
    may = acting().may(Permission.CERTIFY)
    return desk() if may and not looking_for_somebody else None


@bp.get("/unit")
@allow(Permission.SEE_PEOPLE)
def units() -> str:
    counts = unit_counts(acting().scope(Permission.SEE_PEOPLE))
    return render_template("hr/units.html", counts=counts)


@bp.get("/pegawai/<uuid:employee_id>")
@allow(Permission.SEE_PEOPLE, object="employee", writes=True)
def person(employee_id: UUID) -> str:
    scope = acting().scope(Permission.SEE_PEOPLE)
    record = person_record(employee_id, scope=scope, today=today())
    note(Happening(EventKind.LOOKED_AT, now(), acting().id, "person", str(employee_id)))
    return render_template(
        "hr/person.html",
        record=record,
        words=words,
        may_except=acting().may(Permission.MAKE_EXCEPTIONS),
        exceptions=sum(each.is_in_force(at=arrived()) for each in exemptions(employee_id)),
    )


@bp.get("/ekspor.<any(csv, xlsx):form>")
@allow(Permission.EXPORT_PEOPLE, writes=True)
def export(form: str) -> Response:
    scope, modules = acting().scope(Permission.EXPORT_PEOPLE), current()
    asked = looked(scope, modules)
    people = list(everybody(asked.filter, modules, scope=scope, today=today()))
    # Which filters were set, never what was searched: that could be somebody's name.
    detail = {"format": form, "rows": len(people), "filters": " ".join(asked.address)}
    for unit in scope:  # everybody in one of them reads of it in their own data
        note(Happening(EventKind.EXPORTED, now(), acting().id, "people", unit[:80], detail))
    zone = ZoneInfo(current_app.config["RESAP"].timezone)
    return download(sheet(form, people, modules, zone), f"pegawai-{today().isoformat()}.{form}")
