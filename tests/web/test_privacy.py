"""Openness for everybody, objections with answers, and erasures by two administrators."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from tests.factories import accounts, people, waves
from training.kernel.db import db
from training.people.rules.kinds import Role
from training.people.tables.employees import Posting
from training.privacy.rules.declaration import declaration
from training.privacy.rules.erasing import NAME

pytestmark = pytest.mark.slow

WORDS = "Saya tidak setuju hasil latihan saya dipakai."


class Town:
    """A person of an office, its administrator, and two administrators of the city."""

    def __init__(self) -> None:
        root = people.unit("KOTA", kind="kota")
        office, beside = people.unit("DKK", parent=root), people.unit("DISDIK", parent=root)
        self.person = accounts.with_account(office, name="Sari Rekaan")
        self.part, self.other = self._admin(office), self._admin(beside)
        self.first, self.second = self._admin(root), self._admin(root)
        db.session.commit()

    def _admin(self, unit):
        made = accounts.with_account(unit, name=f"Admin {unit.code}", totp=True)
        people.role(db.session.get_one(people.Employee, made.id), Role.ADMIN, unit)
        return made

    def leaves(self, on) -> None:
        own = update(Posting).where(Posting.employee_id == self.person.id)
        db.session.execute(own.values(valid_to=on))
        db.session.commit()


@pytest.fixture
def town(app):
    return Town()


def told(browse, town, words: str = WORDS, about: str = "use", status: int = 303):
    return browse(town.person).post("/saya/keberatan", {"perihal": about, "kata": words}, status)


def link_in(page, begins: str) -> str:
    return next(a.get("href") for a in page.all("a") if (a.get("href") or "").startswith(begins))


def answer(browse, who, outcome: str = "granted", status: int = 303):
    browser = browse(who)
    address = link_in(browser.get("/admin/keberatan"), "/admin/keberatan/")
    said = {"putusan": outcome, "jawaban": "Baik, kami kerjakan segera."}
    return browser.post(address, said, status)


def test_openness_tells_every_kind_of_data_with_its_purpose_and_time(browse, town):
    page = browse(town.person).get("/keterbukaan").text
    for each in declaration().holdings:
        assert each.title in page
        assert each.keep in page
    assert "[R]" in page


def test_openness_tells_what_is_seen_of_nine_ten_and_thirty_people(browse, town):
    page = browse(town.person).get("/keterbukaan").text
    assert "Contoh dengan 9, 10, 30 orang" in page
    assert "9 orang Digabung ke kecamatan 61 orang" in page
    assert "10 orang Tampil sendiri 10 orang" in page


def test_openness_tells_what_still_waits_for_the_city(browse, town):
    assert "[menunggu kota]" in browse(town.person).get("/keterbukaan/dampak").text


def test_openness_tells_who_was_consulted(browse, town, clock):
    assert "Belum ada gelombang" in browse(town.person).get("/keterbukaan").text
    waves.opened(clock.now)
    db.session.commit()
    assert "Belum ada gelombang" not in browse(town.person).get("/keterbukaan").text


@pytest.mark.parametrize("page", ["/belajar", "/saya", "/saya/data", "/capaian"])
def test_openness_is_one_step_away(browse, town, page):
    assert link_in(browse(town.person).get(page), "/keterbukaan")


def test_nobody_who_is_not_signed_in_reads_it(browse, town):
    browse(None).get("/keterbukaan", 303)


def test_an_objection_is_answered_by_the_administrator_of_the_unit(browse, town):
    told(browse, town)
    assert "menunggu jawaban" in browse(town.person).get("/saya/keberatan").text
    assert "1 menunggu jawaban" in browse(town.part).get("/admin").text
    assert WORDS not in browse(town.other).get("/admin/keberatan").text
    answer(browse, town.part)
    page = browse(town.person).get("/saya/keberatan").text
    assert "dikabulkan" in page
    assert "Baik, kami kerjakan segera." in page
    assert WORDS in browse(town.person).get("/saya/data").text


@pytest.mark.parametrize(("words", "about"), [("pendek", "use"), (WORDS, "lain"), ("", "")])
def test_an_objection_that_says_too_little_is_asked_again(browse, town, words, about):
    told(browse, town, words, about, 422)


def test_an_objection_is_answered_once(browse, town):
    told(browse, town)
    answer(browse, town.part)
    answer(browse, town.first, "declined", 409)


def test_nobody_answers_their_own(browse, town):
    browse(town.part).post("/saya/keberatan", {"perihal": "use", "kata": WORDS})
    answer(browse, town.part, status=403)


def test_two_administrators_erase_somebody_who_has_left(browse, town, clock):
    told(browse, town, about="erase")
    town.leaves(clock.now.date() - timedelta(days=1))
    answer(browse, town.first)
    address = f"/admin/pegawai/{town.person.id}/penghapusan"
    assert "keberatan dikabulkan" in browse(town.first).get(address).text
    browse(town.first).post(address, {"alasan": "pendek"}, 422)
    browse(town.first).post(address, {"alasan": "Permintaan yang bersangkutan."})
    assert "menunggu orang kedua" in browse(town.first).get("/admin/penghapusan").text
    page = browse(town.second).get("/admin/penghapusan")
    form = next(f.get("action") for f in page.all("form") if "penghapusan" in f.get("action", ""))
    browse(town.first).post(form, {"putusan": "laksanakan"}, 403)
    browse(town.part).post(form, {"putusan": "laksanakan"}, 404)
    browse(town.second).post(form, {"putusan": "laksanakan"})
    done = browse(town.second).get("/admin/penghapusan").text
    assert NAME in done
    assert "Sari Rekaan" not in done
    browse(None).post("/masuk", {"nama": town.person.nip, "kata_sandi": accounts.PASSWORD}, 422)


def test_somebody_who_serves_cannot_be_erased(browse, town):
    address = f"/admin/pegawai/{town.person.id}/penghapusan"
    assert "masih memegang jabatan" in browse(town.first).get(address).text
    browse(town.first).post(address, {"alasan": "Permintaan yang bersangkutan."}, 409)
