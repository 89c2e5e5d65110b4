"""HR brings a staff file: upload, report, confirmation, result; nobody else sees it."""

import io
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from tests.factories import people, sheets
from training.kernel import jobs
from training.kernel.db import db, writing
from training.people.rules.kinds import Role
from training.people.tables.employees import Employee, Posting

pytestmark = pytest.mark.slow

HOME = "/kepegawaian/impor"


@pytest.fixture
def city(app):
    """A city with two offices and one HR person for each."""
    root = people.unit("KOTA", kind="kota", name="Kota")
    office = people.unit("DINSOS", parent=root, name="Dinas Sosial")
    other = people.unit("DISHUB", parent=root, name="Dinas Perhubungan")
    hr = people.employee(root, name="Ani Rekaan")
    people.role(hr, Role.HR, office)
    stranger = people.employee(other, name="Budi Rekaan")
    people.role(stranger, Role.HR, other)
    made = {"hr": hr, "stranger": stranger, "office": office, "other": other}
    made["plain"] = people.employee(office)
    db.session.commit()
    for each in made.values():
        db.session.refresh(each)
    db.session.expunge_all()
    return made


def work(app, clock) -> None:
    """What the worker does: every job that is due."""
    writing.set(True)
    while jobs.run_one(app.extensions["resap_handlers"], clock=lambda: clock.now):
        db.session.remove()


def send(browser, data: bytes, *, status: int = 303, name: str = "pegawai.csv", **more):
    form = {"berkas": (io.BytesIO(data), name), "tanggal": "2026-11-23", "lengkap": "", **more}
    return browser.post(HOME, form, status, content_type="multipart/form-data")


def count(table) -> int:
    return db.session.scalar(select(func.count()).select_from(table))


def test_hr_uploads_looks_and_applies(app, city, browse, clock):
    hr = browse(city["hr"])
    assert hr.get(HOME).h1 == "Impor pegawai"
    before = count(Employee)
    report = send(hr, sheets.text([sheets.line(n) for n in range(3)])).location
    assert "Menunggu giliran" in hr.get(report).text
    assert hr.get(f"{report}/keadaan").json["done"] is False
    work(app, clock)
    assert hr.get(f"{report}/keadaan").json == {
        "value": 100, "max": 100, "label": "Berhasil", "done": True, "failed": False,
        "location": report,
    }  # fmt: skip
    page = hr.get(report)
    assert "Dinas Sosial" in page.text
    assert "Petugas Loket" in page.text
    assert count(Employee) == before
    result = hr.post(f"{report}/terapkan").location
    assert "/hasil/" in result, page.text
    work(app, clock)
    assert hr.get(result).h1 == "Impor selesai"
    assert count(Employee) == before + 3
    hr.get(report, 404)


def test_an_upload_is_kept_without_private_columns_and_only_for_its_owner(app, city, browse, clock):
    heads = (*sheets.HEADS, "No KTP", "Rekening")
    rows = [[*sheets.line(1), "6471010101900001", "0123456789"]]
    hr = browse(city["hr"])
    report = send(hr, sheets.text(rows, heads)).location
    folder = Path(app.config["RESAP"].data) / "imports" / report.rsplit("/", 1)[1]
    for file in folder.iterdir():
        assert file.stat().st_mode & 0o777 == 0o600
        assert "6471010101900001" not in file.read_text()
        assert "0123456789" not in file.read_text()
    work(app, clock)
    page = hr.get(report)
    assert "No KTP, Rekening" in page.text
    assert "6471010101900001" not in page.raw
    stranger = browse(city["stranger"])
    for address in (report, f"{report}/keadaan", f"{HOME}/{uuid4()}"):
        stranger.get(address, 404)
    for deed in ("terapkan", "batal", "ulang"):
        stranger.post(f"{report}/{deed}", status=404)
    hr.get(report)


def test_an_employee_may_not_import(app, city, browse):
    plain = browse(city["plain"])
    plain.get(HOME, 403)
    plain.post(HOME, status=403)
    browse(None).get(HOME, 303)


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "kosong.csv", "Pilih berkas"),
        (b"a;b\n1;2\n", "lain.csv", "Baris judul kolom tidak ditemukan"),
        (b"PK\x03\x04rusak", "rusak.xlsx", "rusak atau tidak dapat dibaca"),
        (b"\xd0\xcf\x11\xe0lama", "lama.xls", "Excel lama"),
        (b"x" * (5 * 1024 * 1024 + 1), "besar.csv", "lebih besar dari 5 MB"),
    ],
)
def test_a_file_that_is_no_table_is_refused_on_the_form(app, city, browse, data, name, said):
    hr = browse(city["hr"])
    form = {"berkas": (io.BytesIO(data), name), "tanggal": "2026-11-23", "lengkap": ""}
    if name == "kosong.csv":
        form.pop("berkas")
    page = hr.post(HOME, form, 422, content_type="multipart/form-data")
    assert said in page.text
    assert page.all("a", href="#berkas")


def test_a_wrong_day_or_unit_is_refused_on_the_form(app, city, browse):
    hr = browse(city["hr"])
    data = sheets.text([sheets.line(1)])
    assert "belum tiba" in send(hr, data, status=422, tanggal="2027-01-01").text
    send(hr, data, status=422, tanggal="besok")
    send(hr, data, status=422, lengkap="DISHUB")


def test_problems_come_first_and_nothing_can_be_applied(app, city, browse, clock):
    hr = browse(city["hr"])
    rows = [sheets.line(1), sheets.line(2, number="1,98609E+17"), sheets.line(3, unit="DISHUB")]
    report = send(hr, sheets.text(rows)).location
    work(app, clock)
    page = hr.get(report)
    assert "Nomor tersimpan sebagai angka" in page.text
    assert "Unit ini di luar wewenang Anda" in page.text
    assert "Terapkan" not in page.text
    assert hr.get(f"{report}?tampil=masalah").all("tbody")[0].findall("tr")[1:]
    assert hr.get(f"{report}?tampil=omong&halaman=99999").status == 200
    before = count(Employee)
    page = hr.post(f"{report}/terapkan")
    work(app, clock)
    assert count(Employee) == before


def test_many_leavers_need_the_box_to_be_ticked(app, city, browse, clock):
    hr = browse(city["hr"])
    report = send(hr, sheets.text([sheets.line(1)]), lengkap="DINSOS").location
    work(app, clock)
    assert "kehilangan penempatannya" in hr.get(report).text
    back = hr.post(f"{report}/terapkan").location
    assert back == report
    assert "centang kotaknya" in hr.get(report).text
    result = hr.post(f"{report}/terapkan", {"berhenti": "ya"}).location
    work(app, clock)
    assert hr.get(result).h1 == "Impor selesai"
    held = select(func.count()).where(
        Posting.unit_id == city["office"].id, Posting.valid_to.is_(None)
    )
    assert db.session.scalar(held) == 1


def test_a_record_that_moved_on_is_not_changed_by_an_old_report(app, city, browse, clock):
    hr = browse(city["hr"])
    data = sheets.text([sheets.line(1)])
    first, second = send(hr, data).location, send(hr, data).location
    work(app, clock)
    hr.post(f"{first}/terapkan")
    late = hr.post(f"{second}/terapkan").location
    work(app, clock)
    page = hr.get(late)
    assert page.h1 == "Catatan sudah berubah"
    assert hr.post(f"{second}/ulang").location == second
    work(app, clock)
    assert "Tidak ada yang perlu diterapkan" in hr.get(second).text


def test_a_role_that_ended_meanwhile_applies_nothing(app, city, browse, clock):
    hr = browse(city["hr"])
    report = send(hr, sheets.text([sheets.line(1)])).location
    work(app, clock)
    hr.post(f"{report}/terapkan")
    grant = db.session.scalars(
        select(people.RoleGrant).where(people.RoleGrant.employee_id == city["hr"].id)
    ).one()
    grant.ended_at = clock.now
    db.session.commit()
    before = count(Employee)
    work(app, clock)
    assert count(Employee) == before


def test_withdrawing_deletes_the_file_and_a_day_later_so_does_the_worker(app, city, browse, clock):
    hr = browse(city["hr"])
    data = sheets.text([sheets.line(1)])
    gone, kept = send(hr, data).location, send(hr, data).location
    work(app, clock)
    assert hr.post(f"{gone}/batal").location == HOME
    page = hr.get(HOME)
    assert "berkasnya dihapus" in page.text
    assert gone not in page.links
    assert kept in page.links
    clock.forward(hours=25)
    work(app, clock)
    browse(city["hr"]).get(kept, 404)


def test_the_empty_table_opens_in_excel(app, city, browse):
    page = browse(city["hr"]).get(f"{HOME}/contoh.csv")
    assert page.raw.startswith("\ufeffNama;NIP;")
