"""The practice pages without JavaScript: every state, right and wrong, sent twice or too late."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from tests.conftest import ZERO_HOUR
from tests.factories import content, kinds, people
from tests.factories.practice import SOON, answered, finished
from training.content.rules.quizzes import Kind
from training.kernel.db import db
from training.practice.actions.calibrating import calibrate_all
from training.practice.actions.prompting import write_prompt
from training.practice.queries.cases import case

pytestmark = pytest.mark.slow

WEEK = timedelta(days=7)
SVG = "{http://www.w3.org/2000/svg}"
BEFORE = ZERO_HOUR - timedelta(days=10)
SITUATIONS = [content.situation(f"m1-sjt-{n}") for n in range(3)]


def plain(person):
    db.session.commit()
    db.session.refresh(person)
    db.session.expunge(person)
    return person


@pytest.fixture
def learner(app, clock):
    content.published(quiz=content.quiz(), at=BEFORE)
    person = people.employee(people.unit("LOKET", name="Loket Rekaan"), name="Nama Rekaan")
    finished(person, at=BEFORE)
    return plain(person)


@pytest.fixture
def browser(browse, learner):
    return browse(learner)


def start(browser) -> str:
    return browser.post("/latihan/mulai").location


def form_for(case, *, right: bool) -> dict:
    """The fields in which a browser sends the answer to a case."""
    question = case.question
    value = (kinds.right_answer if right else kinds.wrong_answer)(question)
    if question.kind is Kind.SJT_RATING:
        return {f"{question.key}-{key}": str(each) for key, each in value.items()}
    return {question.key: value}


def case_at(address: str, person):
    return case(UUID(address.rsplit("/", 1)[-1]), of=person.id)


def answer(browser, clock, person, *, right: bool = True, **after) -> str:
    address = start(browser)
    clock.forward(**(after or {"seconds": 40}))
    form = form_for(case_at(address, person), right=right)
    assert browser.post(address, form).location == address
    return address


def test_before_the_first_module_the_page_says_how_practice_begins(browse, app, clock):
    content.published()
    page = browse(people.employee(people.unit())).get("/latihan")
    assert "Latihan dimulai setelah modul pertama Anda" in page.text
    assert "/belajar" in page.links


def test_the_place_is_in_the_navigation(browser):
    assert "/latihan" in browser.get("/belajar").links


def test_a_case_is_opened_answered_and_told(browser, learner, clock):
    page = browser.get("/latihan")
    assert "Kasus 1 dari 2 pekan ini" in page.text
    address = start(browser)
    asked = browser.get(address)
    assert content.SECRET not in asked.raw
    assert "benar" not in asked.raw.split("<form", 1)[0]
    assert "Lanjutkan kasus" in browser.get("/latihan").text
    clock.forward(seconds=40)
    browser.post(address, form_for(case_at(address, learner), right=True))
    told = browser.get(address)
    assert told.h1 == "Anda masih mengingatnya"
    assert content.SECRET in told.raw
    assert "Laku yang sama datang lagi sekitar" in told.text
    assert "Buka kasus berikutnya" in told.text
    assert "Kasus 2 dari 2 pekan ini" in browser.get("/latihan").text


def test_a_wrong_answer_is_told_kindly(browser, learner, clock):
    address = answer(browser, clock, learner, right=False)
    told = browser.get(address)
    assert told.h1.startswith("Belum tepat")
    assert content.SECRET in told.raw


def test_what_came_too_fast_is_told_as_neither_success_nor_failure(browser, learner, clock):
    address = answer(browser, clock, learner, seconds=1)
    assert browser.get(address).h1 == "Yang ini tidak dihitung"


def test_after_two_cases_the_week_is_done(browser, learner, clock):
    answer(browser, clock, learner)
    answer(browser, clock, learner, right=False)
    page = browser.get("/latihan")
    assert "Selesai untuk pekan ini" in page.text
    assert "Pekan ini Anda melatih 2 kasus." in page.text
    assert "30 November 2026" in page.text
    assert browser.post("/latihan/mulai").location == "/latihan"


def test_a_second_click_joins_the_open_case(browser):
    assert start(browser) == start(browser)


def test_an_answer_that_is_sent_twice_is_kept_once(browser, learner, clock):
    address = answer(browser, clock, learner)
    shown = case_at(address, learner)
    clock.forward(seconds=5)
    assert browser.post(address, form_for(shown, right=False)).location == address
    assert browser.get(address).h1 == "Anda masih mengingatnya"


def test_an_empty_answer_brings_the_case_back(browser, clock):
    address = start(browser)
    clock.forward(seconds=40)
    page = browser.post(address, {}, 422)
    assert "Jawab dulu seluruh kasus ini" in page.text
    assert content.SECRET not in page.raw


@pytest.mark.parametrize("bad", ["\x00", "x" * 100_000, "9" * 400, "‮", "a,b"])
def test_nonsense_brings_the_case_back_and_is_never_a_failure(browser, learner, clock, bad):
    address = start(browser)
    question = case_at(address, learner).question
    clock.forward(seconds=40)
    names = [question.key, *(f"{question.key}-{each.key}" for each in question.options)]
    page = browser.post(address, dict.fromkeys(names, bad), 422)
    assert content.SECRET not in page.raw


def test_a_case_of_last_week_is_put_aside(browse, learner, clock):
    address = start(browse(learner))
    clock.forward(days=7)
    browser = browse(learner)
    form = form_for(case_at(address, learner), right=True)
    assert "Pekan kasus ini sudah lewat" in browser.post(address, form, 409).text
    assert browser.get(address, 303).location == "/latihan"
    page = browser.get("/latihan")
    assert "Pekan kasus ini sudah lewat" in page.text
    assert "Kasus 1 dari 2 pekan ini" in page.text


def test_another_persons_case_is_not_found(browse, browser, learner):
    address = start(browser)
    other = browse(people.employee(people.unit("LAIN")))
    other.get(address, 404)
    other.post(address, {}, 404)
    other.get(f"/latihan/kasus/{uuid4()}", 404)


def test_practice_can_be_paused_and_gone_on_with(browser, clock):
    browser.get("/latihan/jeda")
    page = browser.post("/latihan/jeda", {"sampai": "2026-12-20", "alasan": "cuti"})
    assert page.location == "/latihan"
    paused = browser.get("/latihan")
    assert "Sampai 20 Desember 2026 tidak ada kasus yang datang." in paused.text
    assert browser.post("/latihan/mulai").location == "/latihan"
    clock.forward(minutes=1)
    browser.post("/latihan/lanjut")
    assert "Buka kasus" in browser.get("/latihan").text


@pytest.mark.parametrize(
    ("until", "reason", "said"),
    [
        ("2027-02-01", "cuti", "enam puluh hari"),
        ("2026-11-01", "cuti", "Pilih hari ini"),
        ("besok", "cuti", "Berikan"),
        ("", "cuti", "Isilah"),
        ("2026-12-01", "rahasia", ""),
        ("2026-12-01", "", "Pilih satu alasan"),
        ("9999-12-31", "cuti", "enam puluh hari"),
    ],
)
def test_a_pause_that_cannot_be_is_the_form_again(browser, until, reason, said):
    page = browser.post("/latihan/jeda", {"sampai": until, "alasan": reason}, 422)
    assert page.h1 == "Jeda latihan"
    assert said in page.text or page.all("p", cls="govuk-error-message")


def test_the_units_sentence_is_shown_and_else_the_modules_plan(browser, learner):
    assert "Jika anak rewel, maka saya diam." in browser.get("/latihan").text
    unit = people.acting(learner).unit_id
    head = people.employee()
    said = "Minggu ini, di loket kita, <b>anak</b> disapa dulu."
    week = (ZERO_HOUR + timedelta(hours=8)).date()
    write_prompt(unit, "LOKET", said, week=week, by=head.id, at=ZERO_HOUR)
    db.session.commit()
    page = browser.get("/latihan")
    assert said in page.text
    assert "<b>anak</b>" not in page.raw
    assert "Dari Loket Rekaan" in page.text
    assert "disapa dulu" not in browser.get(start(browser)).text


def test_before_a_probe_nothing_prompts(browse, app, clock):
    long_ago = ZERO_HOUR - 27 * WEEK
    content.published(at=long_ago)
    person = people.employee(people.unit())
    finished(person, at=long_ago)
    browser = browse(plain(person))
    page = browser.get("/latihan")
    assert "Buka kasus" in page.text
    assert "Kalimat pekan ini" not in page.text
    answer(browser, clock, person)
    assert "Kalimat pekan ini" in browser.get("/latihan").text


def test_what_stays_is_drawn_with_its_table_and_its_honest_words(browser, learner, clock):
    answer(browser, clock, learner)
    calibrate_all(at=clock.now, zone="Asia/Makassar")
    db.session.commit()
    page = browser.get("/latihan")
    assert "Yang bertahan pada Anda" in page.text
    (drawn,) = page.all(f"{SVG}svg", cls="resap-chart")
    assert "180 hari" in drawn.get("aria-label")
    assert "ingatan, bukan laku" in page.text
    assert "poin persen" in page.text
    assert len(page.all("tr")) == 8


def test_a_holiday_is_named(browse, learner, clock):
    clock.set(clock.now.replace(month=12, day=25))
    assert "Hari ini libur: Hari Raya Natal." in browse(learner).get("/latihan").text


def test_a_module_of_judgement_is_told_with_the_experts(browse, app, clock):
    content.published(quiz=content.quiz_of(*SITUATIONS, situations=3), at=BEFORE)
    person = people.employee(people.unit())
    finished(person, at=BEFORE)
    browser = browse(plain(person))
    told = browser.get(answer(browser, clock, person))
    assert "Para ahli" in told.text


def test_everything_that_practice_holds_is_in_my_data(browser, learner, clock):
    answer(browser, clock, learner)
    browser.post("/latihan/jeda", {"sampai": "2026-12-20", "alasan": "cuti"})
    page = browser.get("/saya/data")
    assert "Latihan Anda" in page.text
    assert "Jeda Anda" in page.text
    held = browser.get("/saya/data.json").json
    assert [each["recalled"] for each in held["practice"]] == [True]
    assert len(held["practice_answers"]) == 1
    assert held["practice_pauses"][0]["reason"] == "cuti"
    assert browser.get("/saya/data.csv").raw.count("Jawaban Anda dalam latihan") == 4


def test_what_is_old_stays_readable_after_its_week(browse, learner, clock):
    address = answer(browse(learner), clock, learner)
    clock.forward(days=30)
    assert browse(learner).get(address).h1 == "Anda masih mengingatnya"
    assert answered(learner, at=clock.now + SOON).week.day == 21
