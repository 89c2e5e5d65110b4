"""What becomes of visits: hindered, verified, drawn by lot, believed or not, held of people."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories import observation
from tests.web.observing import Town, door
from tests.web.test_cycles import all_is_done
from training.kernel.db import db
from training.observation.queries.draws import draw_of
from training.observation.queries.findings import all_findings
from training.observation.tables.visits import VisitDraw

pytestmark = pytest.mark.slow


@pytest.fixture
def town(app, browse, clock):
    clock.forward(hours=1)
    return Town(browse, clock)


def test_what_cannot_be_done_is_reported_with_a_reason(town):
    visit = town.single
    browser = town.observer(visit)
    page = browser.post(f"{door(visit)}/terhalang", {"sebab": "malas"}, status=422)
    assert "Pilih mengapa kunjungan tidak dapat dilakukan." in page.text
    browser.post(f"{door(visit)}/terhalang", {"sebab": "person-absent"})
    assert "tidak dapat dilakukan" in browser.get("/pengamatan").text
    browser.post(f"{door(visit)}/terhalang", {"sebab": "person-absent"}, status=409)


def test_serious_conduct_is_verified_by_another_department_and_closed_by_the_task_force(town):
    visit = town.single
    browser = town.observer(visit)
    assert (
        "Pilih salah satu laku di daftar."
        in browser.post(f"{door(visit)}/temuan", {"laku": "", "uraian": "x"}, status=422).text
    )
    told = {"laku": "membentak-mengancam", "uraian": "Terdengar dari ruang tunggu."}
    browser.post(f"{door(visit)}/temuan", told)
    browser.post(f"{door(visit)}/temuan", told, status=409)
    [finding] = all_findings()
    db.session.remove()
    address = f"/pengamatan/temuan/{finding.id}"
    browser.get(address, status=404)
    second = town.browse(town.people[finding.verifier_id])
    assert address in second.get("/pengamatan").links
    assert town.people[visit.employee_id].name in second.get(address).text
    assert second.post(address, {"hasil": "ya", "dasar": "pendek"}, status=422).status == 422
    second.post(address, {"hasil": "ya", "dasar": "Dua rekan kerja membenarkan."})
    second.post(address, {"hasil": "tidak", "dasar": "Berubah pikiran sekarang."}, status=409)
    leader = town.browse(town.people[town.city.leader.id])
    page = leader.get(f"/gugus-tugas/pengamatan/temuan/{finding.id}")
    assert town.people[visit.employee_id].name not in page.text
    leader.post(f"/gugus-tugas/pengamatan/temuan/{finding.id}", {"alasan": "x"}, status=422)
    said = {"alasan": "Sudah dibina dan dipantau."}
    leader.post(f"/gugus-tugas/pengamatan/temuan/{finding.id}", said)
    leader.post(f"/gugus-tugas/pengamatan/temuan/{finding.id}", said, status=409)
    assert "ditutup" in leader.get("/gugus-tugas/pengamatan").text


def test_the_observed_person_reads_it_in_their_own_data_after_it_is_signed(town):
    visit = town.single
    person = town.browse(town.people[visit.employee_id])
    assert "Pelayanan di loket" not in person.get("/saya/data").text
    assert person.get("/saya/data.json").json["observed"] == []
    town.sign(visit)
    assert "Pelayanan di loket" in person.get("/saya/data").text
    [told] = person.get("/saya/data.json").json["observed"]
    assert told["announced"] == visit.announced
    assert told["marks"] == "ya 10, sebagian 0, tidak 0, tidak teramati 0"
    mentor = town.observer(visit).get("/saya/data.json").json
    assert len(mentor["observing"]) == 1


def test_the_task_force_sees_what_a_draw_comes_to_before_it_is_drawn(town, app, clock):
    leader = town.browse(town.people[town.city.leader.id])
    form = {"label": "2026-12", "dari": town.today.isoformat(),
            "sampai": (town.today + timedelta(days=20)).isoformat(), "orang": "2",
            "khusus": "dinas-a = 1"}  # fmt: skip
    page = leader.post("/gugus-tugas/pengamatan", form, status=200)
    assert "Hasil undian ini nanti" in page.text
    db.session.remove()
    assert db.session.scalar(select(VisitDraw.id).where(VisitDraw.label == "2026-12")) is None
    db.session.remove()
    confirmed = {**form, "langkah": "undi"}
    progress = leader.post("/gugus-tugas/pengamatan", confirmed).location
    assert leader.post("/gugus-tugas/pengamatan", confirmed).location == progress
    all_is_done(app, clock)
    leader = town.browse(town.people[town.city.leader.id])
    made = leader.get(progress, status=303).location
    assert leader.post("/gugus-tugas/pengamatan", confirmed).location == progress
    shown = leader.get(made)
    assert "DINAS-A" in shown.text
    found = draw_of("2026-12", today=town.today)
    assert found.drawn == 6  # one, two, two, and one of the city
    assert found.commitment in shown.text
    assert found.seed is None
    other = {**confirmed, "orang": "3"}
    assert "Undian lain" in leader.post("/gugus-tugas/pengamatan", other, status=422).text


@pytest.mark.parametrize(
    ("field", "value"),
    [("label", ""), ("label", "Tidak Cocok"), ("label", "x" * 400), ("dari", "2020-01-01"),
     ("sampai", "2026-11-01"), ("sampai", "2099-01-01"), ("orang", "0"), ("orang", "26"),
     ("orang", "9" * 400), ("khusus", "TIDAK-ADA=3"), ("khusus", "DINAS-A=³"),
     ("khusus", "DINAS-A"), ("label", "undian-satu")],
)  # fmt: skip
def test_a_draw_that_does_not_fit_is_said_on_the_same_page(town, field, value):
    leader = town.browse(town.people[town.city.leader.id])
    form = {"label": "2026-12", "dari": town.today.isoformat(),
            "sampai": (town.today + timedelta(days=20)).isoformat(), "orang": "2",
            "khusus": "", "langkah": "undi", field: value}  # fmt: skip
    page = leader.post("/gugus-tugas/pengamatan", form, status=422)
    assert "Ada yang perlu diperbaiki" in page.text or page.all("p", "govuk-error-message")


def test_everybody_sees_the_hash_now_and_the_seed_when_the_days_are_over(town):
    colleague = town.browse(town.colleague)
    address = f"/pengamatan/undian/{town.label}"
    assert address in colleague.get("/pengamatan/undian").links
    db.session.remove()
    seed, commitment = db.session.execute(
        select(VisitDraw.seed, VisitDraw.commitment).where(VisitDraw.label == town.label)
    ).one()
    db.session.remove()
    before = colleague.get(address)
    assert commitment in before.text
    assert seed not in before.raw
    town.clock.forward(days=10)
    after = town.browse(town.people[town.single.employee_id]).get(address)
    assert seed in after.text
    assert "kunjungannya sama" in after.text
    town.browse(town.people[town.single.employee_id]).get("/pengamatan/undian/x", status=404)


def test_the_page_of_quality_shows_a_rater_their_own_strictness_and_nobody_elses(town):
    empty = town.browse(town.people[town.city.leader.id]).get("/pengamatan/mutu")
    assert "Belum ada pengamatan" in empty.text
    for visit in town.visits:
        town.sign(visit, "met" if visit.number % 2 else "partly")
    one = town.observer(town.single).get("/pengamatan/mutu")
    assert "Keketatan Anda sendiri" in one.text
    for mentor in town.city.mentors.values():
        if mentor.id != town.single.observer_id:
            assert town.people[mentor.id].name not in one.text
    leader = town.browse(town.people[town.city.leader.id]).get("/pengamatan/mutu")
    assert "Keketatan Anda sendiri" not in leader.text
    assert "Kesepakatan (α)" in leader.text


def test_pages_of_observers_are_closed_to_others(town):
    colleague = town.browse(town.colleague)
    for address in ("/pengamatan", door(town.single), "/pengamatan/mutu",
                    "/gugus-tugas/pengamatan"):  # fmt: skip
        colleague.get(address, status=403)
    town.observer(town.single).get("/gugus-tugas/pengamatan", status=403)


def test_a_mentor_whose_role_has_ended_sees_nothing_any_more(town):
    visit = town.single
    db.session.execute(observation.ended(visit.observer_id, at=town.clock.now))
    db.session.commit()
    town.observer(visit).get(door(visit), status=403)
