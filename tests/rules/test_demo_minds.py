"""Invented people answer every kind of question in its own form."""

from random import Random

import pytest

from tests.factories import content
from training.cli.demo.minds import puzzles
from training.content.rules.quizzes import Kind
from training.quiz.rules.answers import parse_answer
from training.quiz.rules.marking import mark

QUESTIONS = (
    content.question("m1-a"),
    content.question("m1-b", Kind.MULTIPLE, right="a,c"),
    content.question("m1-c", Kind.TRUE_FALSE, right="benar"),
    content.hotspot("m1-d"),
    content.situation("m1-e"),
    content.situation("m1-f", kind=Kind.SJT_BEST_WORST),
    content.situation("m1-g", kind=Kind.SJT_RANK),
)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: each.kind.value)
def test_an_answer_fits_its_question_and_ability_shows(question):
    chance = Random(7)
    puzzle = puzzles(content.quiz_of(question), chance)[question.key]
    worth = {}
    for ability in (-3.0, 3.0):
        given = [puzzle.answered(ability, chance) for _ in range(60)]
        assert all(parse_answer(question, each) == each for each in given)
        worth[ability] = sum(mark(question, each).points for each in given)
    assert worth[3.0] > worth[-3.0]
