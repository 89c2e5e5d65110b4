"""HR's desk on pages: what needs them, who stands where, one excuse for many, taken back."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories import people
from tests.factories.certification import DECIDING, ZONE, Desk
from training.certification.actions.assigning import TAKE
from training.certification.actions.deciding import ask_revocation
from training.certification.actions.standings import take_standings
from training.certification.queries.standings import When
from training.certification.tables.bulk import BulkExcuse
from training.kernel.db import db
from training.kernel.jobs import Job
from training.people.rules.kinds import JobFamily, Role

pytestmark = pytest.mark.slow
COHORT = f"/kepegawaian/sertifikasi/program/{DECIDING}/pegawai"


@pytest.fixture
def desk(app, clock):
    made = Desk(app.config["RESAP"].data, clock.now)
    for each in (made.hr, made.second):
        people.role(each, Role.HR, made.unit)
    take_standings(When(made.at, ZONE))
    db.session.commit()
    for each in (made.hr, made.second, made.person, made.unit):
        db.session.refresh(each)
        db.session.expunge(each)
    return made


def take(desk, days: int = 0) -> None:
    take_standings(When(desk.at + timedelta(days=days), ZONE))
    db.session.commit()


def form(desk, **more) -> dict[str, str]:
    until = (When(desk.at, ZONE).today + timedelta(days=10)).isoformat()
    return {"untuk": "dipilih", "alasan": "cuti", "catatan": "", "sampai": until, **more}


def test_the_desk_stands_above_the_list_and_not_in_the_way_of_a_search(desk, browse):
    hr = browse(desk.hr)
    page = hr.get("/kepegawaian")
    assert "Yang perlu Anda tangani sekarang" in page.text
    assert "Merencanakan dan Memutuskan" in page.text
    assert "Siti Rekaan" in page.text
    assert "Yang perlu Anda tangani sekarang" not in hr.get("/kepegawaian?cari=siti").text


def test_the_desk_names_what_only_a_second_person_can_decide(desk, browse):
    issued = desk.certified()
    ask_revocation(issued.period_id, reason="Nama tertukar.", by=desk.hr.id, at=desk.at)
    db.session.commit()
    assert "Pencabutan yang perlu diputuskan" in browse(desk.second).get("/kepegawaian").text
    assert "Pencabutan yang perlu diputuskan" not in browse(desk.hr).get("/kepegawaian").text


def test_the_desk_leads_to_those_who_are_late(desk, browse, clock):
    take(desk, 91)
    clock.forward(days=91)
    hr = browse(desk.hr)
    page = hr.get("/kepegawaian")
    assert "Terlambat: Merencanakan dan Memutuskan" in page.text
    late = hr.get(f"{COHORT}?keadaan=terlambat")
    assert "Siti Rekaan" in late.text
    assert "Tidak ada pegawai yang cocok" in hr.get(f"{COHORT}?keadaan=memegang").text


def test_standings_of_another_day_say_so_and_are_taken_when_asked(desk, browse, clock):
    clock.forward(days=2)
    hr = browse(desk.hr)
    assert "Pencatatan berlangsung setiap malam" in hr.get("/kepegawaian/sertifikasi").text
    hr.post("/kepegawaian/sertifikasi/hitung", {})
    hr.post("/kepegawaian/sertifikasi/hitung", {})
    assert list(db.session.scalars(select(Job.key).where(Job.kind == TAKE))) == [TAKE]


def test_a_cohort_shows_counts_units_and_people(desk, browse):
    page = browse(desk.hr).get(COHORT)
    for words in ("Kedudukan pegawai yang wajib memilikinya", desk.unit.name, "Siti Rekaan"):
        assert words in page.text
    assert "resap-chart--stack" in page.response.get_data(as_text=True)
    browse(desk.hr).get("/kepegawaian/sertifikasi/program/tidak-ada/pegawai", status=404)


def test_a_unit_shows_every_programme_there(desk, browse):
    hr = browse(desk.hr)
    page = hr.get(f"/kepegawaian/sertifikasi/unit/{desk.unit.code}")
    assert "Merencanakan dan Memutuskan" in page.text
    empty = people.unit(parent=desk.unit)
    code = empty.code
    db.session.commit()
    assert "Tidak ada pegawai di sini" in hr.get(f"/kepegawaian/sertifikasi/unit/{code}").text


def test_many_are_excused_after_a_look_and_it_is_taken_back(desk, browse):
    hr = browse(desk.hr)
    look = hr.post(COHORT, form(desk, pegawai=str(desk.person.id)))
    page = hr.get(look.location)
    assert "1 pegawai akan mendapat dispensasi; belum ada yang berubah." in page.text
    hr.post(f"{look.location}/laksanakan", {})
    done = hr.get(look.location)
    assert "1 pegawai mendapat dispensasi lewat tindakan ini." in done.text
    assert "Siti Rekaan" in hr.get(f"{COHORT}?keadaan=dispensasi").text
    hr.post(f"{look.location}/laksanakan", {})
    assert "Tindakan ini sudah dilakukan" in hr.get(look.location).text
    hr.post(f"{look.location}/tarik", {})
    assert "ditarik kembali" in hr.get(look.location).text
    assert "Siti Rekaan" not in hr.get(f"{COHORT}?keadaan=dispensasi").text
    assert "Siti Rekaan" in hr.get(f"{COHORT}?keadaan=berjalan").text


def test_everybody_of_a_filter_is_meant_on_all_pages(desk, browse):
    hr = browse(desk.hr)
    refused = hr.post(COHORT, form(desk, untuk="semua", keadaan="terlambat"), status=422)
    assert "Centang paling sedikit satu pegawai" in refused.text
    look = hr.post(COHORT, form(desk, untuk="semua", keadaan="berjalan"))
    assert "Siti Rekaan" in hr.get(look.location).text


def test_nobody_outside_of_the_scope_is_ever_meant(desk, browse):
    other = people.employee(people.unit(), family=JobFamily.DECISION_MAKER, name="Orang Luar")
    outside = str(other.id)
    db.session.commit()
    hr = browse(desk.hr)
    hr.post(COHORT, form(desk, pegawai=outside), status=422)
    look = hr.post(COHORT, form(desk, pegawai=[outside, str(desk.person.id)]))
    assert "Orang Luar" not in hr.get(look.location).text
    [people_meant] = db.session.scalars(select(BulkExcuse.people))
    assert people_meant == [str(desk.person.id)]


@pytest.mark.parametrize("wrong", [
    {"sampai": ""}, {"sampai": "kemarin"}, {"sampai": "2099-01-01"}, {"alasan": "malas"},
    {"untuk": "entah"}, {"catatan": "x" * 401}, {"pegawai": "bukan-uuid"},
])  # fmt: skip
def test_what_cannot_be_meant_is_refused_with_a_sentence(desk, browse, wrong):
    sent = form(desk, pegawai=str(desk.person.id)) | wrong
    page = browse(desk.hr).post(COHORT, sent, status=422)
    assert "Ada yang perlu diperbaiki" in page.text or "govuk-error-summary" in page.text
    assert db.session.scalars(select(BulkExcuse.id)).first() is None


def test_one_excuse_is_taken_back_on_the_persons_page(desk, browse):
    hr = browse(desk.hr)
    page = f"/kepegawaian/pegawai/{desk.person.id}/sertifikasi"
    until = (When(desk.at, ZONE).today + timedelta(days=10)).isoformat()
    sent = {f"{DECIDING}-alasan": "cuti", f"{DECIDING}-sampai": until}
    hr.post(f"{page}/{DECIDING}/dispensasi", sent)
    shown = hr.get(page)
    assert "dibebaskan sementara" in shown.text
    key = shown.response.get_data(as_text=True).split('name="dispensasi" value="')[1].split('"')[0]
    hr.post(f"{page}/dispensasi/tarik", {"dispensasi": "bukan"}, status=422)
    hr.post(f"{page}/dispensasi/tarik", {"dispensasi": key})
    assert "dibebaskan sementara" not in hr.get(page).text
    hr.post(f"{page}/dispensasi/tarik", {"dispensasi": key}, status=422)


def test_the_queue_says_when_everything_could_be_computed(desk, browse):
    assert "Semuanya dapat dihitung" in browse(desk.hr).get("/kepegawaian/sertifikasi/antrean").text
