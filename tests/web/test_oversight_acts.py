"""Pages of whoever does what was agreed and of the head, of series of talks, of the calendar."""

from datetime import timedelta

import pytest

from tests.factories import cycles, people
from tests.factories.oversight import Town
from tests.web.counting import counted
from tests.web.test_oversight import DESK, DOOR, UNIT, finding, kept, picture, plan, sheet
from training.commitments.rules.files.images import PNG
from training.commitments.rules.files.taking import Kind, Taken
from training.kernel.db import db
from training.oversight.actions.holding import add_photo, take_out
from training.oversight.queries.cases import case_of, cases_of_entry
from training.oversight.rules.following import StepKind

pytestmark = pytest.mark.slow
MINE = "/saya/tindak-lanjut"


@pytest.fixture
def town(app, clock):
    made = Town(clock.now)
    made.siti = people.employee(made.below, name="Siti Rekaan Melati")
    db.session.flush()
    kept(made)
    db.session.refresh(made.siti)
    db.session.expunge(made.siti)
    return made


def test_an_act_that_is_agreed_with_somebody_is_on_a_page_of_theirs(browse, town):
    entry = town.planned()
    kept(town)
    mentor = browse(town.mentor)
    wrong = mentor.post(f"{DESK}/{entry}", sheet(town, **{"temuan1-pelaku": "Orang Lain"}), 422)
    assert "Tidak ada pegawai unit ini" in wrong.text
    mentor.post(f"{DESK}/{entry}", sheet(town, **{"temuan1-pelaku": "siti rekaan"}))
    assert "Siti Rekaan Melati" in mentor.get(f"{DESK}/{entry}").text
    (case,) = cases_of_entry(entry, today=town.today)
    siti = browse(town.siti)
    assert MINE in siti.get("/belajar").links
    assert f"{MINE}/{case.id}" in siti.get(MINE).links
    siti.post(f"{MINE}/{case.id}", {"kabar": ""}, 422)
    told = {"kabar": "Kursi sudah dipesan."}
    assert siti.post(f"{MINE}/{case.id}", told).location == f"{MINE}/{case.id}"
    for page in (browse(town.head).get(f"{UNIT}/{case.id}"), siti.get(f"{MINE}/{case.id}")):
        assert "Pelaksana menceritakan perkembangannya" in page.text
        assert "Kursi sudah dipesan." in page.text
    assert "Menyediakan dua kursi anak." in siti.get("/saya/data").text
    town.says(case.id, StepKind.CLOSED)
    db.session.commit()
    assert "Sudah diperiksa dan ditutup" in siti.get(MINE).text
    assert MINE not in siti.get("/belajar").links


def test_the_head_names_who_does_it(browse, town):
    case = town.case()
    kept(town)
    head, door = browse(town.head), f"{UNIT}/{case}"
    assert "belum ditunjuk" in head.get(door).text
    assert "Tidak ada pegawai" in head.post(f"{door}/pelaku", {"pelaku": "Tidak Ada"}, 422).text
    head.post(f"{door}/pelaku", {"pelaku": ""}, 422)
    assert head.post(f"{door}/pelaku", {"pelaku": "Melati"}).location == door
    found = case_of(case, (town.root.path,), today=town.today)
    assert found is not None
    assert found.agreed.doer == "Siti Rekaan Melati"
    assert browse(town.mentor).client.get(f"{MINE}/{case}").status_code == 404


def test_the_page_of_ones_acts_costs_the_same_however_many_there_are(browse, town):
    siti = browse(town.siti)
    few = None
    for _ in range(2):
        for _ in range(3):
            entry = town.planned()
            kept(town)
            browse(town.mentor).post(f"{DESK}/{entry}", sheet(town, **{"temuan1-pelaku": "Melati"}))
        siti.get(MINE)
        with counted() as statements:
            siti.get(MINE)
        assert len(statements) <= 6
        assert few in (None, len(statements))
        few = len(statements)


def test_a_series_of_talks_is_planned_followed_and_closed(browse, town):
    force = browse(town.force)
    force.post(f"{DOOR}/rencana", plan(town, kali="3", jarak="2"), 422)
    made = force.post(f"{DOOR}/rencana", plan(town, jenis="seri-bincang", kali="3", jarak="2"))
    page = force.get(made.location)
    assert "0 dari 3 bincang sudah berlangsung." in page.text
    assert "Loket akta kelahiran (3/3)" in page.text
    (entry, *_rest) = [each for each in page.links if each.startswith(f"{DOOR}/0")]
    assert made.location in force.get(entry).links
    first = entry.rsplit("/", 1)[1]
    browse(town.mentor).post(f"{DESK}/{first}", sheet(town))
    assert "1 dari 3 bincang" in force.get(made.location).text
    force.post(made.location, {"alasan": ""}, 422)
    ended = {"alasan": "Temanya sudah tuntas dibahas."}
    assert force.post(made.location, ended).location == made.location
    assert "Tutup seri" not in force.get(made.location).text
    force.post(made.location, ended, 422)


def test_the_calendar_of_the_cycle_says_whether_its_wave_after_the_award_is_planned(browse, town):
    force, door = browse(town.force), f"{DOOR}/kalender"
    assert "Belum ada putaran" in force.get(door).text
    cycles.opened(town.at)
    town.planned(days=9, title="Loket akta")
    kept(town)
    told = force.get(door).text
    assert "belum direncanakan pada putaran ini" in told
    assert "Loket akta" in told
    wave = plan(town, jenis="gelombang-penghargaan", tema="Sesudah penghargaan")
    wave["tanggal"] = (town.today + timedelta(days=30)).isoformat()
    force.post(f"{DOOR}/rencana", wave)
    assert "belum direncanakan pada putaran ini" not in force.get(f"{door}?putaran=2026-2").text
    assert door in force.get(DOOR).links


def test_what_was_escalated_stands_in_the_list_of_attention_and_at_the_head(browse, town):
    case = town.case()
    town.says(case, StepKind.ESCALATED, "Belum ada anggaran.", to="Sekretaris Daerah")
    kept(town)
    assert "Temuan yang dieskalasi dan belum ditutup" in browse(town.force).get("/gugus-tugas").text
    assert "dieskalasi" in browse(town.head).get(UNIT).text
    told = finding(town)  # what a device sends names the post, and somebody only if asked for
    assert "pelaku" not in told


def with_photograph(town, unit):
    """A visit to a unit that found something and was photographed: the finding, the photograph."""
    entry = town.held(unit=unit)
    taken = Taken(Kind.PNG, picture())
    key = add_photo(entry, taken, "Ruang tunggu kosong", nobody_in_it=True, hand=town.hand())
    return cases_of_entry(entry, today=town.today)[0].id, key


def test_the_head_sees_the_photographs_of_what_was_found_in_their_own_subtree(browse, town):
    own, below, beside = (
        with_photograph(town, each) for each in (town.unit, town.below, town.beside)
    )
    kept(town)
    head, address = browse(town.head), f"{UNIT}/{own[0]}/foto/{own[1]}"
    page = head.get(f"{UNIT}/{own[0]}")
    assert address in page.links
    assert "Ruang tunggu kosong" in page.text
    answer = head.client.get(address)
    assert answer.data.startswith(PNG)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert head.client.get(f"{UNIT}/{below[0]}/foto/{below[1]}").status_code == 200
    for finding_id, photo_id in (beside, (own[0], beside[1]), (own[0], below[1])):
        assert head.client.get(f"{UNIT}/{finding_id}/foto/{photo_id}").status_code == 404
    take_out(own[1], "Ada wajah.", by=town.force.id, at=town.at)
    db.session.commit()
    assert "Ruang tunggu kosong" not in head.get(f"{UNIT}/{own[0]}").text
    assert head.client.get(address).status_code == 409
