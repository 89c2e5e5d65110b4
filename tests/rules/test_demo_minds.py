"""Invented people answer as believable ones: the able know more, and few questions tell nothing."""

from random import Random
from statistics import fmean

from tests.factories import content
from training.cli.demo.minds import WEAK, puzzles
from training.quiz.rules.marking import mark


def share_right(puzzle, ability, chance):
    answers = (puzzle.answered(ability, chance) for _ in range(200))
    return fmean(mark(puzzle.question, each).points for each in answers)


def test_the_able_know_far_more_than_the_others():
    chance = Random(3)
    for puzzle in puzzles(content.quiz(per_objective=4), Random(1)).values():
        if puzzle.slope > WEAK and puzzle.right:
            low, high = (share_right(puzzle, each, chance) for each in (-1.0, 1.5))
            assert high - low > 0.3


def test_only_a_few_questions_are_badly_made():
    made = [
        each.slope
        for seed in range(60)
        for each in puzzles(content.quiz(per_objective=4), Random(seed)).values()
    ]
    assert 0.02 < fmean(slope == WEAK for slope in made) < 0.09
