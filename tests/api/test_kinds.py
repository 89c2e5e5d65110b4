"""Every kind of question by machine: parts and units are told, answers kept, the key stays."""

import json

import pytest

from tests.factories import content, kinds, people
from training.content.rules.quizzes import Kind
from training.kernel.db import db

pytestmark = pytest.mark.slow

QUESTIONS = {question.kind: question for question in kinds.every_kind()}
each_kind = pytest.mark.parametrize("kind", list(kinds.AT_ONCE), ids=lambda kind: kind.value)


@pytest.fixture
def caller(app, api):
    content.published(quiz=content.quiz_of(*QUESTIONS.values()))
    person = people.employee(people.unit())
    db.session.commit()
    return api(person)


@pytest.fixture
def paper(caller) -> dict:
    return caller.post(f"/quizzes/{content.SLUG}/attempts", 201).get_json()


def told(paper: dict, kind: Kind) -> dict:
    return next(each for each in paper["questions"] if each["kind"] == kind.value)


@each_kind
def test_an_answer_of_a_kind_is_kept(caller, paper, kind):
    question = QUESTIONS[kind]
    best = kinds.right_answer(question)
    url = f"/attempts/{paper['id']}/answers/{question.key}"
    caller.put(url, {"answer": best, "revision": 0})
    whole = caller.get(f"/attempts/{paper['id']}").get_json()
    assert whole["answers"][question.key]["answer"] == best
    caller.put(url, {"answer": {"x": "y"}, "revision": 1}, 422)


def test_parts_and_units_are_told(paper):
    parts = told(paper, Kind.CLOZE)["parts"]
    assert [(part["key"], part["kind"], part["unit"]) for part in parts if part["key"]] == [
        ("pilihan", "choice", ""),
        ("kata", "short-text", ""),
        ("angka", "numeric", "hari"),
    ]
    assert {option["key"] for option in parts[1]["options"]} == set("abc")
    assert [part["key"] for part in told(paper, Kind.MATCHING)["parts"]] == ["p1", "p2", "p3"]
    assert told(paper, Kind.NUMERIC)["unit"] == "hari"
    assert set(told(paper, Kind.SHORT_TEXT)) == {"key", "kind", "prompt_html", "options"}
    assert {each["key"] for each in told(paper, Kind.ORDERING)["options"]} == set("abcd")


def test_nothing_of_the_key_is_told(caller, paper):
    text = json.dumps(paper) + caller.get(f"/attempts/{paper['id']}").get_data(as_text=True)
    assert content.SECRET not in text
    for word in ("correct", "expert", "rationale", "accept", "tolerance", "remaja", '"match"'):
        assert word not in text


@pytest.mark.parametrize("kind", [Kind.SHORT_TEXT, Kind.NUMERIC])
def test_a_written_answer_has_a_limit(caller, paper, kind):
    url = f"/attempts/{paper['id']}/answers/{QUESTIONS[kind].key}"
    caller.put(url, {"answer": "x" * 201, "revision": 0}, 422)
    caller.put(url, {"answer": "x" * 7000, "revision": 0}, 422)
    caller.put(url, {"answer": "x" * 200, "revision": 0})
