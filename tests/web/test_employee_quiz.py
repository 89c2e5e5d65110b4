"""A quiz in a browser without JavaScript: start, answer, meet oneself in another tab, hand in."""

import re

import pytest

from tests.factories import content, people, quiz
from tests.web.counting import counted
from training.kernel.db import db
from training.quiz.queries import answers, history
from training.quiz.rules.showing import questions_of


@pytest.fixture
def person(app):
    """Stays readable after requests have closed the session that made it."""
    content.published()
    made = people.employee(people.unit())
    db.session.commit()
    db.session.refresh(made)
    db.session.expunge(made)
    return made


@pytest.fixture
def browser(browse, person):
    return browse(person)


def begun(browser) -> str:
    """Start the quiz and answer its address."""
    return browser.post(f"/belajar/modul/{content.SLUG}/kuis").location


def sitting_of(browser):
    person = browser.person.id
    past = history(person, content.SLUG)[-1]
    found = quiz.attempt(past.id, of=person)
    db.session.remove()
    return found


def filled(sitting, *, right: bool = True) -> dict[str, object]:
    """The form with an answer to every question."""
    form: dict[str, object] = {}
    for question in questions_of(sitting.quiz, sitting.drawn):
        value = (quiz.right_answer if right else quiz.wrong_answer)(question)
        form[f"{question.key}-revision"] = "0"
        if isinstance(value, dict):
            form |= {f"{question.key}-{key}": str(rating) for key, rating in value.items()}
        else:
            form[question.key] = value
    return form


def single(sitting) -> str:
    return next(each.key for each in sitting.drawn if "-menyapa-" in each.key)


def test_from_start_to_result_with_plain_forms(browser):
    attempt = begun(browser)
    assert browser.get(attempt).h1 == "Kuis: Modul m1-contoh"
    form = filled(sitting_of(browser))
    assert browser.post(attempt, {**form, "aksi": "serahkan"}).location == f"{attempt}/serahkan"
    assert "Semua 5 soal sudah dijawab." in browser.get(f"{attempt}/serahkan").text
    assert browser.post(f"{attempt}/serahkan").location == f"{attempt}/hasil"
    result = browser.get(f"{attempt}/hasil")
    assert result.h1.startswith("Lulus dengan 9")
    assert "Pilihan Anda" in result.text
    assert content.SECRET in result.text
    assert "Indikator laku: Menyapa anak lebih dulu." in result.text


def test_a_failed_quiz_says_so_and_when_to_try_again(browser):
    attempt = begun(browser)
    browser.post(attempt, filled(sitting_of(browser), right=False))
    browser.post(f"{attempt}/serahkan")
    result = browser.get(f"{attempt}/hasil")
    assert result.h1 == "Belum lulus: 0 %"
    assert "24 November 2026 pukul 09.30 WITA" in result.text


def test_starting_twice_leads_to_the_same_attempt(browser):
    assert begun(browser) == begun(browser)


def test_a_saved_answer_shows_when_it_was_saved(browser, clock):
    attempt = begun(browser)
    key = single(sitting_of(browser))
    clock.forward(seconds=15)
    browser.post(attempt, {key: "a", f"{key}-revision": "0", "aksi": "simpan"})
    page = browser.get(attempt)
    assert "tersimpan 09.30.15 WITA" in page.text
    assert "1 dari 5 soal terjawab." in page.text
    checked = [each for each in page.all("input", name=key) if each.get("checked") is not None]
    assert [each.get("value") for each in checked] == ["a"]


def test_autosave_keeps_an_answer_and_says_when(browser):
    attempt = begun(browser)
    key = single(sitting_of(browser))
    told = browser.put_json(f"{attempt}/jawaban/{key}", {"answer": "a", "revision": 0}).json
    assert told["revision"] == 1
    assert told["saved_label"] == "tersimpan 09.30.00 WITA"
    assert told["saved_at"].startswith("2026-11-23T01:30:00")


def test_autosave_on_a_stale_revision_tells_what_is_kept(browser):
    attempt = begun(browser)
    address = f"{attempt}/jawaban/{single(sitting_of(browser))}"
    browser.put_json(address, {"answer": "a", "revision": 0})
    told = browser.put_json(address, {"answer": "b", "revision": 0}, status=409).json
    assert (told["revision"], told["answer"]) == (1, "a")
    assert told["message"].startswith("Soal ini sudah dijawab")


@pytest.mark.parametrize(
    "body",
    [[], {}, None, 7, {"answer": "a"}, {"revision": 0}, {"answer": "z", "revision": 0},
     {"answer": "a", "revision": "0"}, {"answer": "a", "revision": True},
     {"answer": {"a": 1}, "revision": 0}, {"answer": "a", "revision": -1}],
)  # fmt: skip
def test_autosave_refuses_nonsense(browser, body):
    attempt = begun(browser)
    browser.put_json(f"{attempt}/jawaban/{single(sitting_of(browser))}", body, status=422)


@pytest.mark.parametrize("key", ["tidak-ada", "X", "a%00b", "a" * 61])
def test_autosave_of_an_unknown_question_is_not_found(browser, key):
    browser.put_json(f"{begun(browser)}/jawaban/{key}", {"answer": "a", "revision": 0}, status=404)


def test_autosave_without_the_token_is_refused(browser):
    attempt = begun(browser)
    address = f"{attempt}/jawaban/{single(sitting_of(browser))}"
    reply = browser.client.put(address, json={"answer": "a", "revision": 0})
    assert reply.status_code == 400


def test_an_answer_that_is_far_too_deep_does_not_fit(browser):
    address = f"{begun(browser)}/jawaban/{single(sitting_of(browser))}"
    token = {"X-CSRFToken": browser.csrf(), "Content-Type": "application/json"}
    assert browser.client.put(address, data="[" * 100_000, headers=token).status_code == 422


def test_an_answer_from_another_tab_is_shown_beside_mine_to_choose(browser):
    attempt = begun(browser)
    sitting = sitting_of(browser)
    key, rated = single(sitting), sitting.drawn[-1].key
    browser.put_json(f"{attempt}/jawaban/{key}", {"answer": "a", "revision": 0})
    form = {key: "b", f"{key}-revision": "0", f"{rated}-a": "4", f"{rated}-revision": "0"}
    clash = browser.post(attempt, form, status=409)
    assert clash.h1 == "Jawaban mana yang dipakai?"
    assert "Pakai jawaban yang tersimpan: Pilihan a" in clash.text
    assert "Pakai jawaban saya: Pilihan b" in clash.text
    assert answers(sitting.past.id)[rated].value == {"a": 4}
    chosen = {each.get("name"): each.get("value") for each in clash.all("input", type="hidden")}
    chosen.pop("csrf_token")
    browser.post(attempt, {**chosen, f"{key}-pilih": "tersimpan"})
    assert answers(sitting.past.id)[key].value == "a"
    db.session.remove()
    browser.post(attempt, {**chosen, f"{key}-pilih": "punya-saya"})
    assert answers(sitting.past.id)[key].value == "b"


def test_one_question_a_page_leads_through_all(browser):
    attempt = begun(browser)
    sitting = sitting_of(browser)
    first = sitting.drawn[0].key
    page = browser.get(f"{attempt}?soal=1")
    assert "Soal 1 dari 5" in page.h1
    form = {f"{first}-revision": "0", "aksi": "lanjut"}
    assert browser.post(f"{attempt}?soal=1", form).location == f"{attempt}?soal=2"
    assert browser.post(f"{attempt}?soal=2", {"aksi": "simpan"}).location == f"{attempt}?soal=2"
    assert browser.get(f"{attempt}?soal=5").text.count("belum terjawab") == 5


@pytest.mark.parametrize("wish", ["0", "6", "x", "", "-1", "²", "9" * 50])
def test_an_unknown_question_number_shows_all_questions(browser, wish):
    attempt = begun(browser)
    assert browser.get(attempt, query_string={"soal": wish}).h1.startswith("Kuis:")
    browser.post(attempt, {"aksi": "lanjut"}, query_string={"soal": wish})


@pytest.mark.parametrize("revision", ["x", "-1", "²", "9" * 30, ""])
def test_a_forged_revision_is_refused(browser, revision):
    attempt = begun(browser)
    key = single(sitting_of(browser))
    browser.post(attempt, {key: "b", f"{key}-revision": revision}, status=422)


def test_before_handing_in_the_unanswered_questions_are_named(browser):
    attempt = begun(browser)
    page = browser.get(f"{attempt}/serahkan")
    assert "5 soal belum dijawab lengkap." in page.text, page.text
    assert f"{attempt}?soal=3" in page.links


def test_handing_in_twice_is_harmless(browser):
    attempt = begun(browser)
    for _ in range(2):
        assert browser.post(f"{attempt}/serahkan").location == f"{attempt}/hasil"
    assert browser.get(attempt, status=303).location == f"{attempt}/hasil"
    assert browser.get(f"{attempt}/serahkan", status=303).location == f"{attempt}/hasil"


def test_a_handed_in_quiz_takes_no_answer(browser):
    attempt = begun(browser)
    key = single(sitting_of(browser))
    browser.post(f"{attempt}/serahkan")
    told = browser.put_json(f"{attempt}/jawaban/{key}", {"answer": "a", "revision": 0}, status=409)
    assert told.json["message"].startswith("Kuis ini sudah diserahkan.")
    browser.post(attempt, {key: "a", f"{key}-revision": "0"}, status=409)


def test_an_open_attempt_has_no_result(browser):
    attempt = begun(browser)
    assert browser.get(f"{attempt}/hasil", status=303).location == attempt


def test_a_retake_before_its_time_shows_when(browser, browse, clock):
    attempt = begun(browser)
    browser.post(f"{attempt}/serahkan")
    page = browser.post(f"/belajar/modul/{content.SLUG}/kuis", status=409)
    assert "Kuis ini belum dapat diulang sebelum 24 November 2026 pukul 09.30 WITA." in page.text
    clock.forward(hours=24)
    assert begun(browse(browser.person)).rpartition("/")[0] == "/belajar/kuis"
    assert len(history(browser.person.id)) == 2


def test_another_persons_attempt_is_not_found(browser, browse):
    attempt = begun(browser)
    key = single(sitting_of(browser))
    other = browse(people.employee(people.unit()))
    for address in ("", "?soal=1", "/serahkan", "/hasil"):
        other.get(f"{attempt}{address}", status=404)
    other.post(attempt, {}, status=404)
    other.post(f"{attempt}/serahkan", status=404)
    other.put_json(f"{attempt}/jawaban/{key}", {"answer": "a", "revision": 0}, status=404)


def test_nobody_who_is_not_signed_in_sees_an_attempt(browser, browse):
    attempt = begun(browser)
    assert "/masuk" in browse(None).get(attempt, status=303).location


def test_the_key_never_leaves_the_server_while_the_attempt_is_open(browser):
    attempt = begun(browser)
    sitting = sitting_of(browser)
    key = single(sitting)
    address = f"{attempt}/jawaban/{key}"
    shown = [browser.get(attempt).raw, browser.get(f"{attempt}/serahkan").raw]
    shown += [browser.get(f"{attempt}?soal={n}").raw for n in range(1, 6)]
    shown.append(browser.put_json(address, {"answer": "a", "revision": 0}).raw)
    shown.append(browser.put_json(address, {"answer": "b", "revision": 0}, status=409).raw)
    shown.append(browser.post(attempt, {key: "c", f"{key}-revision": "0"}, status=409).raw)
    for page in shown:
        for question in sitting.quiz.questions:
            for option in question.options:
                assert option.rationale not in page
                assert option.rationale_html not in page
        assert not re.search(r"3[.,]8|expert|correct\b", page)


def test_answering_takes_at_most_six_queries(browser):
    attempt = begun(browser)
    key = single(sitting_of(browser))
    browser.get(attempt)  # releases are kept in memory once they were read
    with counted() as autosave:
        browser.put_json(f"{attempt}/jawaban/{key}", {"answer": "a", "revision": 0})
    with counted() as paper:
        browser.get(attempt)
    browser.post(f"{attempt}/serahkan")
    with counted() as result:
        browser.get(f"{attempt}/hasil")
    assert (len(autosave), len(paper), len(result)) == (3, 3, 6)
