"""Learning in a browser: what is mine, lessons, reading, completion, one's own results."""

import pytest

from tests.factories import content, people, quiz
from tests.web.counting import counted
from training.content.rules.model import Audience, JobFamily, UnitKind
from training.kernel.db import db
from training.learning.queries import lessons_read, mine, seconds_read
from training.people.rules.kinds import JobFamily as Family
from training.quiz.queries import history
from training.reporting.tables import PersonModule

MODULE = f"/belajar/modul/{content.SLUG}"


@pytest.fixture
def person(app):
    """Stays readable after requests have closed the session that made it."""
    content.published()
    made = people.employee(people.unit(name="Disdukcapil"))
    db.session.commit()
    db.session.refresh(made)
    db.session.expunge(made)
    return made


@pytest.fixture
def browser(browse, person):
    return browse(person)


def read_everything(browser) -> None:
    for lesson in content.LESSONS:
        browser.post(f"{MODULE}/{lesson}/selesai")


def test_home_says_what_is_mine_and_why_and_what_is_next(browser):
    page = browser.get("/belajar")
    assert "karena Anda bertugas dalam pelayanan langsung di Disdukcapil" in page.text
    assert "0 dari 3 pelajaran sudah dibaca" in page.text
    assert [each.get("href") for each in page.all("a", "govuk-button")] == [f"{MODULE}/menyapa"]


def test_home_of_a_planner_offers_the_counters_module_as_optional(browse, app):
    content.published()
    planner = people.employee(people.unit(), family=Family.PLANNER)
    page = browse(planner).get("/belajar")
    assert "Belum ada modul untuk penempatan Anda" in page.text
    assert "Modul lain yang boleh Anda baca" in page.text


def test_home_of_a_person_without_a_post_says_so(browse, app):
    assert "Anda belum mempunyai penempatan" in browse(people.employee()).get("/belajar").text


def test_a_module_for_kelurahan_is_not_for_a_dinas(browse, app):
    audience = Audience((JobFamily.DIRECT_SERVICE,), (UnitKind.KELURAHAN,))
    content.published(audience=audience)
    here = browse(people.employee(people.unit(kind="kelurahan"))).get("/belajar")
    there = browse(people.employee(people.unit(kind="dinas"))).get("/belajar")
    assert "Untuk Anda pelajari" in here.text
    assert "Modul lain" not in here.text
    assert "Belum ada modul untuk penempatan Anda" in there.text


def test_reading_to_the_end_leads_from_lesson_to_lesson_to_the_quiz(browser):
    assert browser.post(f"{MODULE}/menyapa/selesai").location == f"{MODULE}/mendengar"
    assert browser.post(f"{MODULE}/mendengar/selesai").location == f"{MODULE}/menutup"
    assert browser.post(f"{MODULE}/menutup/selesai").location == f"{MODULE}#kuis"
    assert "Kuis belum Anda kerjakan." in browser.get(MODULE).text
    assert [e.get("href") for e in browser.get("/belajar").all("a", "govuk-button")] == [
        f"{MODULE}#kuis"
    ]


def test_marking_a_lesson_twice_is_one_fact(browser, person):
    for _ in range(2):
        browser.post(f"{MODULE}/menyapa/selesai")
    assert list(lessons_read(person.id)[content.SLUG][1]) == ["menyapa"]
    assert (
        "Pelajaran ini sudah Anda tandai sebagai dibaca." in browser.get(f"{MODULE}/menyapa").text
    )


def test_a_module_is_complete_when_read_and_passed(browser, person, clock):
    read_everything(browser)
    quiz.submitted(person, at=clock.now)
    db.session.commit()
    assert "Ya, sejak 23 November 2026" in browser.get(MODULE).text
    assert "Semua modul untuk Anda sudah selesai." in browser.get("/belajar").text


def test_the_module_explains_what_is_missing(browser, person, clock):
    browser.post(f"{MODULE}/menyapa/selesai")
    quiz.submitted(person, at=clock.now, right=0)
    db.session.commit()
    text = browser.get(MODULE).text
    assert "2 pelajaran belum ditandai sudah dibaca:" in text
    assert "nilai terbaik Anda 0 %, batas lulus 75 %" in text


def test_a_renewed_module_explains_why_it_counts_anew(browser, browse, person, clock):
    read_everything(browser)
    quiz.submitted(person, at=clock.now)
    content.published(at=clock.forward(days=1), minutes=20)
    db.session.commit()
    text = browse(person).get(MODULE).text
    assert "Modul ini diperbarui pada 24 November 2026" in text
    assert "Kuis edisi terdahulu" in text
    assert "Mulai kuis" in text


def test_a_module_without_a_quiz_is_complete_when_read(browse, app):
    content.published(quizless=True)
    browser = browse(people.employee(people.unit()))
    assert "Modul ini tidak mempunyai kuis." in browser.get(MODULE).text
    read_everything(browser)
    assert "Ya, sejak" in browser.get(MODULE).text
    browser.post(f"{MODULE}/kuis", status=404)


def test_a_lesson_shows_its_sources_with_their_doubts(browse, app):
    link = '<a class="resap-cite" href="#rujukan-uu25-2009-34">UU</a>'
    cites = f'<p class="govuk-body">Santun. {link}</p>'
    content.published(lessons=(content.lesson("menyapa", cites), content.lesson("menutup")))
    browser = browse(people.employee(people.unit()))
    page = browser.get(f"{MODULE}/menyapa")
    assert page.all("li", id="rujukan-uu25-2009-34")
    assert "perlu diperiksa" in page.text
    assert not browser.get(f"{MODULE}/menutup").all("li", id="rujukan-uu25-2009-34")
    assert browser.get(MODULE).all("li", id="rujukan-uu25-2009-34")


def test_contacts_come_from_the_citys_settings(browse, app):
    call = '<p>Hubungi <span class="resap-contact" data-contact="sapa-129"></span>.</p>'
    content.published(lessons=(content.lesson("menyapa", call),))
    page = browse(people.employee(people.unit())).get(f"{MODULE}/menyapa")
    assert "Hubungi SAPA 129: telepon 129" in page.text


def test_a_sensitive_module_offers_help_and_a_way_out_on_every_page(browse, app):
    content.published(sensitive=True)
    browser = browse(people.employee(people.unit()))
    for address in (MODULE, f"{MODULE}/menyapa"):
        assert "SAPA 129" in browser.get(address).text
    lesson = browser.get(f"{MODULE}/menyapa")
    out = [
        each.get("href") for each in lesson.all("a") if "Keluar cepat" in "".join(each.itertext())
    ]
    assert out == ["/belajar"]


def test_a_sheet_can_be_printed_on_its_own(browse, app):
    content.published(lessons=(content.lesson("menyapa"), content.lesson("lembar-loket")))
    browser = browse(people.employee(people.unit()))
    assert f"{MODULE}/lembar-loket?cetak=1" in browser.get(f"{MODULE}/lembar-loket").links
    sheet = browser.get(f"{MODULE}/lembar-loket?cetak=1")
    assert sheet.all("main", "resap-sheet")
    assert f"{MODULE}/lembar-loket" in sheet.links


@pytest.mark.parametrize(
    "address",
    ["/belajar/modul/tidak-ada", f"{MODULE}/tidak-ada", "/belajar/modul/A%00", f"{MODULE}/a%27b",
     "/belajar/kuis/x", "/belajar/kuis/018f0000-0000-7000-8000-000000000000", "/aset/x.svg",
     "/aset/0123456789abcdef.svg", "/aset/%25%25%25%25%25%25%25%25%25%25%25%25%25%25%25%25.svg"],
)  # fmt: skip
def test_what_does_not_exist_is_not_found(browser, address):
    browser.get(address, status=404)


def test_what_does_not_exist_cannot_be_written(browser):
    browser.post(f"{MODULE}/tidak-ada/selesai", status=404)
    browser.post("/belajar/modul/tidak-ada/kuis", status=404)
    browser.post("/belajar/bacaan?modul=tidak-ada&pelajaran=x", {"seconds": "9"}, status=404)
    browser.post("/belajar/bacaan", {"seconds": "9"}, status=404)


def test_reading_time_is_believed_only_as_far_as_the_clock(browser, person, clock):
    address = f"/belajar/bacaan?modul={content.SLUG}&pelajaran=menyapa"
    browser.post(address, {"seconds": "20"}, status=204)
    clock.forward(seconds=8)
    browser.post(address, {"seconds": "20"}, status=204)
    for nonsense in ("-5", "1e9999", "nan", "x", "", "\x00"):
        browser.post(address, {"seconds": nonsense}, status=204)
    assert seconds_read(person.id) == {content.SLUG: 28}


def test_ticks_may_come_as_json(browser, person):
    body = {"modul": content.SLUG, "pelajaran": "menyapa", "seconds": 12}
    token = {"X-CSRFToken": browser.csrf()}
    assert browser.client.post("/belajar/bacaan", json=body, headers=token).status_code == 204
    db.session.remove()
    assert seconds_read(person.id) == {content.SLUG: 12}


@pytest.mark.parametrize("sent", ["[" * 100_000, '{"a":' * 50_000, '{"seconds":' + "9" * 5_000])
def test_json_that_is_far_too_deep_or_long_is_only_nonsense(browser, person, sent):
    address = f"/belajar/bacaan?modul={content.SLUG}&pelajaran=menyapa"
    token = {"X-CSRFToken": browser.csrf(), "Content-Type": "application/json"}
    assert browser.client.post(address, data=sent, headers=token).status_code == 204
    db.session.remove()
    assert seconds_read(person.id) == {}


def test_a_figure_is_kept_for_ever_and_can_do_nothing(browse, app):
    digest = content.figure(b'<svg xmlns="http://www.w3.org/2000/svg"></svg>')
    reply = browse(None).client.get(f"/aset/{digest[:16]}.svg")
    assert reply.mimetype == "image/svg+xml"
    assert "immutable" in reply.headers["Cache-Control"]
    assert reply.headers["Content-Security-Policy"] == "default-src 'none'; style-src 'none'"
    assert reply.headers["X-Content-Type-Options"] == "nosniff"


def test_results_are_empty_at_first(browser):
    page = browser.get("/capaian")
    assert page.h1 == "Capaian saya"
    assert "Belum ada apa-apa di sini" in page.text


def test_results_show_first_and_best_attempts_apart(browser, browse, person, clock):
    read_everything(browser)
    browser.post(
        f"/belajar/bacaan?modul={content.SLUG}&pelajaran=menyapa", {"seconds": "30"}, status=204
    )
    quiz.submitted(person, at=clock.now, right=0)
    quiz.submitted(person, at=clock.forward(days=2))
    db.session.commit()
    page = browse(person).get("/capaian")
    row = " ".join("".join(page.all("tr")[1].itertext()).split())
    assert "Selesai sejak 25 November 2026" in page.text
    assert "0 %" in row
    assert "99 %" in row
    assert "Berbicara 0,0 % dari 3 soal 100,0 % dari 3 soal" in page.text
    assert "bukan nilai" in page.text


def test_learning_pages_take_few_queries(browser):
    for address in (MODULE, f"{MODULE}/menyapa"):
        browser.get(address)  # releases are kept in memory once they were read
    with counted() as lesson:
        browser.get(f"{MODULE}/menyapa")
    with counted() as home:
        browser.get("/belajar")
    with counted() as module:
        browser.get(MODULE)
    with counted() as results:
        browser.get("/capaian")
    assert len(lesson) == 2
    assert max(len(home), len(module), len(results)) <= 6


def test_what_the_reports_read_is_what_the_person_sees(browser, person, clock):
    read_everything(browser)
    attempt = browser.post(f"{MODULE}/kuis").location
    quiz.answered(quiz.attempt(history(person.id)[0].id, of=person.id), of=person.id, at=clock.now)
    db.session.commit()
    clock.forward(minutes=5)
    browser.post(f"{attempt}/serahkan")
    kept = db.session.get_one(PersonModule, (person.id, content.SLUG))
    seen = mine(person.id, content.SLUG).completion
    assert kept.completed_at == seen.completed_at == clock.now
    assert (kept.first_score, kept.best_score) == (seen.first_score, seen.best_score)
    assert kept.lessons_read == seen.lessons_read == 3
