"""Observing in a browser without JavaScript: due, signed, corrected, reported, drawn, believed."""

import pytest

from tests.web.observing import Town, door
from training.kernel.db import db
from training.observation.queries.evidence import evidence_between

pytestmark = pytest.mark.slow

HERE = {"Sec-Fetch-Site": "same-origin", "Accept": "application/json"}


@pytest.fixture
def town(app, browse, clock):
    clock.forward(hours=1)
    return Town(browse, clock)


def test_an_observer_sees_own_visits_only_and_what_to_tell_the_unit(town):
    for visit in town.visits:
        page = town.observer(visit).get("/pengamatan")
        mine = {v.id for v in town.visits if v.observer_id == visit.observer_id}
        shown = {each for each in page.links if each.startswith("/pengamatan/0")}
        assert shown == {f"/pengamatan/{each}" for each in mine}
        one = town.observer(visit).get(door(visit)).text
        told = "Jangan beri tahu siapa pun di unit"
        assert (told in one) is not visit.announced
        assert ("Sampaikan kepada kepala unit" in one) is visit.announced
        town.other(visit).get(door(visit), status=404)


def test_a_mentor_sees_the_units_of_the_assignment_with_what_is_due_and_signed_there(town):
    visit = town.single
    mine = [each for each in town.visits if each.observer_id == visit.observer_id]
    named = {town.city_unit(each).name for each in mine}
    page = town.observer(visit).get("/pendampingan")
    rows = [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in page.all("tr")]
    assert [cells[0] for cells in rows[1:]] == sorted(named, key=str.casefold)
    assert sum(int(cell) for cells in rows[1:] for cell in cells[1:3]) == len(mine)
    town.sign(visit)
    after = town.observer(visit).get("/pendampingan")
    signed = [["".join(cell.itertext()).strip() for cell in row] for row in after.all("tr")][1:]
    assert sum(int(cells[3]) for cells in signed) == 1
    town.clock.forward(days=60)
    assert not town.observer(visit).get("/pendampingan").all("tr")


def test_a_sheet_is_signed_and_shown_and_evidence(town):
    visit = town.single
    browser = town.observer(visit)
    page = browser.get(door(visit))
    assert len(page.all("input", type="radio")) == 40 + 3
    assert browser.post(door(visit), town.form(visit)).location == door(visit)
    signed = browser.get(door(visit))
    assert "Yang Anda tanda tangani" in signed.text
    assert "Sudah ditandatangani." in signed.text
    assert not signed.all("input", type="radio")
    assert len(evidence_between(visit.employee_id, visit.employee_id)) == 1


def test_a_double_click_signs_once_and_another_sheet_is_refused(town):
    visit = town.single
    town.sign(visit)
    town.sign(visit)
    refused = town.observer(visit).post(
        door(visit), town.form(visit, "not", kunci="k-2"), status=409
    )
    assert "tidak pernah berubah" in refused.text
    assert len(town.sheets(visit)) == 1


def test_who_does_not_mark_every_line_gets_the_page_back_with_what_was_marked(town):
    visit = town.single
    form = town.form(visit)
    dropped = next(key for key in form if key.startswith("butir-"))
    del form[dropped]
    page = town.observer(visit).post(door(visit), {**form, "tempat": ""}, status=422)
    assert "Baris 1: pilih salah satu dari empat tanda." in page.text
    checked = [each for each in page.all("input", type="radio") if "checked" in each.attrib]
    assert len(checked) == 9
    assert town.sheets(visit) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("tanggal", "kemarin"), ("tanggal", ""), ("mulai", "25:00"), ("selesai", "\x00"),
        ("mulai", "10:19"), ("selesai", "23:59"), ("tanggal", "2026-10-01"),
        ("tanggal", "9999-12-31"), ("tempat", "x" * 500), ("catatan", "x" * 20_000),
        ("kunci", "k" * 500), ("tanggal", "0001-01-01"),
    ],
)  # fmt: skip
def test_bad_input_is_answered_and_signs_nothing(town, field, value):
    visit = town.single
    form = town.form(visit, **{field: value})
    reply = town.observer(visit).client.post(
        door(visit), data=form, headers={"X-CSRFToken": town.observer(visit).csrf()}
    )
    assert reply.status_code in (400, 409, 422)
    assert town.sheets(visit) == []


def test_names_in_the_note_are_covered_and_that_is_said(town):
    visit = town.single
    browser, note = town.observer(visit), "Anak Budi menunggu lama, NIK 6471051234560001."
    browser.post(door(visit), town.form(visit, catatan=note))
    page = browser.get(door(visit))
    assert "Budi" not in page.raw
    assert "6471051234560001" not in page.raw
    assert "tampak seperti nama atau nomor" in page.text


def test_two_who_rate_one_visit_are_blind_until_both_have_signed(town):
    one, two = town.pair
    town.sign(one, "met")
    before = town.observer(two).get(door(two))
    assert "pengamat lain" not in before.text.lower()
    assert "Pengamat lain belum menandatangani" in town.observer(one).get(door(one)).text
    town.sign(two, "not")
    for each in (one, two):
        assert "Yang ditandatangani pengamat lain" in town.observer(each).get(door(each)).text


def test_a_correction_needs_a_reason_and_stands_beside_what_was_signed(town):
    visit = town.single
    town.observer(visit).get(f"{door(visit)}/koreksi", status=404)
    town.sign(visit)
    page = town.observer(visit).get(f"{door(visit)}/koreksi")
    assert len([e for e in page.all("input", type="radio") if "checked" in e.attrib]) == 10
    form = town.form(visit, "not", kunci="k-2")
    short = {**form, "alasan": "salah"}
    refused = town.observer(visit).post(f"{door(visit)}/koreksi", short, status=422)
    assert "Tulis alasannya dalam satu kalimat." in refused.text
    kept = {**form, "alasan": "Dua baris tertukar di lapangan."}
    town.observer(visit).post(f"{door(visit)}/koreksi", kept)
    shown = town.observer(visit).get(door(visit)).text
    assert "Yang berlaku sekarang (koreksi 1)" in shown
    assert "Yang ditandatangani sebelumnya" in shown
    assert [set(each.values()) for each in town.sheets(visit)] == [{"met"}, {"not"}]


def test_a_device_sends_a_sheet_by_json_and_twice_is_once(town):
    visit = town.single
    browser, form = town.observer(visit), town.form(visit)
    body = {"answer": form, "revision": 0}
    headers = {**HERE, "Idempotency-Key": "k-9"}
    for _each in range(2):
        reply = browser.client.put(f"{door(visit)}/lembar", json=body, headers=headers)
        db.session.remove()
        assert reply.status_code == 200
        assert reply.json["saved_label"].startswith("ditandatangani ")
    assert len(town.sheets(visit)) == 1
    other = browser.client.put(
        f"{door(visit)}/lembar", json=body, headers={**HERE, "Idempotency-Key": "k-10"}
    )
    assert (other.status_code, "message" in other.json) == (409, True)


@pytest.mark.parametrize(
    "body",
    [[], {}, {"answer": None}, {"answer": []}, {"answer": {"a": 1}},
     {"answer": {f"x{n}": "y" for n in range(60)}}, {"answer": {"tanggal": "x"}}, "teks",
     {"answer": {"tanggal": "2026-11-23", "mulai": "10:00", "selesai": "10:20", "tempat": "A"}}],
)  # fmt: skip
def test_nonsense_from_a_device_is_refused_with_a_sentence(town, body):
    visit = town.single
    reply = town.observer(visit).client.put(f"{door(visit)}/lembar", json=body, headers=HERE)
    db.session.remove()
    assert reply.status_code == 422
    assert reply.json["message"]
    assert town.sheets(visit) == []


def test_a_foreign_page_cannot_sign(town):
    visit = town.single
    body = {"answer": town.form(visit), "revision": 0}
    for headers in ({}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "http://evil.example"}):
        reply = town.observer(visit).client.put(f"{door(visit)}/lembar", json=body, headers=headers)
        assert reply.status_code == 400
    assert town.sheets(visit) == []
