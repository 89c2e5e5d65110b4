"""Judged situations, pictures and certainty by machine; who does not know them sees nothing new."""

import pytest

from tests.factories import content, people
from training.content.rules.quizzes import Kind

pytestmark = pytest.mark.slow

ASKED = content.quiz_of(
    content.hotspot("m1-tempat"),
    content.situation("m1-ujung", kind=Kind.SJT_BEST_WORST),
    content.situation("m1-urut", kind=Kind.SJT_RANK),
    certainty=True,
)
BEST = {"m1-tempat": "a", "m1-ujung": {"best": "a", "worst": "b"},
        "m1-urut": {"a": 1, "b": 4, "c": 3, "d": 2}}  # fmt: skip


@pytest.fixture
def caller(api, app):
    """A learner whose module asks the kinds above."""
    unit = people.unit("DINAS-A")
    content.published(quiz=ASKED)
    return api(people.employee(unit))


@pytest.fixture
def paper(caller):
    return caller.post(f"/quizzes/{content.SLUG}/attempts", 201).get_json()


def question(paper: dict, key: str) -> dict:
    return next(each for each in paper["questions"] if each["key"] == key)


def test_a_picture_comes_with_its_places_and_situations_stay_as_they_were(paper):
    picture = question(paper, "m1-tempat")["picture"]
    assert (picture["width"], picture["height"]) == (640, 360)
    assert picture["regions"][0] == {"option": "a", "x": 20, "y": 100, "width": 120, "height": 120}
    assert question(paper, "m1-tempat")["certainty"] is True
    for key in ("m1-ujung", "m1-urut"):
        assert set(question(paper, key)) == {"key", "kind", "prompt_html", "options"}


def test_the_best_answers_earn_what_the_experts_hold(caller, paper):
    for key, value in BEST.items():
        url = f"/attempts/{paper['id']}/answers/{key}"
        caller.put(url, {"answer": value, "revision": 0})
    kept = caller.get(f"/attempts/{paper['id']}").get_json()["answers"]
    assert {key: each["answer"] for key, each in kept.items()} == BEST
    result = caller.post(f"/attempts/{paper['id']}/submission").get_json()
    assert result["score"] == pytest.approx((2 + 4.1 / (5 * 3.47) ** 0.5) / 3)


def test_the_same_thing_twice_is_refused_by_name(caller, paper):
    url = f"/attempts/{paper['id']}/answers/m1-ujung"
    told = caller.put(url, {"answer": {"best": "a", "worst": "a"}, "revision": 0}, 422).get_json()
    assert told["type"] == "urn:resap:problem:the-same-twice"


def test_certainty_is_kept_and_told(caller, paper):
    url = f"/attempts/{paper['id']}/answers/m1-tempat"
    caller.put(url, {"answer": "a", "revision": 0, "certainty": 3})
    kept = caller.get(f"/attempts/{paper['id']}").get_json()["answers"]["m1-tempat"]
    assert (kept["answer"], kept["certainty"]) == ("a", 3)
    told = caller.put(url, {"answer": "b", "revision": 0, "certainty": 1}, 409).get_json()
    assert (told["answer"], told["certainty"]) == ("a", 3)


def test_without_certainty_the_contract_is_what_it_was(caller, paper):
    url = f"/attempts/{paper['id']}/answers/m1-tempat"
    caller.put(url, {"answer": "a", "revision": 0})
    kept = caller.get(f"/attempts/{paper['id']}").get_json()["answers"]["m1-tempat"]
    assert set(kept) == {"answer", "revision", "saved_at"}
    told = caller.put(url, {"answer": "b", "revision": 0}, 409).get_json()
    assert "certainty" not in told


@pytest.mark.parametrize("said", [0, 4, "2", True, [1], 10**30])
def test_what_is_no_certainty_is_refused(caller, paper, said):
    url = f"/attempts/{paper['id']}/answers/m1-tempat"
    caller.put(url, {"answer": "a", "revision": 0, "certainty": said}, 422)
