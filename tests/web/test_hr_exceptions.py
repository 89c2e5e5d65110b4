"""Exceptions on the administration's pages: made, seen by the person, ended, only in scope."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.factories import content, people
from training.content.rules.gates import Conditions, Rule
from training.kernel.db import db
from training.people.rules.kinds import Role
from training.quiz.queries.allowances import exemptions

pytestmark = pytest.mark.slow


@pytest.fixture
def city(app, clock):
    closed = Conditions(closes=clock.now - timedelta(days=1))
    content.published(quiz=content.quiz(rules=(Rule(requires=closed, minutes=20),)))
    root = people.unit("KOTA", kind="kota")
    one, other = people.unit("A", parent=root), people.unit("B", parent=root)
    hr = people.employee(one, name="Petugas Kepegawaian")
    people.role(hr, Role.HR, one)
    person = people.employee(one, name="Budi Rekaan")
    stranger = people.employee(other)
    db.session.commit()
    found = {"hr": hr, "person": person, "stranger": stranger}
    for each in found.values():
        db.session.refresh(each)
        db.session.expunge(each)
    return found


def page_of(person) -> str:
    return f"/kepegawaian/pegawai/{person.id}/pengecualian"


GOOD = {
    "modul": content.SLUG, "waktu": "1.5", "tambahan": "1", "ditutup": "2026-11-30",
    "alasan": "Dirawat di rumah sakit.", "berakhir": "2026-12-31",
}  # fmt: skip


def test_an_exception_is_made_and_opens_the_quiz_for_its_person_alone(city, browse):
    hr, person = browse(city["hr"]), browse(city["person"])
    module = f"/belajar/modul/{content.SLUG}"
    assert "Kuis ini ditutup" in person.get(module).text
    record = hr.get(f"/kepegawaian/pegawai/{city['person'].id}")
    assert "Pengecualian kuis yang sedang berlaku: 0." in record.text
    hr.post(page_of(city["person"]), GOOD)
    page = hr.get(page_of(city["person"]))
    assert "waktu 1,50 kali; 1 kesempatan tambahan; dibuka sampai 1 Desember 2026" in page.text
    assert "Petugas Kepegawaian, 23 November 2026 pukul 09.30 WITA" in page.text
    assert "waktu Anda 30 menit" in person.get(module).text
    assert "Kuis ini ditutup" in browse(city["stranger"]).get(module).text


def test_the_person_reads_the_exception_in_their_own_data(city, browse):
    browse(city["hr"]).post(page_of(city["person"]), GOOD)
    person = browse(city["person"])
    page = person.get("/saya/data")
    assert "Pengecualian dari aturan kuis" in page.text
    assert "Dirawat di rumah sakit." in page.text
    told = person.get("/saya/data.json").json["exceptions"]
    assert (told[0]["time_factor"], told[0]["made_by"]) == (1.5, "Petugas Kepegawaian")


def test_an_ended_exception_closes_the_quiz_again_and_stays_on_record(city, browse):
    hr, person = browse(city["hr"]), browse(city["person"])
    hr.post(page_of(city["person"]), GOOD)
    kept = exemptions(city["person"].id)[0]
    db.session.remove()
    hr.post(f"{page_of(city['person'])}/akhiri", {"pengecualian": str(kept.id)})
    assert "Sudah berakhir" in hr.get(page_of(city["person"])).text
    assert "Kuis ini ditutup" in person.get(f"/belajar/modul/{content.SLUG}").text
    for named in (str(kept.id), str(uuid4()), "x", ""):
        hr.post(f"{page_of(city['person'])}/akhiri", {"pengecualian": named})
        assert "Pengecualian itu sudah berakhir." in hr.get(page_of(city["person"])).text


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"alasan": " "}, "Isi alasannya"),
        ({"waktu": "1", "tambahan": "0", "ditutup": ""}, "Pilih isi pengecualian"),
        ({"berakhir": "2026-11-22"}, "Pilih hari mulai hari ini"),
        ({"berakhir": "9999-12-31"}, "Pilih hari mulai hari ini"),
        ({"dibuka": "2026-12-05"}, "Tanggal tutup harus sesudah tanggal buka."),
        ({"tambahan": "banyak"}, ""),
        ({"tambahan": "99"}, ""),
        ({"tambahan": "1" * 400}, ""),
        ({"waktu": "99"}, ""),
        ({"modul": "m9-entah"}, ""),
        ({"ditutup": "kapan-kapan"}, ""),
    ],
)
def test_what_cannot_be_made_is_said_at_its_field(city, browse, more, sentence):
    page = browse(city["hr"]).post(page_of(city["person"]), GOOD | more, status=422)
    assert sentence in page.text
    assert "Ada yang perlu diperbaiki" in page.text
    assert exemptions(city["person"].id) == ()


def test_nobody_outside_the_scope_or_without_the_right_makes_exceptions(city, browse):
    hr = browse(city["hr"])
    hr.get(page_of(city["stranger"]), status=404)
    hr.post(page_of(city["stranger"]), GOOD, status=404)
    person = browse(city["person"])
    person.get(page_of(city["person"]), status=403)
    person.post(page_of(city["person"]), GOOD, status=403)
