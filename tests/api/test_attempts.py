"""A quiz taken by machine: nothing that is secret leaves, nothing that was saved is lost."""

import json
from dataclasses import replace

import pytest

from tests.factories import content, people, quiz
from training.content.rules.review import Piece, Review
from training.kernel.db import db

pytestmark = pytest.mark.slow

START = f"/quizzes/{content.SLUG}/attempts"
OPENED = {"id", "quiz", "release", "deadline", "revision", "questions"}


@pytest.fixture
def caller(api, learner):
    return api(learner)


@pytest.fixture
def paper(caller):
    return caller.post(START, 201).get_json()


def answer_to(question: dict) -> object:
    """Some valid answer."""
    keys = [option["key"] for option in question["options"]]
    kinds = {"multiple": sorted(keys)[:2], "sjt-rating": dict.fromkeys(keys, 2)}
    return kinds.get(question["kind"], keys[0])


def names_in(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {name for each in value.values() for name in names_in(each)}
    if isinstance(value, list):
        return {name for each in value for name in names_in(each)}
    return set()


def test_a_started_attempt_is_what_the_contract_says(paper):
    assert set(paper) == OPENED
    assert paper["quiz"] == content.SLUG
    assert paper["deadline"] is None
    assert paper["revision"] == 0
    assert len(paper["questions"]) == 5
    for question in paper["questions"]:
        assert set(question) == {"key", "kind", "prompt_html", "options"}
        assert all(set(option) == {"key", "text_html"} for option in question["options"])


def test_nothing_of_the_key_leaves_an_open_attempt(caller, paper):
    for question in paper["questions"]:
        url = f"/attempts/{paper['id']}/answers/{question['key']}"
        caller.put(url, {"answer": answer_to(question), "revision": 0})
    bodies = [
        caller.get(f"/attempts/{paper['id']}"),
        caller.post(START, 200),
        caller.get(f"/modules/{content.SLUG}"),
        caller.get("/modules"),
    ]
    for answer in bodies:
        text = answer.get_data(as_text=True)
        assert content.SECRET not in text
        found = names_in(json.loads(text))
        assert not found & {"correct", "expert", "rationale", "rationale_html", "marks", "points"}


def test_a_second_start_joins_the_open_attempt(caller, paper):
    again = caller.post(START, 200).get_json()
    assert again == paper


def test_an_answer_is_kept_with_its_revision(caller, paper):
    question = paper["questions"][0]
    url = f"/attempts/{paper['id']}/answers/{question['key']}"
    saved = caller.put(url, {"answer": answer_to(question), "revision": 0}).get_json()
    assert saved["revision"] == 1
    whole = caller.get(f"/attempts/{paper['id']}").get_json()
    kept = whole["answers"][question["key"]]
    assert kept == {"answer": answer_to(question), **saved}


def test_every_question_begins_at_the_revision_of_the_attempt(caller, paper):
    for question in paper["questions"]:
        url = f"/attempts/{paper['id']}/answers/{question['key']}"
        body = {"answer": answer_to(question), "revision": paper["revision"]}
        assert caller.put(url, body).get_json()["revision"] == 1


def test_a_stale_revision_is_refused_with_the_current_answer(caller, paper):
    question = paper["questions"][0]
    first, second = question["options"][0]["key"], question["options"][1]["key"]
    wrap = {"multiple": lambda key: [key]}.get(question["kind"], lambda key: key)
    url = f"/attempts/{paper['id']}/answers/{question['key']}"
    caller.put(url, {"answer": wrap(first), "revision": 0})
    told = caller.put(url, {"answer": wrap(second), "revision": 0}, 409).get_json()
    assert told["revision"] == 1
    assert told["answer"] == wrap(first)
    assert told["type"] == "urn:resap:problem:answer-has-moved-on"


def test_the_submission_gives_the_score_once(caller, paper):
    url = f"/attempts/{paper['id']}/submission"
    first = caller.post(url, key="serah-1")
    assert {"score", "passed", "pass_mark", "submitted_at"} <= set(first.get_json())
    again = caller.post(url, key="serah-1")
    assert again.get_data() == first.get_data()
    assert again.headers["Idempotency-Replayed"] == "true"
    other = caller.post(url, 409, key="serah-2").get_json()
    assert other["type"] == "urn:resap:problem:already-submitted"
    assert caller.post(url, key="serah-1").get_data() == first.get_data()


def test_the_submission_is_the_same_a_day_later(caller, paper, clock):
    url = f"/attempts/{paper['id']}/submission"
    first = caller.post(url, key="serah-1")
    clock.forward(hours=25)
    again = caller.post(url, key="serah-1")
    assert again.get_json() == first.get_json()
    assert "Idempotency-Replayed" not in again.headers


def test_a_submitted_attempt_takes_no_answer_and_tells_its_result(caller, paper):
    caller.post(f"/attempts/{paper['id']}/submission")
    question = paper["questions"][0]
    url = f"/attempts/{paper['id']}/answers/{question['key']}"
    caller.put(url, {"answer": answer_to(question), "revision": 0}, 409)
    whole = caller.get(f"/attempts/{paper['id']}").get_json()
    assert whole["state"] == "submitted"
    assert whole["result"]["score"] == 0


def test_a_retake_waits(caller, paper, clock):
    caller.post(f"/attempts/{paper['id']}/submission")
    told = caller.post(START, 409).get_json()
    assert told["not_before"]
    clock.forward(hours=24)
    assert caller.post(START, 201).get_json()["id"] != paper["id"]


def test_another_persons_attempt_does_not_exist(api, office, learner, clock):
    sitting = quiz.started(people.employee(office), at=clock.now)
    stranger = api(learner)
    stranger.get(f"/attempts/{sitting.past.id}", 404)
    stranger.post(f"/attempts/{sitting.past.id}/submission", 404)
    key = sitting.drawn[0].key
    body = {"answer": None, "revision": 0}
    stranger.put(f"/attempts/{sitting.past.id}/answers/{key}", body, 404)


def test_a_question_that_was_not_drawn_is_not_answered(caller, paper):
    body = {"answer": "a", "revision": 0}
    for name in ("m1-menyapa-z", "%00", "a%20b", "x" * 200):
        caller.put(f"/attempts/{paper['id']}/answers/{name}", body, 404)


def test_answers_that_a_quiz_withholds_do_not_leave_a_closed_attempt(caller, learner, clock):
    kept = Review((Piece.ANSWERS, Piece.MARKS), (Piece.MARKS,), just_after_minutes=30)
    content.published(at=clock.now, quiz=replace(content.quiz(), review=kept))
    done = quiz.submitted(learner, at=clock.now)
    db.session.commit()
    told = caller.get(f"/attempts/{done.attempt_id}").get_json()
    assert told["shown"] == {"moment": "just_after", "pieces": ["jawaban", "nilai"]}
    assert len(told["answers"]) == 5
    clock.forward(minutes=31)
    told = caller.get(f"/attempts/{done.attempt_id}").get_json()
    assert told["shown"] == {"moment": "while_open", "pieces": ["nilai"]}
    assert told["answers"] == {}
    assert told["result"]["passed"]
