"""HR prepares the PDFs of many certificates: the button, the wait, the file, and who gets it."""

import csv
import io
import json

import pytest
from sqlalchemy import select

from tests.factories import bundles, people
from tests.factories.certification import DECIDING
from tests.factories.esigning import PEOPLE
from training.audit.tables import AuditEvent
from training.certification.actions import bundle_files, bundling
from training.certification.queries.certificates import certificates_of
from training.certification.tables.esigning import SignedSheet
from training.kernel.db import db
from training.people.rules.kinds import Role
from training.people.tables.employees import RoleGrant
from training.web import certificate_sheet

pytestmark = pytest.mark.slow
COHORT = f"/kepegawaian/sertifikasi/program/{DECIDING}/pegawai"
ASK = f"/kepegawaian/sertifikasi/program/{DECIDING}/berkas"
BUTTON = "Siapkan PDF semua sertifikat yang berlaku"


@pytest.fixture
def desk(app, clock):
    return bundles.town(app.config["RESAP"].data, clock.now)


@pytest.fixture
def work(app, clock):
    """The worker as the application puts it together, or with quick sheets."""

    def once(*, real: bool = False) -> None:
        paper = certificate_sheet.paper() if real else bundles.QUICK
        assert bundles.work(app.config["RESAP"].data, clock.now, paper)

    return once


def taken(page) -> dict[str, bytes]:
    return bundles.opened(page.response.get_data())


def trail() -> list[tuple[str, dict]]:
    found = select(AuditEvent.object_id, AuditEvent.detail).where(AuditEvent.kind == "exported")
    return [(unit, json.loads(detail)) for unit, detail in db.session.execute(found)]


def test_the_button_stands_only_where_somebody_holds_a_certificate(desk, browse, clock):
    hr = browse(desk.hr)
    page = hr.get(COHORT)
    assert BUTTON in page.text
    assert f"Ada {PEOPLE} sertifikat" in page.text
    assert BUTTON not in hr.get(f"{COHORT}?keadaan=terlambat").text
    clock.forward(days=5000)
    assert BUTTON not in browse(desk.hr).get(COHORT).text


def test_hr_asks_waits_and_takes_the_sheets_away(app, desk, browse, work):
    hr = browse(desk.hr)
    address = hr.post(ASK, {}).location
    page = hr.get(address)
    assert "Menunggu giliran" in page.text
    assert page.all("a", **{"data-progress-reload": ""})
    assert hr.get(f"{address}/keadaan").json["done"] is False
    hr.get(f"{address}/unduh", status=404)
    work(real=True)
    state = hr.get(f"{address}/keadaan").json
    assert (state["done"], state["location"]) == (True, address)
    page = hr.get(address)
    assert f"{PEOPLE} sertifikat" in page.text
    assert f"{address}/unduh" in page.links
    answer = hr.get(f"{address}/unduh")
    assert answer.response.mimetype == "application/zip"
    assert answer.response.headers["Content-Disposition"].endswith(f"{DECIDING}-2026-11-23.zip")
    found = taken(answer)
    assert found.pop("daftar.csv")
    assert len(found) == PEOPLE
    assert all(content.startswith(b"%PDF-1.7") for content in found.values())
    assert address in hr.get(COHORT).links


def test_one_sheet_is_the_same_as_when_it_is_downloaded_alone(app, desk, browse, work):
    hr = browse(desk.hr)
    address = hr.post(ASK, {"cari": desk.person.name}).location
    work(real=True)
    found = taken(hr.get(f"{address}/unduh"))
    del found["daftar.csv"]
    with app.test_request_context():
        alone = certificate_sheet.sheet_of(certificates_of(desk.person.id)[0])
    assert list(found.values()) == [alone]


def test_a_sheet_that_came_back_signed_is_the_one_that_is_handed_out(desk, browse, work):
    mine = certificates_of(desk.person.id)[0]
    db.session.add(SignedSheet(
        certificate_id=mine.id, data=b"%PDF-1.7 ber-TTE", digest="0" * 64, asked_by=desk.hr.id,
        signatory="X", at=desk.at, batch_id=mine.id,
    ))  # fmt: skip
    hr = browse(desk.hr)
    address = hr.post(ASK, {"cari": desk.person.name}).location
    work()
    assert b"%PDF-1.7 ber-TTE" in taken(hr.get(f"{address}/unduh")).values()


def test_the_filters_of_the_page_are_those_of_the_file(desk, browse, work):
    hr = browse(desk.hr)
    page = hr.get(f"{COHORT}?cari=siti&keadaan=memegang&unit={desk.unit.code}")
    [form] = page.all("form", action=ASK)
    hidden = {each.get("name"): each.get("value") for each in form.iter("input")}
    assert hidden.pop("csrf_token")
    assert hidden == {"cari": "siti", "keadaan": "memegang", "unit": desk.unit.code}
    address = hr.post(ASK, hidden).location
    assert "siti" not in address
    work()
    told = taken(hr.get(f"{address}/unduh"))["daftar.csv"].decode("utf-8-sig")
    _head, *rows = csv.reader(io.StringIO(told), delimiter=";")
    assert [row[1] for row in rows] == [desk.person.name]
    assert hr.post(ASK, {"cari": "jauh"}).location == COHORT
    assert "Tidak ada sertifikat yang berlaku" in hr.get(COHORT).text


def test_who_takes_the_file_away_is_noted_under_each_unit_of_the_scope(desk, browse, work):
    hr = browse(desk.hr)
    address = hr.post(ASK, {}).location
    work()
    hr.get(address)
    assert trail() == []
    hr.get(f"{address}/unduh")
    detail = {"what": "certificate-sheets", "format": "zip", "rows": PEOPLE}
    assert trail() == [(desk.unit.path, detail)]


def test_another_hr_person_finds_nothing(desk, browse, work):
    address = browse(desk.hr).post(ASK, {}).location
    work()
    other = browse(desk.second)
    for part in ("", "/keadaan", "/unduh"):
        other.get(f"{address}{part}", status=404)
    other.post(f"{address}/hapus", {}, status=404)
    assert address not in other.get(COHORT).links


def test_a_scope_that_shrank_hides_the_file_and_a_wider_one_does_not(app, desk, browse, work):
    hr = browse(desk.hr)
    address = hr.post(ASK, {}).location
    work()
    grants = select(RoleGrant).where(RoleGrant.employee_id == desk.hr.id)
    unit = people.unit()
    for grant in db.session.scalars(grants):
        grant.ended_at = desk.at
    people.role(desk.hr, Role.HR, unit)
    db.session.commit()
    hr.get(address, status=404)
    hr.get(f"{address}/unduh", status=404)
    assert address not in hr.get("/kepegawaian/sertifikasi").links
    people.role(desk.hr, Role.HR, desk.unit)
    db.session.commit()
    hr.get(f"{address}/unduh")


def test_the_file_is_gone_after_a_day(app, desk, browse, work, clock):
    address = browse(desk.hr).post(ASK, {}).location
    work()
    clock.forward(hours=23)
    browse(desk.hr).get(f"{address}/unduh")
    clock.forward(hours=1)
    browse(desk.hr).get(f"{address}/unduh", status=404)
    work()
    assert list((app.config["RESAP"].data / bundle_files.FOLDER).iterdir()) == []


def test_the_file_is_deleted_at_once_when_asked(app, desk, browse, work):
    hr = browse(desk.hr)
    address = hr.post(ASK, {}).location
    work()
    assert hr.post(f"{address}/hapus", {}).location == COHORT
    assert "Berkas sudah dihapus" in hr.get(COHORT).text
    hr.get(f"{address}/unduh", status=404)
    assert list((app.config["RESAP"].data / bundle_files.FOLDER).iterdir()) == []


def test_asked_twice_one_joins_the_file_that_is_being_made(desk, browse):
    hr = browse(desk.hr)
    first = hr.post(ASK, {}).location
    assert hr.post(ASK, {"cari": "siti"}).location == first
    assert "Satu berkas sedang disiapkan" in hr.get(first).text
    assert browse(desk.second).post(ASK, {}).location != first


def test_a_file_that_could_not_be_made_says_so(desk, browse, work):
    hr = browse(desk.hr)
    address = hr.post(ASK, {}).location
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bundling, "valid_certificates", lambda *_, **__: ())
        work()
    assert "Berkas tidak dibuat" in hr.get(address).text
    hr.get(f"{address}/unduh", status=404)
