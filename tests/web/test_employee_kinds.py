"""Every kind of question from the form to the feedback, in a browser without JavaScript."""

from dataclasses import replace

import pytest

from tests.factories import content, people
from training.content.rules.figures import address
from training.content.rules.quizzes import Credit, Kind
from training.kernel.db import db
from training.quiz.queries import answers, history

pytestmark = pytest.mark.slow

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360"></svg>'
PARTIAL = replace(content.question("m1-pilih", Kind.MULTIPLE, right="a,b"), credit=Credit.PARTIAL)
PLACES = content.hotspot("m1-tempat", right="c", picture=address(DRAWING))
ENDS = content.situation("m1-ujung", kind=Kind.SJT_BEST_WORST)
RANKED = content.situation("m1-urut", kind=Kind.SJT_RANK)
SVG = "{http://www.w3.org/2000/svg}"
FORM = {
    "m1-pilih": ["a", "c"], "m1-tempat": "c",
    "m1-ujung-best": "a", "m1-ujung-worst": "c",
    "m1-urut-a": "1", "m1-urut-b": "4", "m1-urut-c": "2", "m1-urut-d": "3",
}  # fmt: skip
KEPT = {
    "m1-pilih": ["a", "c"], "m1-tempat": "c", "m1-ujung": {"best": "a", "worst": "c"},
    "m1-urut": {"a": 1, "b": 4, "c": 2, "d": 3},
}  # fmt: skip


@pytest.fixture
def browser(app, browse):
    content.published(quiz=content.quiz_of(PARTIAL, PLACES, ENDS, RANKED))
    content.figure(DRAWING)
    made = people.employee(people.unit())
    db.session.commit()
    db.session.refresh(made)
    db.session.expunge(made)
    return browse(made)


@pytest.fixture
def attempt(browser) -> str:
    return browser.post(f"/belajar/modul/{content.SLUG}/kuis").location


def revisions(number: int = 0) -> dict[str, str]:
    return {f"{key}-revision": str(number) for key in KEPT}


def kept(browser) -> dict[str, object]:
    past = history(browser.person.id, content.SLUG)[-1]
    found = {key: each.value for key, each in answers(past.id).items()}
    db.session.remove()
    return found


def chosen(page) -> dict[str, set[str]]:
    """What the page's fields hold, by name."""
    found: dict[str, set[str]] = {}
    for field in page.all("input"):
        if field.get("checked") is not None:
            found.setdefault(field.get("name"), set()).add(field.get("value"))
    for field in page.all("select"):
        picked = [each.get("value") for each in field.iter("option") if "selected" in each.attrib]
        found[field.get("name")] = set(picked)
    return found


def test_what_a_form_sends_is_kept_and_shown_again(browser, attempt):
    assert browser.post(attempt, {**FORM, **revisions(), "aksi": "simpan"}).location == attempt
    assert kept(browser) == KEPT
    page = browser.get(attempt)
    assert "4 dari 4 soal terjawab." in page.text
    want = {key: set(value) if isinstance(value, list) else {value} for key, value in FORM.items()}
    assert chosen(page) == want


def test_the_result_explains_every_kind(browser, attempt):
    browser.post(attempt, {**FORM, **revisions()})
    browser.post(f"{attempt}/serahkan")
    page = browser.get(f"{attempt}/hasil")
    for words in (
        "Anda memilih 1 dari 2 jawaban yang tepat dan 1 yang keliru.",
        "Pilihan Anda: paling tepat Para ahli: paling tepat",
        "Pilihan Anda: paling tidak tepat",
        "Para ahli: paling tidak tepat",
        "Urutan Anda 1 Urutan para ahli 1",
        "Sama dengan urutan para ahli",
        "Selisih satu dari para ahli",
        "kesesuaian",
    ):
        assert words.lower() in page.text.lower(), words
    assert page.all("img", "resap-hotspot__picture")


def test_a_partly_right_answer_says_so_with_its_points(browser, attempt):
    browser.post(attempt, {"m1-pilih": ["a"], "m1-pilih-revision": "0"})
    browser.post(f"{attempt}/serahkan")
    text = browser.get(f"{attempt}/hasil").text
    assert "Sebagian tepat" in text
    assert "0,50 dari 1 poin" in text
    assert "Anda memilih 1 dari 2 jawaban yang tepat dan 0 yang keliru." in text


def test_the_hint_says_how_several_choices_are_marked(browser, attempt):
    assert "setiap pilihan keliru menguranginya" in browser.get(attempt).text


def test_a_picture_is_served_with_numbers_that_agree_with_its_list(browser, attempt):
    page = browser.get(attempt)
    picture = page.all("img", "resap-hotspot__picture")[0]
    assert picture.get("alt") == PLACES.detail.alt
    assert browser.client.get(picture.get("src")).data == DRAWING
    numbers = {
        place.get("data-place"): "".join(place.itertext()).strip()
        for place in page.all(f"{SVG}g", "resap-hotspot__place")
    }
    labels = {}
    for field in page.all("input", name="m1-tempat"):
        label = page.all("label", **{"for": field.get("id")})[0]
        labels[field.get("value")] = "".join(label.itertext()).split(".")[0].strip()
    assert numbers == labels
    assert sorted(labels.values()) == list("1234")


@pytest.mark.parametrize(
    ("bad", "key"),
    [
        ({"m1-ujung-best": "b", "m1-ujung-worst": "b"}, "m1-ujung"),
        ({"m1-urut-a": "1", "m1-urut-b": "1"}, "m1-urut"),
    ],
)
def test_the_same_twice_comes_back_with_its_reason_and_the_rest_is_kept(browser, attempt, bad, key):
    form = {name: value for name, value in FORM.items() if not name.startswith(key)}
    page = browser.post(attempt, {**form, **bad, **revisions()}, status=422)
    assert "Setiap pilihan hanya dapat dipakai sekali." in page.text
    assert f"#{key}" in page.links
    assert {name: chosen(page)[name] for name in bad} == {n: {value} for n, value in bad.items()}
    assert kept(browser) == {name: value for name, value in KEPT.items() if name != key}


def test_the_same_twice_is_refused_with_its_reason_while_saving(browser, attempt):
    body = {"answer": {"best": "a", "worst": "a"}, "revision": 0}
    told = browser.put_json(f"{attempt}/jawaban/m1-ujung", body, status=422).json
    assert told["message"].startswith("Setiap pilihan hanya dapat dipakai sekali.")


def test_nothing_comes_back_to_be_mended_after_handing_in(browser, attempt):
    browser.post(f"{attempt}/serahkan")
    bad = {"m1-ujung-best": "b", "m1-ujung-worst": "b", "m1-ujung-revision": "0"}
    browser.post(attempt, bad, status=409)


def test_two_tabs_are_told_in_words(browser, attempt):
    browser.post(attempt, {**FORM, **revisions()})
    other = {"m1-ujung-best": "d", "m1-ujung-worst": "b", "m1-urut-a": "2", "m1-urut-b": "1"}
    page = browser.post(attempt, {**other, **revisions()}, status=409)
    assert "Paling tepat: Pilihan a" in page.text
    assert "Paling tidak tepat: Pilihan c" in page.text
    assert "Paling tepat: Pilihan d" in page.text
    assert "Pilihan b: 1" in page.text
    fields = {each.get("name"): each.get("value") for each in page.all("input", type="hidden")}
    assert fields["m1-ujung-best"] == "d"


def test_the_key_stays_on_the_server(browser, attempt):
    for raw in (browser.get(attempt).raw, browser.get(f"{attempt}?soal=1").raw):
        assert content.SECRET not in raw
        assert "3,8" not in raw
        assert "3.8" not in raw
        assert "resap-hotspot__place--right" not in raw
