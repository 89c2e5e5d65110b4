"""Units are renamed, merged and split in one's own part, after a page that says what moves."""

import json

import pytest
from sqlalchemy import select

from tests.factories import accounts, people
from training.audit.tables import AuditEvent
from training.kernel.db import db
from training.kernel.jobs import Job
from training.people.queries.employees import unit_at
from training.people.queries.sessions import grants
from training.people.rules.kinds import Role
from training.people.tables.employees import Employee
from training.people.tables.units import Unit

pytestmark = pytest.mark.slow

NEW = {"tanggal": "2026-11-20", "nama": "Dinas Baru", "kode": "baru"}
SURE = {"yakin": "ya"}


class City:
    """DKK with a post below it, DISDIK, and administrators of the whole and of DKK."""

    def __init__(self) -> None:
        self.root = people.unit("KOTA", kind="kota")
        self.dkk = people.unit("DKK", parent=self.root, verified="?", note="Periksa Perwali.")
        self.disdik = people.unit("DISDIK", parent=self.root)
        self.post = people.unit("UPTD-1", parent=self.dkk, kind="uptd")
        self.second = people.unit("UPTD-2", parent=self.dkk, kind="uptd")
        self.whole, self.part = self.admin(self.root), self.admin(self.dkk)
        self.one, self.two = (accounts.someone(self.post) for _ in range(2))
        self.head = accounts.someone(self.dkk)
        people.role(db.session.get_one(Employee, self.head.id), Role.UNIT_HEAD, self.post)
        db.session.commit()

    def admin(self, unit):
        person = accounts.with_account(unit, totp=True)
        people.role(db.session.get_one(Employee, person.id), Role.ADMIN, unit)
        return person


@pytest.fixture
def city(app):
    return City()


def at(person, day) -> str:
    key = unit_at(person.id, day)
    return db.session.scalars(select(Unit.code).where(Unit.id == key)).one()


def test_the_tree_shows_kinds_days_and_doubts_of_ones_own_part(browse, city):
    page = browse(city.part).get("/admin/unit")
    assert "Unit DISDIK" not in page.text
    for words in ("Unit DKK", "UPTD", "1 Januari 2020", "Meragukan"):
        assert words in page.text
    assert "Unit DISDIK" in browse(city.whole).get("/admin/unit").text
    assert "/admin/unit" in browse(city.part).get("/admin").links


def test_a_unit_says_what_hangs_on_it(browse, city):
    page = browse(city.part).get("/admin/unit/dkk")
    assert "Periksa Perwali." in page.text
    told = [" ".join(each.itertext()) for each in page.all("dd")]
    assert told[4:7] == ["2", "2", "1"]


@pytest.mark.parametrize("path", ["", "/ganti-nama", "/gabung", "/pecah", "/hapus"])
def test_units_outside_ones_part_do_not_exist(browse, city, path):
    browser = browse(city.part)
    for code in ("DISDIK", "KOTA", "TIADA"):
        browser.get(f"/admin/unit/{code}{path}", 404)
        if path:
            browser.post(f"/admin/unit/{code}{path}", NEW | SURE, 404)


def test_the_top_of_ones_part_is_not_merged_or_split(browse, city):
    browser = browse(city.part)
    browser.get("/admin/unit/DKK/gabung", 404)
    browser.post("/admin/unit/DKK/pecah", NEW | SURE, 404)
    browse(city.whole).get("/admin/unit/KOTA/pecah", 404)


def test_a_unit_is_renamed_after_a_page_that_says_what_moves(browse, city, clock):
    browser, url = browse(city.part), "/admin/unit/UPTD-1/ganti-nama"
    browser.get(url)
    page = browser.post(url, NEW, 200)
    for words in (
        "2 pegawai pindah ke Dinas Baru",
        "1 peran atasnya berlanjut",
        "20 November 2026",
    ):
        assert words in page.text
    assert db.session.scalars(select(Unit.code).where(Unit.code == "BARU")).first() is None
    assert browser.post(url, NEW | SURE).location == "/admin/unit/BARU"
    page = browser.get("/admin/unit/BARU")
    assert "Berasal dari Unit UPTD-1 (UPTD-1): ganti nama" in page.text
    assert at(city.one, clock.now.date()) == "BARU"
    assert [each.path for each in grants(city.head.id)] == ["/KOTA/DKK/BARU/"]
    changed = select(AuditEvent.object_id).where(AuditEvent.kind == "unit-changed")
    assert set(db.session.scalars(changed)) == {"UPTD-1", "BARU"}
    assert "tally-all" in db.session.scalars(select(Job.kind)).all()
    browser.get(url, 404)
    assert "1 unit yang sudah berakhir" in browser.get("/admin/unit").text
    assert "berakhir 20 November 2026" in browser.get("/admin/unit?tampil=semua").text
    browser.get("/admin/unit/UPTD-1")


def test_two_units_become_one_and_their_roles_end(browse, city, clock):
    browser, url = browse(city.part), "/admin/unit/UPTD-1/gabung"
    offered = [each.get("value") for each in browser.get(url).all("option")]
    assert offered == ["", "UPTD-2"]
    page = browser.post(url, NEW | {"dengan": "UPTD-2"}, 200)
    assert "1 peran atasnya berakhir" in page.text
    browser.post(url, NEW | {"dengan": "DISDIK"} | SURE, 422)
    browser.post(url, NEW | {"dengan": "UPTD-2"} | SURE)
    assert at(city.one, clock.now.date()) == "BARU"
    assert grants(city.head.id) == ()
    ended = select(AuditEvent.detail).where(AuditEvent.kind == "role-ended")
    assert json.loads(db.session.scalars(ended).one())["role"] == "unit_head"


def test_a_unit_is_split_and_the_named_people_go_to_the_second_part(browse, city, clock):
    browser, url = browse(city.part), "/admin/unit/UPTD-1/pecah"
    two = {"nama_kedua": "Dinas Kedua", "kode_kedua": "KEDUA"}
    strange = browser.post(url, NEW | two | {"pindah": f"{city.head.nip}\n1"}, 422)
    assert "Tidak ada pegawai unit ini" in strange.text
    told = NEW | two | {"pindah": f" {city.two.nip[:8]} {city.two.nip[8:]}\n\n"}
    page = browser.post(url, told, 200)
    assert "1 pegawai pindah ke Dinas Kedua" in page.text
    assert "1 pegawai pindah ke Dinas Baru" in page.text
    browser.post(url, told | SURE)
    today = clock.now.date()
    assert (at(city.one, today), at(city.two, today)) == ("BARU", "KEDUA")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"kode": "DISDIK"}, "Kode ini"),
        ({"kode": "a/b"}, "kode"),
        ({"nama": ""}, "Isi namanya"),
        ({"tanggal": "2027-01-01"}, "hari ini"),
        ({"tanggal": "besok"}, ""),
        ({"tanggal": "1999-01-01"}, "belum"),
        ({"nama": "x" * 201}, ""),
    ],
)
@pytest.mark.parametrize("sure", [{}, SURE])
def test_what_cannot_be_is_said_before_anything_is_done(browse, city, wrong, said, sure):
    url = "/admin/unit/UPTD-1/ganti-nama"
    page = browse(city.part).post(url, NEW | wrong | sure, 422)
    assert said in page.text
    assert page.all("div", "govuk-error-summary")


def test_an_employee_changes_no_unit(browse, city):
    browser = browse(city.one)
    for url in ("/admin/unit", "/admin/unit/DKK", "/admin/unit/DKK/ganti-nama"):
        browser.get(url, 403)
    browser.post("/admin/unit/UPTD-1/ganti-nama", NEW | SURE, 403)
