"""A story in a browser without JavaScript: choice by choice, two tabs, and told again."""

import pytest

from tests.factories import content, people, quiz
from tests.web.counting import counted
from training.kernel.db import db
from training.quiz.queries import answers, history
from training.quiz.rules.showing import questions_of

pytestmark = pytest.mark.slow

KEY = "m1-cerita-1"
STORY = content.story(KEY)
NODES = {node.key: node for node in STORY.detail.nodes}
GO_ON = {"aksi": f"pilih-{KEY}"}


@pytest.fixture
def browser(app, browse):
    content.published(quiz=content.with_stories())
    made = people.employee(people.unit())
    db.session.commit()
    db.session.refresh(made)
    db.session.expunge(made)
    return browse(made)


@pytest.fixture
def attempt(browser) -> str:
    return browser.post(f"/belajar/modul/{content.SLUG}/kuis").location


def form(path: list[str], choice: str | None = None, **more) -> dict[str, object]:
    """What the page sends that stands after a path, with a choice or none."""
    sent = {f"{KEY}-revision": str(len(path)), f"{KEY}-jalan": path, **GO_ON, **more}
    return sent | ({KEY: choice} if choice else {})


def gone(browser, attempt: str, *choices: str) -> None:
    for number, choice in enumerate(choices):
        browser.post(attempt, form(list(choices[:number]), choice))


def kept(browser) -> list[str] | None:
    past = history(browser.person.id, content.SLUG)[-1]
    found = answers(past.id).get(KEY)
    db.session.remove()
    return found.value if found else None


def test_a_story_is_gone_choice_by_choice_and_each_is_a_revision(browser, attempt):
    page = browser.get(attempt)
    assert NODES["awal"].html in page.raw
    done = browser.post(attempt, form([], "a"))
    assert done.location == f"{attempt}#saat-{KEY}"
    page = browser.get(attempt)
    assert NODES["awal"].choices[0].consequence_html in page.raw
    assert NODES["foto"].html in page.raw
    assert "tersimpan 09.30.00 WITA" in page.text
    gone_on = [each.get("value") for each in page.all("input", name=f"{KEY}-jalan")]
    assert gone_on == ["a"]
    browser.post(attempt, form(["a"], "c"))
    browser.post(attempt, form(["a", "c"], "b"))
    assert kept(browser) == ["a", "c", "b"]
    page = browser.get(attempt)
    assert "Cerita selesai." in page.text
    assert not page.all("input", name=KEY)
    assert not [each for each in page.all("button") if each.get("value") == GO_ON["aksi"]]


def test_one_question_a_page_comes_back_to_the_moment(browser, attempt):
    assert browser.get(f"{attempt}?soal=6").h1.endswith("Rani di depan kamera")
    done = browser.post(f"{attempt}?soal=6", form([], "a"))
    assert done.location == f"{attempt}?soal=6#saat-{KEY}"
    moment = browser.get(f"{attempt}?soal=6").all("div", id=f"saat-{KEY}")
    assert moment[0].get("tabindex") == "-1"
    done = browser.post(f"{attempt}?soal=6", form(["a"], "a", aksi="serahkan"))
    assert done.location == f"{attempt}/serahkan"
    assert kept(browser) == ["a", "a"]


def test_going_on_without_a_choice_says_what_is_missing_and_keeps_the_rest(browser, attempt):
    other = next(each for each in quiz_keys(browser) if "-menyapa-" in each)
    sent = form([], None, **{other: "a", f"{other}-revision": "0"})
    for address in (attempt, f"{attempt}?soal=6"):
        page = browser.post(address, sent, status=422)
        assert "Pilih dulu apa yang Anda lakukan, lalu lanjutkan." in page.text
    past = history(browser.person.id, content.SLUG)[-1]
    assert answers(past.id)[other].value == "a"


def quiz_keys(browser) -> list[str]:
    past = history(browser.person.id, content.SLUG)[-1]
    keys = [each.key for each in quiz.attempt(past.id, of=browser.person.id).drawn]
    db.session.remove()
    return keys


def test_saving_the_whole_form_does_not_touch_a_story_left_as_it_is(browser, attempt):
    gone(browser, attempt, "a")
    browser.post(attempt, form(["a"], None, aksi="simpan"))
    assert kept(browser) == ["a"]


@pytest.mark.parametrize(
    ("path", "choice"),
    [(["a", "c"], "b"), ([], "c"), (["b"], "a"), (["a"], "z"), (["z"], "a"), (["a"] * 50, "a")],
)
def test_a_forged_path_is_refused_and_nothing_is_kept(browser, attempt, path, choice):
    gone(browser, attempt, "a")
    sent = form(path, choice, **{f"{KEY}-revision": "1"})
    browser.post(attempt, sent, status=422)
    assert kept(browser) == ["a"]


@pytest.mark.parametrize(
    "answer", [None, [], ["b"], ["a", "c", "b"], ["a", "b", "a"], "a", {"a": 1}]
)
def test_autosave_takes_nothing_but_one_choice_more(browser, attempt, answer):
    address = f"{attempt}/jawaban/{KEY}"
    browser.put_json(address, {"answer": ["a"], "revision": 0})
    browser.put_json(address, {"answer": answer, "revision": 1}, status=422)
    browser.put_json(address, {"answer": ["a", "c"], "revision": 1})
    assert kept(browser) == ["a", "c"]


def test_of_two_tabs_the_first_choice_counts_and_the_second_is_told(browser, attempt):
    gone(browser, attempt, "a")
    clash = browser.post(attempt, form([], "b"), status=409)
    assert clash.h1 == "Cerita sudah berlanjut di tempat lain"
    assert "Cerita ini sudah berlanjut di tab atau perangkat lain." in clash.text
    assert NODES["awal"].choices[0].html in clash.raw
    assert not clash.all("input", type="radio")
    told = browser.put_json(
        f"{attempt}/jawaban/{KEY}", {"answer": ["b"], "revision": 0}, status=409
    )
    assert (told.json["revision"], told.json["answer"]) == (1, ["a"])
    browser.post(attempt, form([], "a"))  # the same choice twice is the same choice
    assert kept(browser) == ["a"]


def test_a_clash_in_a_story_leaves_the_choice_about_other_questions(browser, attempt):
    other = next(each for each in quiz_keys(browser) if "-menyapa-" in each)
    gone(browser, attempt, "a")
    browser.put_json(f"{attempt}/jawaban/{other}", {"answer": "a", "revision": 0})
    sent = form([], "b", **{other: "b", f"{other}-revision": "0"})
    clash = browser.post(attempt, sent, status=409)
    names = {each.get("name") for each in clash.all("input", type="radio")}
    assert names == {f"{other}-pilih"}


def test_nothing_of_what_may_come_leaves_the_server_while_the_attempt_is_open(browser, attempt):
    path: list[str] = []
    for choice in ("a", "c", "b", None):
        pages = [browser.get(attempt), browser.get(f"{attempt}?soal=6")]
        pages.append(browser.get(f"{attempt}/serahkan"))
        met = {"awal", "foto", "hasil", "didengar"} if choice is None else {"awal", "foto", "hasil"}
        for page in pages:
            assert "worth" not in page.raw
            assert "tepat di sini" not in page.text
            for node in NODES.values():
                assert not node.principle or node.principle not in page.raw
                assert node.key in met or node.html not in page.raw
        if len(path) < 2:
            assert all(NODES["hasil"].html not in page.raw for page in pages)
        if choice:
            browser.post(attempt, form(path, choice))
            path.append(choice)


def result_of(browser, attempt, *choices: str):
    gone(browser, attempt, *choices)
    browser.post(f"{attempt}/serahkan")
    return browser.get(f"{attempt}/hasil")


def test_after_closing_the_whole_way_is_told_with_its_worths_and_its_principle(browser, attempt):
    page = result_of(browser, attempt, "a", "b", "b")
    assert NODES["didengar"].principle in page.text
    assert NODES["selesai"].principle not in page.text
    for name in ("awal", "foto", "hasil"):
        for choice in NODES[name].choices:
            assert choice.html in page.raw
            assert choice.consequence_html in page.raw
    assert NODES["menangis"].html not in page.raw
    for word in ("Paling tepat di sini", "Cukup tepat", "Kurang tepat", "Tidak tepat"):
        assert word in page.text
    assert "Sebagian tepat" in page.text


def test_a_story_that_was_left_earns_nothing_and_keeps_its_principle(browser, attempt):
    page = result_of(browser, attempt, "a", "c")
    assert "Cerita ini belum sampai ke akhir, jadi belum bernilai." in page.text
    assert not any(node.principle and node.principle in page.text for node in NODES.values())


def test_a_story_never_begun_can_be_handed_in(browser, attempt):
    assert "6 soal belum dijawab lengkap." in browser.get(f"{attempt}/serahkan").text
    assert "Tidak dijawab" in result_of(browser, attempt).text


def test_the_score_counts_the_story_as_one_question(browser, attempt):
    gone(browser, attempt, "b", "a", "b")
    browser.post(f"{attempt}/serahkan")
    past = history(browser.person.id, content.SLUG)[-1]
    assert past.marks[KEY] == pytest.approx((0.4 + 0.2 + 0) / 3)
    assert past.score == pytest.approx(0.2 / 6)


def test_a_choice_takes_no_more_queries_than_any_answer(browser, attempt):
    address = f"{attempt}/jawaban/{KEY}"
    browser.get(attempt)
    with counted() as autosave:
        browser.put_json(address, {"answer": ["a"], "revision": 0})
    assert len(autosave) == 3


def test_stories_are_reported_as_judgement(browser, attempt):
    sitting = quiz.attempt(history(browser.person.id)[-1].id, of=browser.person.id)
    assert [each.judged for each in questions_of(sitting.quiz, sitting.drawn)][-1]
