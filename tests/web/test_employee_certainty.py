"""How sure are you: asked beside the answer, kept with it, told afterwards, never counted."""

import pytest

from tests.factories import content, people, quiz
from training.kernel.db import db
from training.quiz.queries import answers, history

pytestmark = pytest.mark.slow

SURE = {"1": "Kurang yakin", "2": "Cukup yakin", "3": "Sangat yakin"}
KNOWN = ("m1-satu", "m1-dua", "m1-tiga", "m1-empat", "m1-lima")


def asking(*, certainty: bool):
    questions = (content.question(key) for key in KNOWN)
    return content.quiz_of(*questions, content.situation("m1-sjt"), certainty=certainty)


@pytest.fixture
def browser(app, browse):
    content.published(quiz=asking(certainty=True))
    made = people.employee(people.unit())
    db.session.commit()
    db.session.refresh(made)
    db.session.expunge(made)
    return browse(made)


@pytest.fixture
def attempt(browser) -> str:
    return browser.post(f"/belajar/modul/{content.SLUG}/kuis").location


def kept(browser) -> dict[str, tuple[object, int | None]]:
    past = history(browser.person.id, content.SLUG)[-1]
    found = {key: (each.value, each.certainty) for key, each in answers(past.id).items()}
    db.session.remove()
    return found


def test_what_is_right_or_wrong_asks_how_sure_one_is_and_situations_do_not(browser, attempt):
    page = browser.get(attempt)
    assert page.text.count("Seberapa yakin Anda?") == len(KNOWN)
    assert not page.all("input", name="yakin-m1-sjt")


def test_a_form_keeps_and_shows_how_sure_one_is(browser, attempt):
    form = {"m1-satu": "a", "m1-satu-revision": "0", "yakin-m1-satu": "2"}
    browser.post(attempt, form)
    assert kept(browser) == {"m1-satu": ("a", 2)}
    checked = [
        each.get("value")
        for each in browser.get(attempt).all("input", name="yakin-m1-satu")
        if each.get("checked") is not None
    ]
    assert checked == ["2"]


def test_another_certainty_alone_is_a_change(browser, attempt):
    browser.post(attempt, {"m1-satu": "a", "m1-satu-revision": "0", "yakin-m1-satu": "2"})
    browser.post(attempt, {"m1-satu": "a", "m1-satu-revision": "1", "yakin-m1-satu": "3"})
    assert kept(browser) == {"m1-satu": ("a", 3)}
    browser.post(attempt, {"m1-satu": "a", "m1-satu-revision": "2", "yakin-m1-satu": "3"})
    assert browser.get(attempt).all("input", name="m1-satu-revision")[0].get("value") == "2"


@pytest.mark.parametrize("said", ["0", "4", "x", "²", "-1", "2.0", "9" * 40])
def test_a_forged_certainty_is_refused(browser, attempt, said):
    form = {"m1-satu": "a", "m1-satu-revision": "0", "yakin-m1-satu": said}
    browser.post(attempt, form, status=422)
    assert kept(browser) == {}


@pytest.mark.parametrize(
    ("said", "status"), [(2, 200), (None, 200), (0, 422), ("2", 422), ([], 422)]
)
def test_autosave_takes_how_sure_one_is(browser, attempt, said, status):
    body = {"answer": "a", "revision": 0, "certainty": said}
    browser.put_json(f"{attempt}/jawaban/m1-satu", body, status=status)
    assert kept(browser) == ({"m1-satu": ("a", said)} if status == 200 else {})


def test_saying_nothing_of_certainty_leaves_it_as_it_was(browser, attempt):
    address = f"{attempt}/jawaban/m1-satu"
    browser.put_json(address, {"answer": "a", "revision": 0, "certainty": 2})
    assert browser.put_json(address, {"answer": "a", "revision": 1}).json["revision"] == 1
    assert kept(browser) == {"m1-satu": ("a", 2)}


def test_two_tabs_that_are_differently_sure_are_both_told(browser, attempt):
    address = f"{attempt}/jawaban/m1-satu"
    browser.put_json(address, {"answer": "a", "revision": 0, "certainty": 2})
    told = browser.put_json(
        address, {"answer": "a", "revision": 0, "certainty": 3}, status=409
    ).json
    assert (told["answer"], told["certainty"]) == ("a", 2)
    form = {"m1-satu": "b", "m1-satu-revision": "0", "yakin-m1-satu": "1"}
    page = browser.post(attempt, form, status=409)
    assert "keyakinan: 2 dari 3" in page.text
    assert "keyakinan: 1 dari 3" in page.text
    fields = {each.get("name"): each.get("value") for each in page.all("input", type="hidden")}
    assert fields["yakin-m1-satu"] == "1"


def answer_all(browser, attempt, right: int, sure: str) -> object:
    form = {}
    for place, key in enumerate(KNOWN):
        form |= {key: "a" if place < right else "b", f"{key}-revision": "0", f"yakin-{key}": sure}
    browser.post(attempt, form)
    browser.post(f"{attempt}/serahkan")
    return browser.get(f"{attempt}/hasil")


@pytest.mark.parametrize(
    ("right", "sure", "words"),
    [
        (5, "3", "Keyakinan Anda cocok dengan jawaban Anda"),
        (2, "3", "Di beberapa soal Anda lebih yakin daripada tepat."),
        (5, "1", "Anda tahu lebih banyak daripada yang Anda kira"),
    ],
)
def test_the_result_holds_certainty_against_being_right(browser, attempt, right, sure, words):
    text = answer_all(browser, attempt, right, sure).text
    assert words in text
    assert f"{SURE[sure]} 5 {right} {20 * right} %" in text


def test_the_result_tells_the_points_of_certainty(browser, attempt):
    assert "Poin keyakinan: −12 dari 15." in answer_all(browser, attempt, 2, "3").text


def test_without_a_single_certainty_the_result_says_it_is_too_little(browser, attempt):
    browser.post(attempt, {"m1-satu": "a", "m1-satu-revision": "0"})
    browser.post(f"{attempt}/serahkan")
    text = browser.get(f"{attempt}/hasil").text
    assert "Jawabannya masih terlalu sedikit" in text
    assert "Jawaban tanpa keyakinan: 1." in text


@pytest.mark.parametrize("sure", ["1", "3"])
def test_certainty_never_counts_towards_passing(browser, attempt, sure):
    answer_all(browser, attempt, 2, sure)
    past = history(browser.person.id, content.SLUG)[-1]
    assert past.score == pytest.approx(2 / 6)
    assert not past.passed


def test_a_quiz_that_does_not_ask_shows_nothing_of_it(app, browse, clock):
    content.published(quiz=asking(certainty=False))
    person = people.employee(people.unit())
    done = quiz.submitted(person, at=clock.now)
    browser = browse(person)
    assert "eyakinan" not in browser.get(f"/belajar/kuis/{done.attempt_id}/hasil").text
