"""A story gone by machine: the present moment and the way so far, and never what may come."""

import json

import pytest

from tests.factories import content

pytestmark = pytest.mark.slow

KEY = "m1-cerita-1"
STORY = content.story(KEY)
NODES = {node.key: node for node in STORY.detail.nodes}


@pytest.fixture
def caller(api, learner):
    content.published(quiz=content.with_stories())
    return api(learner)


@pytest.fixture
def address(caller) -> str:
    paper = caller.post(f"/quizzes/{content.SLUG}/attempts", 201).get_json()
    return f"/attempts/{paper['id']}"


def told(caller, address: str) -> dict:
    asked = caller.get(address).get_json()["questions"]
    return next(each for each in asked if each["key"] == KEY)


def put(caller, address: str, path: list[str], revision: int, status: int = 200) -> dict:
    body = {"answer": path, "revision": revision}
    return caller.put(f"{address}/answers/{KEY}", body, status).get_json()


def test_a_story_opens_at_its_first_moment(caller, address):
    question = told(caller, address)
    assert set(question) == {"key", "kind", "prompt_html", "options", "story"}
    assert question["kind"] == "scenario"
    here = {"text_html": NODES["awal"].html, "choice": None, "consequence_html": ""}
    assert question["story"] == [here]
    assert sorted(each["key"] for each in question["options"]) == ["a", "b", "c"]


def test_a_choice_shows_its_consequence_and_the_next_moment(caller, address):
    chosen = NODES["awal"].choices[1]
    assert put(caller, address, ["b"], 0)["revision"] == 1
    first, here = told(caller, address)["story"]
    assert first["choice"] == {"key": "b", "text_html": chosen.html}
    assert first["consequence_html"] == chosen.consequence_html
    assert here["text_html"] == NODES["foto"].html
    assert sorted(each["key"] for each in told(caller, address)["options"]) == ["a", "c"]


def test_a_story_that_has_ended_has_no_options(caller, address):
    for revision, path in enumerate((["a"], ["a", "c"], ["a", "c", "b"])):
        put(caller, address, path, revision)
    question = told(caller, address)
    assert question["options"] == []
    assert question["story"][-1]["text_html"] == NODES["didengar"].html


@pytest.mark.parametrize("path", [[], None, ["c"], ["a", "c", "b"], ["a", "a", "z"], "a", {"a": 1}])
def test_a_path_that_does_not_go_on_by_one_choice_is_refused(caller, address, path):
    put(caller, address, ["a"], 0)
    refused = put(caller, address, path, 1, 422)
    assert refused["type"] == "urn:resap:problem:answer-does-not-fit"


def test_a_second_choice_at_the_same_moment_meets_the_first(caller, address):
    put(caller, address, ["a"], 0)
    refused = put(caller, address, ["c"], 0, 409)
    assert (refused["revision"], refused["answer"]) == (1, ["a"])
    assert put(caller, address, ["a"], 0)["revision"] == 1


def test_nothing_of_what_may_come_is_told(caller, address):
    path: list[str] = []
    for choice in ("a", "c", "b"):
        shown = json.dumps(caller.get(address).get_json(), ensure_ascii=False)
        met = {"awal", "foto", "hasil"}
        assert not any(name in shown for name in ("worth", "principle", "needs", '"to"'))
        for node in NODES.values():
            assert node.key in met or node.html not in shown
            assert not node.principle or node.principle not in shown
        path.append(choice)
        put(caller, address, path, len(path) - 1)
    shown = caller.get(address).get_data(as_text=True)
    assert NODES["didengar"].principle not in shown
