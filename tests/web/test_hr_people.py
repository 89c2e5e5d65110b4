"""The staff administration's pages: who is seen, found and exported; looking leaves a trace."""

import csv
import io
from datetime import timedelta

import pytest
from python_calamine import CalamineWorkbook

from tests.factories import content, people, quiz
from tests.web.counting import counted
from training.audit.queries import of_actor
from training.kernel.db import db
from training.learning.actions import mark_read
from training.people.queries.trail import events_about
from training.people.rules.kinds import JobFamily, Role
from training.people.tables.employees import Identifier
from training.reporting.actions import note_progress, rebuild

pytestmark = pytest.mark.slow

ZONE = "Asia/Makassar"


@pytest.fixture
def city(app, clock):
    """Two units; hr of the first; one person there who completed the module."""
    content.published()
    root = people.unit("KOTA", kind="kota", name="Kota")
    one = people.unit("DINAS", parent=root, name="Dinas Contoh")
    below = people.unit("UPTD", parent=one, kind="uptd", name="UPTD Contoh")
    other = people.unit("LAIN", parent=root, name="Badan Lain")
    hr = people.employee(one, name="Petugas Kepegawaian")
    people.role(hr, Role.HR, one)
    done = people.employee(below, name="Ámi Rekaan", family=JobFamily.FRONT_LINE)
    done.name_key = "ami rekaan"
    idle = people.employee(one, name="Budi Rekaan")
    stranger = people.employee(other, name="Citra Lain")
    complete(done, clock.now)
    rebuild(at=clock.now, zone=ZONE, k=10)
    db.session.commit()
    return {"hr": hr, "done": done, "idle": idle, "stranger": stranger, "root": root, "one": one}


def complete(person, at):
    for lesson in content.LESSONS:
        mark_read(people.acting(person), content.SLUG, lesson, at=at)
    quiz.submitted(person, at=at + timedelta(minutes=5))
    note_progress(person.id, content.SLUG, at=at + timedelta(minutes=5))


def number_of(person) -> str:
    return db.session.query(Identifier).filter_by(employee_id=person.id).one().value


def test_hr_sees_the_people_of_their_scope_and_nobody_else(city, browse):
    page = browse(city["hr"]).get("/kepegawaian")
    assert page.h1 == "Kepegawaian"
    assert "Ámi Rekaan" in page.text
    assert "Budi Rekaan" in page.text
    assert "Citra Lain" not in page.text
    assert "3 orang" in page.text


def test_completion_and_score_stand_beside_the_name(city, browse):
    page = browse(city["hr"]).get(f"/kepegawaian?modul={content.SLUG}&cari=ami")
    assert "Selesai" in page.text
    assert "pertama 99 %, terakhir 99 %, terbaik 99 %" in page.text
    assert "Budi" not in page.text


@pytest.mark.parametrize("words", ["ami", "  ÁMI   REKA", "Ami Rekaan"])
def test_a_person_is_found_by_the_beginning_of_the_name(city, browse, words):
    page = browse(city["hr"]).get("/kepegawaian", query_string={"cari": words})
    assert "Ámi Rekaan" in page.text
    assert "Budi Rekaan" not in page.text


@pytest.mark.parametrize(("words", "found"), [("rekaan ami", 1), ("Reka", 2), ("REKAAN", 2)])
def test_a_person_is_found_by_any_word_of_the_name(city, browse, words, found):
    page = browse(city["hr"]).get("/kepegawaian", query_string={"cari": words})
    assert "Ámi Rekaan" in page.text
    assert f"{found} orang" in page.text


def test_a_piece_from_within_a_word_finds_nobody(city, browse):
    page = browse(city["hr"]).get("/kepegawaian", query_string={"cari": "ekaan"})
    assert "Tidak ada pegawai yang cocok" in page.text


def test_a_person_is_found_by_a_number_with_blanks(city, browse):
    value = number_of(city["idle"])
    spaced = f"{value[:8]} {value[8:14]} {value[14:]}"
    page = browse(city["hr"]).get("/kepegawaian", query_string={"cari": spaced})
    assert "Budi Rekaan" in page.text
    assert "Ámi Rekaan" not in page.text


@pytest.mark.parametrize(
    ("state", "seen", "unseen"),
    [("selesai", "Ámi", "Budi"), ("belum", "Budi", "Ámi"), ("berjalan", "Tidak ada", "Ámi")],
)
def test_people_are_filtered_by_how_far_they_are(city, browse, state, seen, unseen):
    browser = browse(city["hr"])
    for module in ("", content.SLUG):
        page = browser.get(f"/kepegawaian?keadaan={state}&modul={module}")
        assert seen in page.text
        assert unseen not in page.text


def test_people_are_filtered_by_unit_with_everything_below(city, browse):
    browser = browse(city["hr"])
    assert "Budi" not in browser.get("/kepegawaian?unit=UPTD").text
    assert "Ámi" in browser.get("/kepegawaian?unit=DINAS").text


def test_a_unit_outside_the_scope_is_no_filter(city, browse):
    assert "Citra" not in browse(city["hr"]).get("/kepegawaian?unit=LAIN").text


@pytest.mark.parametrize(
    "query", ["hal=0", "hal=-1", "hal=x", "hal=99999999999", "keadaan=x&status=y&modul=z&rumpun=q",
              "cari=%25", "cari=%00", "cari=" + "a" * 3000]
)  # fmt: skip
def test_nonsense_in_the_address_is_no_filter(city, browse, query):
    browse(city["hr"]).get(f"/kepegawaian?{query}")


def test_an_empty_scope_says_what_to_do(city, browse):
    empty = people.unit("KOSONG", parent=city["root"])
    lonely = people.employee(name="Sendiri Rekaan")
    people.role(lonely, Role.HR, empty)
    page = browse(lonely).get("/kepegawaian")
    assert "Belum ada pegawai di unit Anda" in page.text


def test_a_long_list_comes_in_pages(city, browse):
    for place in range(60):
        people.employee(city["one"], name=f"Rekaan {place:02d}")
    browser = browse(city["hr"])
    first, second = browser.get("/kepegawaian"), browser.get("/kepegawaian?hal=2")
    assert "halaman 1 dari 2" in first.text
    assert "Rekaan 59" not in first.text
    assert "Rekaan 59" in second.text


def test_the_units_are_listed_with_their_counts(city, browse):
    page = browse(city["hr"]).get("/kepegawaian/unit")
    assert "Dinas Contoh" in page.text
    assert "Badan Lain" not in page.text


def test_a_person_page_shows_scores_and_leaves_a_trace(city, browse):
    person, hr = city["done"].id, city["hr"].id
    page = browse(city["hr"]).get(f"/kepegawaian/pegawai/{person}")
    assert page.h1 == "Ámi Rekaan"
    assert "99 %" in page.text
    assert "lulus" in page.text
    [(look, roles)] = events_about(person)
    assert (look.kind, look.actor, roles) == ("looked-at", hr, (Role.HR,))


def test_each_look_is_written_down(city, browse):
    browser, person = browse(city["hr"]), city["done"].id
    browser.get(f"/kepegawaian/pegawai/{person}")
    browser.get(f"/kepegawaian/pegawai/{person}")
    assert len(events_about(person)) == 2


def test_a_person_outside_the_scope_does_not_exist(city, browse):
    stranger = city["stranger"].id
    browse(city["hr"]).get(f"/kepegawaian/pegawai/{stranger}", status=404)
    assert not events_about(stranger)


def test_an_employee_may_not_see_the_staff(city, browse):
    browser = browse(city["idle"])
    browser.get("/kepegawaian", status=403)
    browser.get("/kepegawaian/ekspor.csv", status=403)


def test_the_csv_holds_every_filtered_row_and_is_audited(city, browse):
    hr = city["hr"].id
    page = browse(city["hr"]).get("/kepegawaian/ekspor.csv?unit=DINAS")
    assert page.response.data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(page.raw.lstrip("\ufeff")), delimiter=";"))
    assert [row["Nama"] for row in rows] == ["Ámi Rekaan", "Budi Rekaan", "Petugas Kepegawaian"]
    assert rows[0]["Modul selesai"] == "1"
    [event] = [each for each in of_actor(hr) if each.kind == "exported"]
    assert '"rows":3' in event.detail


def test_who_is_on_a_list_that_was_taken_away_reads_of_it(city, browse):
    hr, done, stranger = (city[each].id for each in ("hr", "done", "stranger"))
    reader = browse(city["done"])
    browse(city["hr"]).get("/kepegawaian/ekspor.csv")
    [(taken, roles)] = events_about(done)
    assert (taken.kind, taken.actor, roles) == ("exported", hr, (Role.HR,))
    assert not events_about(stranger)
    told = reader.get("/saya/data.json").json["looks"]
    assert [each["what"] for each in told] == ["exported"]


def test_a_name_that_looks_like_a_formula_is_text_in_both_files(city, browse):
    people.employee(city["one"], name='=HYPERLINK("http://x")')
    browser = browse(city["hr"])
    text = browser.get("/kepegawaian/ekspor.csv").raw
    assert "'=HYPERLINK" in text
    data = browser.get("/kepegawaian/ekspor.xlsx").response.data
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert '=HYPERLINK("http://x")' in [row[0] for row in rows]


def test_a_number_keeps_its_digits_in_the_workbook(city, browse):
    value = number_of(city["idle"])
    data = browse(city["hr"]).get("/kepegawaian/ekspor.xlsx?cari=budi").response.data
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert rows[1][1] == value
    assert isinstance(rows[1][9], float)


def test_the_list_takes_few_queries(city, browse):
    """The session's two, modules, units, count, page, numbers and progress; the desk's six."""
    browser = browse(city["hr"])
    browser.get("/kepegawaian")
    with counted() as seen:
        browser.get("/kepegawaian")
    assert len(seen) <= 15
    with counted() as seen:
        browser.get("/kepegawaian?cari=sari")
    assert len(seen) <= 9
