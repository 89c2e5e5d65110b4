"""Exports over the API: SIASN's course records streamed, the evidence for KLA, certificates."""

import csv
import io
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from tests.factories import people
from tests.factories.certification import DECIDING, ZONE, Desk, the_programme
from training.audit.tables import AuditEvent
from training.certification.actions.assigning import assign_all
from training.certification.actions.programmes import set_jp
from training.kernel.db import db
from training.people.rules.access import Permission
from training.people.rules.kinds import JobFamily, Role

pytestmark = pytest.mark.slow


@pytest.fixture
def desk(app, clock):
    made = Desk(app.config["RESAP"].data, clock.now)
    people.role(made.hr, Role.HR, made.unit)
    set_jp(
        the_programme(), hours=8, decree="SK 1", decree_on=date(2026, 3, 1), by=made.hr.id,
        at=clock.now,
    )  # fmt: skip
    made.certified()
    db.session.commit()
    for each in (made.hr, made.person, made.second, made.unit):
        db.session.refresh(each)
        db.session.expunge(each)
    return made


def rows(answer) -> list[dict[str, str]]:
    text = answer.get_data().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def events(kind: str) -> list[AuditEvent]:
    return db.session.query(AuditEvent).filter_by(kind=kind).all()


def test_course_records_leave_as_csv_with_an_etag_and_a_trace(desk, api):
    hr = api(desk.hr)
    answer = hr.get("/exports/siasn.csv")
    [row] = rows(answer)
    assert (row["jenisDiklatId"], row["jumlahJam"]) == ("16", "8")
    assert (len(row["nip"]), row["tahunKursus"]) == (18, "2026")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert len(events("exported")) == 1
    again = {"If-None-Match": answer.headers["ETag"]}
    assert hr.get("/exports/siasn.csv", 304, headers=again).get_data() == b""


def test_a_time_and_a_programme_narrow_the_records(desk, api):
    hr = api(desk.hr)
    assert rows(hr.get("/exports/siasn.csv?until=2026-01-31")) == []
    assert rows(hr.get("/exports/siasn.csv?programme=layanan-ramah-anak")) == []
    assert rows(hr.get(f"/exports/siasn.csv?programme={DECIDING}&kind=F"))[0][
        "jenisKursusSertipikat"
    ] == "F"  # fmt: skip
    hr.get("/exports/siasn.csv?since=2026-02-01&until=2026-01-01", 422)
    hr.get("/exports/siasn.csv?kind=X", 422)
    hr.get("/exports/siasn.csv?since=kemarin", 422)
    hr.get("/exports/siasn.csv?programme=tidak-ada", 404)


def test_the_evidence_is_a_workbook_of_that_day(desk, api):
    hr = api(desk.hr)
    answer = hr.get("/exports/kla.xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.get_data()))
    facts = dict(row[:2] for row in book.get_sheet_by_name("Ringkasan").to_python())
    assert facts["Keadaan per"] == date(2026, 11, 23)
    assert facts["Seluruh pegawai terlatih"] == "1 dari 3 (33,3 %)"
    before = hr.get("/exports/kla.xlsx?on=2026-11-22").get_data()
    book = CalamineWorkbook.from_filelike(io.BytesIO(before))
    assert len(book.get_sheet_by_name("Daftar orang").to_python()) == 1
    hr.get("/exports/kla.xlsx?on=2030-01-01", 422)
    hr.get("/exports/kla.xlsx?programme=tidak-ada", 404)


@pytest.mark.parametrize("path", ["/exports/siasn.csv", "/exports/kla.xlsx"])
def test_exports_are_for_hr_with_a_token_that_allows_it(desk, api, path):
    api(None).get(path, 401)
    api(desk.person).get(path, 403)
    api(desk.hr, Permission.SEE_OWN).get(path, 403)


def test_hr_reads_the_certificates_of_its_scope(desk, api):
    hr = api(desk.hr)
    assert hr.get("/certificates").get_json()["items"] == []
    [one] = hr.get("/certificates?whose=scope").get_json()["items"]
    assert (one["person"], one["jp"], one["state"]) == (str(desk.person.id), 8, "valid")
    assert hr.get(f"/certificates/{one['code']}").get_json() == one
    assert hr.get("/certificates?whose=scope&programme=lain").get_json()["items"] == []
    narrow = api(desk.hr, Permission.SEE_OWN)
    narrow.get("/certificates?whose=scope", 403)
    narrow.get(f"/certificates/{one['code']}", 404)
    elsewhere = people.employee(people.unit())
    people.role(elsewhere, Role.HR, people.unit())
    other = api(elsewhere)
    assert other.get("/certificates?whose=scope").get_json() == {"items": [], "next": None}
    other.get(f"/certificates/{one['code']}", 404)
    api(desk.second).get("/certificates?whose=scope", 403)


def test_the_list_goes_on_after_its_cursor_and_has_an_etag(desk, api):
    hr = api(desk.hr)
    first = hr.get("/certificates?whose=scope&limit=1")
    assert first.get_json()["next"] is None
    other = people.employee(desk.unit, family=JobFamily.DECISION_MAKER)
    desk.earn(other)
    assign_all(at=desk.at, zone=ZONE)
    assert desk.issue() == 1
    db.session.commit()
    page = hr.get("/certificates?whose=scope&limit=1").get_json()
    rest = hr.get(f"/certificates?whose=scope&limit=1&cursor={page['next']}").get_json()
    assert {page["items"][0]["code"]} != {rest["items"][0]["code"]}
    assert rest["next"] is None
    hr.get("/certificates?whose=scope&cursor=tidak-ada", 422)
    again = {"If-None-Match": hr.get("/certificates?whose=scope").headers["ETag"]}
    hr.get("/certificates?whose=scope", 304, headers=again)
