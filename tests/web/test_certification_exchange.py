"""Pages on which HR takes away and brings certificates, and hours of learning by year."""

import csv
import io
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from tests.factories import people
from tests.factories.certification import DECIDING, Desk, the_programme
from tests.papers import Paper
from training.audit.tables import AuditEvent
from training.certification.actions.programmes import set_jp
from training.certification.queries.periods import periods_of_person
from training.certification.queries.standings import When
from training.certification.rules.siasn import HEAD
from training.kernel.db import db
from training.people.rules.kinds import JobFamily, Role
from training.people.tables.employees import Identifier

pytestmark = pytest.mark.slow

EXPORTS = "/kepegawaian/sertifikasi/ekspor"
BRING = "/kepegawaian/sertifikasi/pengakuan"
YEAR = {"program": "", "dari": "2026-01-01", "sampai": "2026-12-31", "jenis": "T"}


@pytest.fixture
def desk(app, clock):
    made = Desk(app.config["RESAP"].data, clock.now)
    for each in (made.hr, made.second):
        people.role(each, Role.HR, made.unit)
    set_jp(
        the_programme(), hours=8, decree="SK 800/1", decree_on=date(2026, 3, 1), by=made.hr.id,
        at=clock.now,
    )  # fmt: skip
    detached(made.hr, made.second, made.person, made.unit)
    return made


def detached(*rows) -> None:
    """Rows whose values outlive the sessions of the pages."""
    db.session.commit()
    for each in rows:
        db.session.refresh(each)
        db.session.expunge(each)


def number_of(person) -> str:
    return db.session.query(Identifier.value).filter_by(employee_id=person.id).scalar()


def last_event() -> AuditEvent:
    return db.session.query(AuditEvent).order_by(AuditEvent.seq.desc()).first()


def certified(desk):
    issued = desk.certified()
    db.session.commit()
    return issued


def test_the_csv_keeps_every_digit_and_is_recorded(desk, browse):
    issued, nip = certified(desk), number_of(desk.person)
    hr = browse(desk.hr)
    assert "1 sertifikat" in hr.get(EXPORTS).text
    page = hr.get(f"{EXPORTS}/siasn.csv", query_string=YEAR)
    assert page.response.mimetype == "text/csv"
    text = page.response.data.decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(text), delimiter=";")
    assert tuple(row) == HEAD
    assert (row["nip"], row["nomorSertipikat"]) == (nip, issued.number)
    assert (row["jenisDiklatId"], row["jumlahJam"]) == ("16", "8")
    assert row["tanggalSelesaiKursus"] == f"{issued.since:%d-%m-%Y}"
    found = last_event()
    assert (found.kind, found.object_kind, found.object_id) == (
        "exported", "people", desk.unit.path
    )  # fmt: skip
    assert '"what":"siasn"' in found.detail


def test_a_name_that_begins_like_a_formula_leaves_as_text(desk, browse):
    certified(desk)
    db.session.execute(
        db.text("UPDATE employee SET name = '=HYPERLINK(1)' WHERE id = :id"),
        {"id": desk.person.id.hex},
    )
    db.session.commit()
    page = browse(desk.hr).get(f"{EXPORTS}/siasn.csv", query_string=YEAR)
    assert ";'=HYPERLINK(1);" in page.response.data.decode("utf-8-sig")


def test_the_workbook_keeps_numbers_as_texts(desk, browse):
    certified(desk)
    nip = number_of(desk.person)
    page = browse(desk.hr).get(f"{EXPORTS}/siasn.xlsx", query_string=YEAR)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(page.response.data))
    head, row = rows.get_sheet_by_index(0).to_python()
    assert dict(zip(head, row, strict=True))["nip"] == nip


def test_crossed_days_and_days_to_come_are_said_at_their_field(desk, browse):
    hr = browse(desk.hr)
    crossed = YEAR | {"dari": "2026-12-31", "sampai": "2026-01-01"}
    page = hr.get(f"{EXPORTS}/siasn.csv", 422, query_string=crossed)
    assert "Tanggal terakhir mendahului tanggal pertama" in page.text
    ahead = {"kla-program": "", "kla-per": "2030-01-01"}
    assert "belum tiba" in hr.get(f"{EXPORTS}/kla.xlsx", 422, query_string=ahead).text
    hr.get(f"{EXPORTS}/kla.xlsx", 422, query_string={"kla-program": "x", "kla-per": "2026-01-01"})


def test_the_evidence_has_its_sheets_with_typed_cells(desk, browse, clock):
    issued = certified(desk)
    day = When(clock.now, "Asia/Makassar").today
    asked = {"kla-program": DECIDING, "kla-per": day.isoformat()}
    page = browse(desk.hr).get(f"{EXPORTS}/kla.xlsx", query_string=asked)
    book = CalamineWorkbook.from_filelike(io.BytesIO(page.response.data))
    assert book.sheet_names[0] == "Ringkasan"
    [_, person] = book.get_sheet_by_name("Daftar orang").to_python()
    assert person[2] == "Siti Rekaan, S.Sos."
    assert (person[6], person[8], person[10]) == (issued.number, issued.since, 8.0)
    [_, office] = book.get_sheet_by_name("Per OPD").to_python()
    assert office[2:4] == [2.0, 0.0], "the two at the counter; who decides is no front line"
    assert office[5:7] == [3.0, 1.0]
    assert '"what":"kla"' in last_event().detail


def test_hours_by_year_are_on_a_page_and_on_paper(desk, browse):
    me = browse(desk.person)
    assert "Belum ada sertifikat yang terbit" in me.get("/sertifikat/jp").text
    certified(desk)
    page = me.get("/sertifikat/jp")
    assert "Jumlah pada 2026: 8 JP" in page.text
    assert "paling sedikit 20 JP" in page.text
    paper = me.get("/sertifikat/jp/2026.pdf").response
    for marker in (b"%PDF-", b"pdfuaid", b"pdfaid", b"/StructTreeRoot", b"/Lang"):
        assert marker in paper.data, marker
    assert all(Paper(paper.data).fonts().values()), "every font is in the file"
    assert last_event().object_id == str(desk.person.id)
    me.get("/sertifikat/jp/2025.pdf", 404)
    browse(desk.second).get("/sertifikat/jp/2026.pdf", 404)


def test_hr_reads_the_hours_of_a_person_in_its_scope(desk, browse):
    certified(desk)
    hr, page = browse(desk.hr), f"/kepegawaian/pegawai/{desk.person.id}/jp"
    assert "Jumlah pada 2026: 8 JP" in hr.get(page).text
    assert last_event().kind == "looked-at"
    assert hr.get(f"{page}/2026.pdf").response.data.startswith(b"%PDF-")
    assert last_event().kind == "exported"
    stranger = people.employee(people.unit())
    detached(stranger)
    hr.get(f"/kepegawaian/pegawai/{stranger.id}/jp", 404)
    assert page in browse(desk.hr).get(f"/kepegawaian/pegawai/{desk.person.id}/sertifikasi").links


def table(*lines: str) -> dict:
    text = "\n".join(("NIP;Program;Dokumen;Penerbit;Tanggal", *lines))
    return {"berkas": (io.BytesIO(text.encode()), "daftar luar.csv")}


def test_a_table_is_looked_at_sent_and_approved_by_another(desk, browse):
    line = f"{number_of(desk.person)};{DECIDING};Sertifikat 7/LAN;LAN RI;01/11/2026"
    hr, second = browse(desk.hr), browse(desk.second)
    page = hr.post(BRING, table(line), 200)
    assert "Siti Rekaan" in page.text
    assert periods_of_person(desk.person.id) == ()
    [kept] = page.all("textarea", name="isi")
    sent = {"isi": kept.text, "nama": "daftar luar.csv", "kirim": "1"}
    assert "menunggu petugas BKPSDM kedua" in hr.get(hr.post(BRING, sent).location).text
    [batch] = [each for each in second.get(BRING).links if each.startswith(f"{BRING}/0")]
    assert "Petugas BKPSDM lain yang memutuskan" in hr.get(batch).text
    hr.post(batch, {"putusan": "akui"}, 403)
    assert "Akui semua baris" in second.get(batch).text
    said = second.get(second.post(batch, {"putusan": "akui"}).location)
    assert "1 dokumen diakui" in said.text
    assert [each.document for each in periods_of_person(desk.person.id)] == ["Sertifikat 7/LAN"]
    assert "Semua baris sudah tercatat" in hr.post(BRING, table(line), 422).text


def test_every_problem_of_a_table_is_said_in_its_row(desk, browse):
    hr = browse(desk.hr)
    page = hr.post(BRING, table("123;lain;;LAN RI;kemarin"), 422)
    for said in ("Tidak ada pegawai dalam lingkup Anda", "Tidak ada program", "Nama dan nomor",
                 "Tanggal belum diisi atau tidak terbaca"):  # fmt: skip
        assert said in page.text
    assert not page.all("textarea", name="isi")
    assert "Pilih berkas" in hr.post(BRING, {}, 422).text
    unread = {"berkas": (io.BytesIO(b"%PDF-1.7"), "x.pdf")}
    hr.post(BRING, unread, 422)
    assert hr.get(f"{BRING}/contoh.csv").response.data.decode("utf-8-sig").startswith("NIP;")


def test_only_hr_comes_here(desk, browse):
    planner = people.employee(desk.unit, family=JobFamily.PLANNER)
    detached(planner)
    for page in (EXPORTS, f"{EXPORTS}/siasn.csv", f"{EXPORTS}/kla.xlsx", BRING):
        browse(planner).get(page, 403)
