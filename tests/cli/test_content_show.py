"""What `content show --json` tells of stories, and how the demo goes through them."""

import json
from random import Random

import pytest

from tests.factories import content
from training.cli.demo.minds import puzzles
from training.kernel.db import db
from training.quiz.rules.answers import is_complete, parse_answer

pytestmark = pytest.mark.slow


def shown(app) -> dict:
    content.published(quiz=content.with_stories())
    db.session.commit()
    done = app.test_cli_runner().invoke(args=["content", "show", content.SLUG, "--json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.output)


def test_scenarios_are_told_whole_and_apart_from_the_questions(app):
    told = shown(app)
    (story,) = told["scenarios"]
    assert (story["key"], story["title"]) == ("m1-cerita-1", "Rani di depan kamera")
    assert len(story["nodes"]) == 8
    first, last = story["nodes"][0], story["nodes"][-1]
    assert first["principle"] is None
    assert first["choices"][0] == {
        "key": "a", "text": "Berjongkok, menyapa Rani, dan bertanya siapa namanya.", "to": "foto",
        "worth": 1.0, "consequence": "Rani mengintip, lalu menyebut namanya dengan pelan.",
        "gives": ["disapa"], "needs": [],
    }  # fmt: skip
    assert last["choices"] == []
    assert last["principle"].startswith("Rasa takut anak")
    assert not any(each["kind"] == "scenario" for each in told["questions"])


def test_invented_people_go_through_stories_to_their_end():
    quiz, chance = content.with_stories(), Random(1)
    story = quiz.questions[-1]
    puzzle = puzzles(quiz, chance)[story.key]
    for _ in range(50):
        path = puzzle.answered(0.0, chance)
        assert path is None or is_complete(story, parse_answer(story, path))
    certain = [puzzle.answered(20.0, Random(seed)) for seed in range(100)]
    assert certain.count(["a", "c", "b"]) > 70


def test_what_spaced_practice_makes_of_the_questions_is_told(app):
    told = shown(app)["practice"]
    assert [each["key"] for each in told] == ["menyapa", "pilih", "nilai", "situasi/menyapa-anak"]
    assert told[0] == {
        "key": "menyapa", "kind": "knowledge", "objective": "menyapa",
        "indicator": "menyapa-anak", "questions": [f"m1-menyapa-{letter}" for letter in "abcd"],
    }  # fmt: skip
    assert (told[-1]["kind"], told[-1]["objective"]) == ("judgement", None)
