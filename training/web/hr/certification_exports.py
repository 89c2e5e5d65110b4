"""What HR takes away of certification: course records for SIASN, the evidence bundle for KLA."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, current_app, render_template, request
from flask_babel import gettext as _
from wtforms import DateField, SelectField
from wtforms.validators import DataRequired

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.certification.queries.outgoing import Span, Told, outgoing
from training.certification.queries.programmes import programmes
from training.certification.queries.standings import When
from training.certification.rules import siasn
from training.kernel.access import allow
from training.people.rules.access import Permission
from training.reporting.queries.kla import kla_bundle
from training.reporting.rules.sheets import csv_chunks, workbook_bytes, xlsx_bytes
from training.web.download import KINDS, download
from training.web.forms import Form, choices, later
from training.web.session import acting, arrived, today

bp = Blueprint("hr_certification_exports", __name__, url_prefix="/kepegawaian/sertifikasi/ekspor")
A_DAY = later("Give a day, for example 12/06/2025")
COURSES: dict[siasn.CourseKind, str] = {
    siasn.CourseKind.T: later("T, technical"),
    siasn.CourseKind.F: later("F, functional"),
    siasn.CourseKind.P: later("P, as SIASN's reference says"),
}


class SiasnForm(Form):
    """Which certificates SIASN should be told of."""

    program = SelectField(later("Programme"), validate_choice=True)
    dari = DateField(later("Completed on or after"), [DataRequired(A_DAY)])
    sampai = DateField(later("Completed on or before"), [DataRequired(A_DAY)])
    jenis = SelectField(
        later("Kind in SIASN (jenisKursusSertipikat)"), default="T", validate_choice=True,
        description=later(
            "BKPSDM decides what the training is. The kind of course is 16, E-Learning."
        ),
    )  # fmt: skip

    def offer(self) -> None:
        """What there is to choose from."""
        self.program.choices = offered()
        self.jenis.choices = choices(*((each.value, words) for each, words in COURSES.items()))

    def validate(self, *args: Any, **more: Any) -> bool:
        """Also: the last day does not lie before the first."""
        good = super().validate(*args, **more)
        if good and self.dari.data and self.sampai.data and self.dari.data > self.sampai.data:
            self.sampai.errors = [_("The last day lies before the first.")]
            return False
        return good

    def span(self) -> Span:
        """The time and the programme; a valid form has both days."""
        return Span(self.dari.data or today(), self.sampai.data or today(), self.program.data or "")


class KlaForm(Form):
    """On which day, and by which programme."""

    program = SelectField(later("Trained by"), validate_choice=True)
    per = DateField(later("State on"), [DataRequired(A_DAY)])

    def offer(self) -> None:
        """What there is to choose from."""
        self.program.choices = offered()

    def validate(self, *args: Any, **more: Any) -> bool:
        """Also: the day has come."""
        good = super().validate(*args, **more)
        if good and self.per.data and self.per.data > today():
            self.per.errors = [_("This day has not come yet")]
            return False
        return good


def offered() -> list[Any]:
    return choices(("", _("any programme")), *((k, e.title) for k, e in programmes().items()))


def scope() -> tuple[str, ...]:
    return acting().scope(Permission.EXPORT_PEOPLE)


def _asked(kind: type[SiasnForm] | type[KlaForm]) -> Any:
    """The form as the address fills it in; the names of the second one begin with `kla-`."""
    before = "kla-" if kind is KlaForm else ""
    form = kind(formdata=request.args, meta={"csrf": False}, prefix=before)
    form.offer()
    return form


def _page(siasn_form: SiasnForm | None = None, kla: KlaForm | None = None) -> str:
    first = today().replace(month=1, day=1)
    ours = {"formdata": None, "meta": {"csrf": False}}
    filled = siasn_form or SiasnForm(dari=first, sampai=today(), **ours)
    other = kla or KlaForm(per=today(), prefix="kla-", **ours)
    filled.offer()
    other.offer()
    told = None if filled.errors else _found(filled.span())
    return render_template(
        "hr/certification_exports.html", siasn=filled, kla=other, told=told,
        span=filled.span(), faulty=next((f for f in (siasn_form, kla) if f and f.errors), None),
    )  # fmt: skip


def _found(span: Span) -> Told:
    zone = current_app.config["RESAP"].timezone
    return outgoing(span, scope(), today=today(), zone=zone)


@bp.get("")
@allow(Permission.EXPORT_PEOPLE)
def home() -> str:
    return _page()


@bp.get("/siasn.<any(csv, xlsx):form>")
@allow(Permission.EXPORT_PEOPLE, writes=True)
def courses(form: str) -> Any:
    """The course records: CSV to be brought to SIASN, XLSX to be looked at in a spreadsheet."""
    asked = _asked(SiasnForm)
    if not asked.validate():
        return _page(siasn_form=asked), 422
    chosen, found = current_app.config["RESAP"], _found(asked.span())
    kind = siasn.CourseKind(asked.jenis.data)
    rows = siasn.rows(found.rows, siasn.Sender(chosen.siasn_agency, f"BKPSDM {chosen.city}", kind))
    _noted("siasn", form, len(found.rows))
    name = f"siasn-{asked.dari.data}-{asked.sampai.data}.{form}"
    if form == "xlsx":
        return download(xlsx_bytes("SIASN", siasn.HEAD, rows), name)
    answer = Response(
        csv_chunks(siasn.HEAD, rows), content_type=KINDS["csv"], direct_passthrough=True
    )
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@bp.get("/kla.xlsx")
@allow(Permission.EXPORT_PEOPLE, writes=True)
def kla() -> Any:
    """The evidence bundle of a day."""
    asked = _asked(KlaForm)
    if not asked.validate():
        return _page(kla=asked), 422
    chosen, day = current_app.config["RESAP"], asked.per.data
    zone = ZoneInfo(chosen.timezone)
    sheets = kla_bundle(
        When(_last_instant(day, zone), chosen.timezone), scope(), key=asked.program.data or "",
        city=chosen.city, made_at=arrived(),
    )  # fmt: skip
    _noted("kla", "xlsx", len(sheets))
    return download(workbook_bytes(sheets, zone=zone), f"bukti-kla-{day}.xlsx")


def _last_instant(day: date, zone: ZoneInfo) -> datetime:
    """The end of a day that is over, or the present."""
    end = datetime.combine(day + timedelta(days=1), time(), zone) - timedelta(microseconds=1)
    return min(end, arrived())


def _noted(what: str, form: str, rows: int) -> None:
    """Everybody in a unit of the scope reads in their own data that a list was taken away."""
    for unit in scope():
        detail = {"what": what, "format": form, "rows": rows}
        note(Happening(EventKind.EXPORTED, arrived(), acting().id, "people", unit[:80], detail))
