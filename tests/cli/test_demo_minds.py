"""Invented people answer every kind of question with answers that count."""

from random import Random
from statistics import fmean

import pytest

from tests.factories import content, kinds
from training.cli.demo.minds import puzzles
from training.quiz.rules.answers import parse_answer
from training.quiz.rules.kinds import KINDS
from training.quiz.rules.marking import mark

pytestmark = pytest.mark.slow

QUIZ = content.quiz_of(*kinds.every_kind())


@pytest.mark.parametrize("question", QUIZ.questions, ids=lambda question: question.kind.value)
def test_the_able_answer_better_than_the_unable(question):
    chance = Random("benak")
    puzzle = puzzles(QUIZ, chance)[question.key]

    def reached(ability: float) -> float:
        answers = [puzzle.answered(ability, chance) for _ in range(200)]
        assert all(parse_answer(question, each) == each for each in answers)
        return fmean(mark(question, each).points for each in answers)

    assert reached(4) > reached(-4) or KINDS[question.kind].by_people
