"""Administering accounts: within one's own part of the tree, never one's own, always noted."""

from uuid import uuid4

import pytest
from sqlalchemy import select, text

from tests.factories import accounts, people
from training.audit.actions import note
from training.audit.queries import links
from training.audit.rules import Happening, verify
from training.audit.tables import AuditEvent
from training.kernel import jobs
from training.kernel.db import db
from training.kernel.jobs import Job
from training.people.queries.sessions import api_token, grants
from training.people.rules.kinds import Role
from training.people.tables.employees import Employee

pytestmark = pytest.mark.slow


class City:
    """A city with two offices, an administrator of the whole and one of the first office."""

    def __init__(self) -> None:
        root = people.unit("KOTA", kind="kota")
        first, second = people.unit("DKK", parent=root), people.unit("DISDIK", parent=root)
        below = people.unit("UPTD-1", parent=first)
        self.whole, self.part = self.admin(root), self.admin(first)
        self.near = accounts.with_account(below, name="Dekat Rekaan")
        self.far = accounts.with_account(second, name="Jauh Rekaan")
        self.without_post = accounts.with_account(name="Tanpa Jabatan")
        self.ids = {unit.code: unit.id for unit in (root, first, second, below)}

    def admin(self, unit):
        person = accounts.with_account(unit, name=f"Admin {unit.code}", totp=True)
        self.give(person, Role.ADMIN, unit)
        return person

    def give(self, person, role, unit) -> None:
        people.role(db.session.get_one(Employee, person.id), role, unit)


@pytest.fixture
def city(app):
    return City()


def page_of(person) -> str:
    return f"/admin/pegawai/{person.id}"


def kinds() -> list[str]:
    return list(db.session.scalars(select(AuditEvent.kind).order_by(AuditEvent.seq)))


@pytest.mark.parametrize("typed", ["Dekat", "dekat rek", "190001011925"])
def test_an_administrator_finds_people_of_their_part(browse, city, typed):
    part, whole = browse(city.part), browse(city.whole)
    found = part.get(f"/admin?cari={typed}")
    assert "Dekat Rekaan" in found.text
    assert "Jauh Rekaan" not in found.text
    assert "Dekat Rekaan" in whole.get(f"/admin?cari={typed}").text
    assert "Tidak ditemukan" in part.get("/admin?cari=Jauh").text
    assert "Tanpa Jabatan" in whole.get("/admin?cari=tanpa").text
    part.get("/admin")
    part.get("/admin?cari=a")


def test_looking_at_an_account_is_noted(browse, city):
    page = browse(city.part).get(page_of(city.near))
    assert city.near.nip in page.text
    assert kinds()[-1] == "looked-at"


@pytest.mark.parametrize("path", ["", "/tindakan/tutup", "/peran?peran=hr&unit=DKK"])
def test_people_outside_ones_part_do_not_exist(browse, city, path):
    browser = browse(city.part)
    for nobody in (city.far.id, city.without_post.id, uuid4()):
        browser.get(f"/admin/pegawai/{nobody}{path}", 404)
    browser.post(f"{page_of(city.far)}/tindakan/tutup", status=404)
    browser.post(f"{page_of(city.far)}/peran", {"peran": "hr", "unit": "DKK"}, 404)
    browser.post(f"{page_of(city.far)}/tautan", status=404)
    browser.post(f"{page_of(city.far)}/token", {"izin": "learn"}, 404)


def test_a_role_is_granted_after_a_confirmation_and_holds_at_once(browse, city):
    browser, theirs = browse(city.part), browse(city.near)
    theirs.get("/saya")
    page = browser.get(f"{page_of(city.near)}/peran?peran=hr&unit=UPTD-1")
    assert "verifikasi dua langkah wajib" in page.text
    browser.post(f"{page_of(city.near)}/peran", {"peran": "hr", "unit": "UPTD-1"})
    assert "certification-assign" in {each.kind for each in jobs.unfinished()}, (
        "rules ask for roles"
    )
    assert [grant.role for grant in grants(city.near.id)] == [Role.HR]
    theirs.get("/saya", 303)
    assert "peran Anda diubah" in theirs.get("/masuk").text
    browser.post(f"{page_of(city.near)}/peran", {"peran": "hr", "unit": "UPTD-1"}, 409)
    assert "role-granted" in kinds()


def test_a_role_ends_after_a_confirmation(browse, city):
    browser = browse(city.part)
    browser.post(f"{page_of(city.near)}/peran", {"peran": "unit_head", "unit": "UPTD-1"})
    links_ = [each for each in browser.get(page_of(city.near)).links if "/peran/" in each]
    browser.get(links_[0])
    theirs = browse(city.near)
    browser.post(links_[0])
    assert grants(city.near.id) == ()
    theirs.get("/saya", 303)
    browser.post(links_[0], status=404)


@pytest.mark.parametrize(
    ("role", "unit", "status"),
    [("hr", "DISDIK", 404), ("admin", "KOTA", 404), ("admin", "DKK", 303), ("employee", "DKK", 422),
     ("raja", "DKK", 422), ("", "", 422), ("author", "DKK", 403), ("auditor", "UPTD-1", 403)],
)  # fmt: skip
def test_nobody_grants_more_than_they_administer(browse, city, role, unit, status):
    data = {"peran": role, "unit": unit}
    browse(city.part).post(f"{page_of(city.near)}/peran", data, status)


def test_nobody_changes_their_own_roles(browse, city):
    browser = browse(city.whole)
    assert "akun Anda sendiri" in browser.get(page_of(city.whole)).text
    own = page_of(city.whole)
    browser.post(f"{own}/peran", {"peran": "hr", "unit": "KOTA"}, 403)
    browser.post(f"{own}/peran/{uuid4()}", status=403)
    browser.post(f"{own}/tindakan/tutup", status=403)
    browser.post(f"{own}/tindakan/hapus-dua-langkah", status=403)
    browser.post(f"{own}/token", {"izin": "learn"}, 403)


def test_a_role_over_another_part_is_seen_and_cannot_be_ended(browse, city):
    unit = db.session.get_one(people.Unit, city.ids["DISDIK"])
    city.give(city.near, Role.HR, unit)
    grant = db.session.scalars(
        select(people.RoleGrant.id).where(people.RoleGrant.role == "hr")
    ).one()
    browser = browse(city.part)
    browser.get(page_of(city.near))
    browser.post(f"{page_of(city.near)}/peran/{grant}", status=404)
    for act in ("tutup", "akhiri-sesi"):
        browser.post(f"{page_of(city.near)}/tindakan/{act}", status=403)
    browser.post(f"{page_of(city.near)}/token", {"izin": "see-people"}, 403)


def test_a_closed_account_is_shut_and_can_be_reopened(browse, city):
    browser, theirs = browse(city.part), browse(city.near)
    browser.get(f"{page_of(city.near)}/tindakan/tutup")
    browser.post(f"{page_of(city.near)}/tindakan/tutup")
    theirs.get("/saya", 303)
    assert "akun ditutup" in theirs.get("/masuk").text
    signing_in = {"nama": city.near.nip, "kata_sandi": accounts.PASSWORD}
    browse(None).post("/masuk", signing_in, 422)
    browser.post(f"{page_of(city.near)}/tautan", status=409)
    browser.post(f"{page_of(city.near)}/tindakan/tutup", status=404)
    browser.post(f"{page_of(city.near)}/tindakan/buka")
    browse(None).post("/masuk", signing_in)


def test_a_lost_phone_is_helped(browse, city):
    browser = browse(city.whole)
    browser.post(f"{page_of(city.part)}/tindakan/hapus-dua-langkah")
    assert accounts.stored(city.part).totp_secret is None
    assert "second-factor-removed" in kinds()


def test_an_invitation_goes_by_letter(browse, city):
    new = accounts.someone(db.session.get_one(people.Unit, city.ids["DKK"]))
    browser = browse(city.part)
    browser.post(f"{page_of(new)}/tautan")
    letter = db.session.scalars(select(Job).where(Job.kind == "mail")).one().payload
    assert letter["to"] == new.email
    assert "tujuh hari" in letter["body"]


def test_who_has_no_address_gets_a_link_in_the_hand(browse, city):
    db.session.get_one(Employee, city.near.id).email = None
    browser = browse(city.part)
    page = browser.post(f"{page_of(city.near)}/tautan", status=200)
    link = page.all("span", "resap-code")[0].text
    browse(None).get(link[link.index("/masuk") :])


def test_a_token_is_shown_once_and_revoked(browse, city, clock):
    browser = browse(city.part)
    data = {"nama_token": "SIMPEG", "izin": ["learn", "see-own"], "masa": "30"}
    page = browser.post(f"{page_of(city.near)}/token", data, 200)
    token = page.all("span", "resap-code")[0].text
    stored = api_token(token, at=clock.now)
    token_id = stored.id
    assert stored.scopes == ["learn", "see-own"]
    assert token not in stored.token_hash
    shown = browser.get(page_of(city.near))
    assert "SIMPEG" in shown.text
    assert token not in shown.raw
    browser.post(f"{page_of(city.near)}/token/{token_id}/cabut")
    assert api_token(token, at=clock.now) is None
    browser.post(f"{page_of(city.near)}/token/{token_id}/cabut", status=404)


@pytest.mark.parametrize("wrong", [{}, {"izin": "everything"}, {"izin": ["learn", "x"]}])
def test_a_token_needs_known_permissions(browse, city, wrong):
    browse(city.part).post(f"{page_of(city.near)}/token", wrong, 422)


def test_work_that_was_given_up_is_tried_again(browse, city, clock):
    job_id = jobs.ask("tally", {"to": "rahasia@contoh.invalid"}, at=clock.now)
    letter = jobs.ask("mail", {}, at=clock.now)
    for each in (job_id, letter):
        db.session.get_one(Job, each).failed = True
    browser = browse(city.whole)
    page = browser.get("/admin/pekerjaan")
    assert "Gagal" in page.text
    assert "rahasia@" not in page.raw
    assert "kirim tautan baru" in page.text
    browser.post(f"/admin/pekerjaan/{letter}/ulangi", status=404)
    browser.post(f"/admin/pekerjaan/{job_id}/ulangi")
    assert not db.session.get_one(Job, job_id).failed
    browser.post(f"/admin/pekerjaan/{uuid4()}/ulangi", status=404)


@pytest.mark.parametrize("url", ["/admin", "/admin/pekerjaan", "/admin/jejak"])
def test_an_employee_administers_nothing(browse, city, url):
    browse(city.near).get(url, 403)


@pytest.fixture
def auditor(city):
    person = accounts.with_account(name="Auditor Rekaan")
    city.give(person, Role.AUDITOR, db.session.get_one(people.Unit, city.ids["KOTA"]))
    return person


def test_an_auditor_reads_what_happened(browse, city, auditor):
    browse(city.part).post(f"{page_of(city.near)}/tindakan/tutup")
    browser = browse(auditor)
    page = browser.get("/admin/jejak")
    assert "Rantai utuh" in page.text
    assert "Admin DKK" in page.text
    only = browser.get("/admin/jejak?jenis=signed-in")
    assert "account-closed" not in only.text
    assert verify(links()).holds


@pytest.mark.parametrize(
    ("kind", "about", "detail", "words"),
    [
        ("token-made", ("person", ""), {"scopes": "learn see-own"},
         "izin: Belajar dan mengerjakan kuis, Melihat capaian sendiri"),
        ("link-sent", ("person", ""), {"purpose": "reset"}, "tujuan: kata sandi baru"),
        ("exported", ("people", "/KOTA/"), {"format": "csv", "rows": 3, "filters": "cari"},
         "pegawai: /KOTA/, format: csv, baris: 3, disaring menurut: nama atau nomor"),
        ("exported", ("report", "city"), {"basis": "then"},
         "laporan: seluruh kota, menurut unit: waktu itu"),
        ("refused", ("route", ""), {"endpoint": "task_force.unit", "status": 404},
         "halaman: /unit/<code>, kode status: 404"),
        ("person-changed", ("person", ""), {"by": "import", "fate": "left"},
         "lewat: berkas, akibat: berakhir"),
        ("published", ("person", ""), {"slug": "m1", "number": 2, "change": "minor"},
         "modul: m1, nomor terbitan: 2, perubahan: kecil"),
        ("session-ended", ("person", ""), {"why": "account-closed", "sessions": 2},
         "sebab: Akun ditutup, sesi: 2"),
        ("sign-in-refused", ("person", ""), {"step": 2}, "langkah masuk: 2"),
        ("looked-at", ("person", ""), {"what": "progress", "by": "api"},
         "yang dilihat: kemajuan, lewat: API"),
    ],
)  # fmt: skip
def test_the_trail_tells_details_in_words(browse, auditor, kind, about, detail, words):
    note(Happening(kind, people.BORN, None, *about, detail=detail))
    text = browse(auditor).get(f"/admin/jejak?jenis={kind}").text
    assert [each for each in words.split(", ") if each not in text] == []


def test_the_trail_is_read_page_by_page(browse, city, auditor):
    for _ in range(60):
        people.session_token(db.session.get_one(Employee, city.near.id), at=people.BORN)
    browser = browse(auditor)
    page = browser.get("/admin/jejak")
    older = next(each for each in page.links if "sebelum=" in each)
    rows = browser.get(older).all("tr")
    assert 1 < len(rows) < 52


@pytest.mark.parametrize(
    "query", ["jenis=x", "sebelum=-1", "sebelum=abc", "sebelum=" + "9" * 40, "sebelum=0"]
)
def test_a_strange_address_of_the_trail_is_a_page(browse, auditor, query):
    browse(auditor).get(f"/admin/jejak?{query}")


def test_a_broken_chain_is_said_aloud(browse, city, auditor):
    db.session.execute(text("DROP TRIGGER audit_event_no_update"))
    people.session_token(db.session.get_one(Employee, city.near.id), at=people.BORN)
    db.session.execute(text("UPDATE audit_event SET kind = 'exported' WHERE seq = 1"))
    assert "Rantai putus pada peristiwa 1" in browse(auditor).get("/admin/jejak").text
