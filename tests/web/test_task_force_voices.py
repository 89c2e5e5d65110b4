"""Service points and their posters; bursts to look at; words only where many have written."""

from dataclasses import replace
from datetime import date

import pytest

from tests.factories import people, voices
from training.kernel.db import db
from training.people.rules.kinds import Role
from training.voice.actions.reviewing import review
from training.web.task_force.poster import poster

pytestmark = pytest.mark.slow

HOME = "/gugus-tugas/suara"
DAY = date(2026, 11, 20)


@pytest.fixture
def city(app, clock):
    root = people.unit("KOTA", kind="kota")
    units = {code: people.unit(code, parent=root) for code in ("A", "B")}
    found = {
        "head": people.employee(units["A"]),
        "force": people.employee(units["B"]),
        "learner": people.employee(units["A"]),
    }
    people.role(found["head"], Role.UNIT_HEAD, units["A"])
    people.role(found["force"], Role.TASK_FORCE, root)
    here, there = voices.point(units["A"]), voices.point(units["B"])
    voices.texts(units["A"], 12)
    voices.texts(units["B"], 9, text="rahasia B")
    voices.flagged(here, DAY, 8)
    db.session.commit()
    for each in [*found.values(), *units.values()]:
        db.session.refresh(each)
        db.session.expunge(each)
    return {**found, **units, "here": here, "there": there}


def test_a_head_opens_a_point_of_their_own_unit_and_gets_its_poster(city, browse):
    head = browse(city["head"])
    page = head.get(HOME)
    offered = [each.get("value") for each in page.all("option")]
    assert offered == ["A"]
    address = head.post(HOME, {"unit": "A", "nama": " Loket   Anak "}).location
    page = head.get(address)
    assert page.h1 == "Loket Anak"
    assert any(link.endswith("/poster.pdf") for link in page.links)


def test_a_head_does_not_reach_other_units(city, browse):
    head = browse(city["head"])
    head.post(HOME, {"unit": "B", "nama": "Loket"}, 422)
    head.get(f"{HOME}/titik/{city['there'].code}", 404)
    head.get(f"{HOME}/titik/{city['there'].code}/poster.pdf", 404)
    head.post(f"{HOME}/titik/{city['there'].code}/tutup", {}, 404)


@pytest.mark.parametrize("nama", ["", "ab", "x" * 121, "\x00"])
def test_a_point_without_a_good_name_is_not_opened(city, browse, nama):
    page = browse(city["head"]).post(HOME, {"unit": "A", "nama": nama}, 422)
    assert "Tulis nama" in page.text


@pytest.mark.parametrize("name", ["Loket 1", 'Loket 🙂 \u202e #read("x")', "$x$ *b* ] [" * 8])
def test_the_poster_is_an_accessible_page_whatever_the_place_is_called(city, browse, name):
    head = browse(city["head"])
    address = head.post(HOME, {"unit": "A", "nama": name}).location
    answer = head.client.get(f"{address}/poster.pdf")
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    assert 'attachment; filename="poster-suara-' in answer.headers["Content-Disposition"]
    for part in (b"%PDF-1.7", b"/Marked true", b"/Lang(id-ID)", b"<pdfuaid:part>1<"):
        assert part in answer.data
    assert b"NPages>1<" in answer.data


def test_a_poster_with_the_longest_names_stays_one_page(app, clock):
    unit = people.unit("PANJANG", name="Dinas Pelayanan Terpadu Satu Pintu " * 5)
    where = replace(voices.point(unit), name="Loket Pelayanan Lantai Dua Dekat Tangga " * 3)
    with app.test_request_context():
        assert b"NPages>1<" in poster(where, at=clock.now)


def test_closing_ends_the_point_and_keeps_its_page(city, browse):
    head, code = browse(city["head"]), city["here"].code
    head.post(f"{HOME}/titik/{code}/tutup")
    page = head.get(f"{HOME}/titik/{code}")
    assert "Titik layanan ini ditutup" in page.text
    assert not any(link.endswith("/poster.pdf") for link in page.links)
    head.post(f"{HOME}/titik/{code}/tutup", {}, 409)
    assert "Ditutup 23 November 2026" in head.get(HOME).text


def test_few_voices_are_not_counted_out(city, browse):
    page = browse(city["force"]).get(HOME)
    assert "kurang dari 10" in page.text


def test_heads_do_not_judge_bursts_and_do_not_read_words(city, browse):
    head = browse(city["head"])
    head.get(f"{HOME}/periksa", 403)
    head.get(f"{HOME}/periksa/unit/A", 403)
    browse(city["learner"]).get(HOME, 403)


def test_the_task_force_looks_at_a_burst_and_counts_it(city, browse):
    force = browse(city["force"])
    page = force.get(f"{HOME}/periksa")
    burst = next(link for link in page.links if "/lonjakan/" in link)
    assert "lebih cepat daripada biasanya" in page.text
    force.post(burst, {"putusan": "hitung", "alasan": ""}, 422)
    force.post(burst, {"putusan": "lain", "alasan": "satu kelas"}, 422)
    force.post(burst, {"putusan": "hitung", "alasan": "Satu kelas SD berkunjung."})
    page = force.get(f"{HOME}/periksa")
    assert "Tidak ada yang menunggu" in page.text
    assert "Satu kelas SD berkunjung." in page.text
    force.get(burst, 404)


@pytest.mark.parametrize("day", ["2026-11-19", "kemarin", "2026-13-01", "9" * 50])
def test_a_day_without_a_burst_is_not_found(city, browse, day):
    browse(city["force"]).get(f"{HOME}/periksa/lonjakan/{city['here'].code}/{day}", 404)


def test_who_comes_second_to_a_burst_is_told_so(city, browse, clock):
    force, code = browse(city["force"]), city["here"].code
    review(city["here"], DAY, counted=False, reason="Diketuk satu orang.", by=city["head"].id,
           at=clock.now)  # fmt: skip
    db.session.commit()
    answer = {"putusan": "hitung", "alasan": "satu kelas"}
    force.post(f"{HOME}/periksa/lonjakan/{code}/{DAY}", answer, 404)


def test_words_are_shown_where_many_have_written_with_whom_to_call(city, browse):
    force = browse(city["force"])
    page = force.get(f"{HOME}/periksa/unit/A")
    assert page.text.count("petugasnya ramah") == 12
    assert "segera hubungi" in page.text
    assert "SAPA 129" in page.text
    force.get(f"{HOME}/periksa/unit/B", 404)
    assert "rahasia B" not in force.get(f"{HOME}/periksa").raw


def test_what_one_did_for_points_shows_in_ones_own_data(city, browse):
    head = browse(city["head"])
    head.post(HOME, {"unit": "A", "nama": "Loket Anak"})
    assert "Loket Anak" in head.get("/saya/data").text


def test_the_administrator_is_told_that_nobody_is_named(city, browse):
    admin = people.employee()
    people.role(admin, Role.ADMIN, city["A"])
    assert "Belum ada narahubung keselamatan" in browse(admin).get("/admin").text
    told = browse(None).client.get("/readyz").get_json()
    assert told["checks"]["safeguarding"] == {
        "ok": True, "note": "no contact: RESAP_SAFEGUARDING is not set",
    }  # fmt: skip
