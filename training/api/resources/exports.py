"""What leaves for other administrations: certificates for SIASN, evidence for KLA."""

import hashlib
from datetime import date, datetime, time, timedelta
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, current_app
from flask_babel import lazy_gettext as _
from pydantic import Field

from training.api.door import acting, arrived, today
from training.api.problems import Problem
from training.api.speaking import Told, speaks
from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.certification.queries.outgoing import Span, outgoing
from training.certification.queries.programmes import programme
from training.certification.queries.standings import When
from training.certification.rules import siasn
from training.kernel.access import allow
from training.people.rules.access import Permission
from training.reporting.queries.kla import kla_bundle
from training.reporting.rules.sheets import csv_chunks, workbook_bytes

bp = Blueprint("exports", __name__)
CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Key = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,60}$")]


class SiasnAsked(Told):
    """Certificates completed from `since` to `until` (both count); left out: this year so far.

    `programme` narrows to one; `kind` is what BKPSDM decided (jenisKursusSertipikat).
    """

    programme: Key | None = None
    since: date | None = None
    until: date | None = None
    kind: Literal["T", "F", "P"] = "T"


class KlaAsked(Told):
    """The day on which people count (today where left out), and one programme or any."""

    on: date | None = None
    programme: Key | None = None


@bp.get("/exports/siasn.csv")
@allow(Permission.EXPORT_PEOPLE, writes=True)
@speaks(
    "Certificates of a time as SIASN's course records (kind 16), streamed", None,
    query=SiasnAsked, refusals=(404,), media="text/csv",
)  # fmt: skip
def siasn_csv(query: SiasnAsked) -> Response:
    chosen, scope = current_app.config["RESAP"], acting().scope(Permission.EXPORT_PEOPLE)
    if query.programme:
        programme(query.programme)
    until = query.until or today()
    since = query.since or until.replace(month=1, day=1)
    if since > until:
        raise Problem(422, "days-crossed", _("The last day lies before the first."))
    span = Span(since, until, query.programme or "")
    found = outgoing(span, scope, today=today(), zone=chosen.timezone)
    sender = siasn.Sender(
        chosen.siasn_agency, f"BKPSDM {chosen.city}", siasn.CourseKind(query.kind)
    )
    _noted("siasn", scope, len(found.rows))
    answer = Response(
        csv_chunks(siasn.HEAD, siasn.rows(found.rows, sender)), content_type=CSV,
        direct_passthrough=True,
    )  # fmt: skip
    answer.set_etag(hashlib.sha256(repr((sender, found.rows)).encode()).hexdigest()[:40])
    return _named(answer, "siasn.csv")


@bp.get("/exports/kla.xlsx")
@allow(Permission.EXPORT_PEOPLE, writes=True)
@speaks(
    "Evidence for KLA: who is trained, by OPD and puskesmas", None, query=KlaAsked,
    refusals=(404,), media=XLSX,
)  # fmt: skip
def kla_xlsx(query: KlaAsked) -> Response:
    chosen, scope = current_app.config["RESAP"], acting().scope(Permission.EXPORT_PEOPLE)
    when = When(_until_the_end_of(query.on), chosen.timezone)
    sheets = kla_bundle(when, scope, key=query.programme or "", city=chosen.city, made_at=arrived())
    _noted("kla", scope, len(sheets))
    body = workbook_bytes(sheets, zone=ZoneInfo(chosen.timezone))
    return _named(Response(body, content_type=XLSX), "kla.xlsx")


def _until_the_end_of(day: date | None) -> datetime:
    """The last instant of a day of the city; the present for today."""
    if day is None or day == today():
        return arrived()
    if day > today():
        raise Problem(422, "day-ahead", _("That day lies ahead: give a day that has come."))
    zone = ZoneInfo(current_app.config["RESAP"].timezone)
    return datetime.combine(day + timedelta(days=1), time(), zone) - timedelta(microseconds=1)


def _noted(what: str, scope: tuple[str, ...], rows: int) -> None:
    for unit in scope:  # everybody in one of them reads of it in their own data
        detail = {"what": what, "rows": rows}
        note(Happening(EventKind.EXPORTED, arrived(), acting().id, "people", unit[:80], detail))


def _named(answer: Response, name: str) -> Response:
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
