"""The question banks of the real modules: wide enough, and no key shows in the words of answers."""

from collections import Counter
from datetime import date
from statistics import fmean

import pytest

from tests.content.hints import LEARNERS
from tests.content.naive import Hint, Seen
from training.content.queries.drafts import read
from training.content.rules.quizzes import Kind, Question, Quiz
from training.kernel.settings import ROOT

QUIZZES = [draft.quiz for draft in read(ROOT, today=date(2026, 11, 23)).drafts if draft.quiz]
# Blind guessing between four answers reaches a quarter; a bank is small, so leave some room. The
# two errors of test_naive are wider for so few questions with one right answer than this limit.
MOST = 0.4
WORDS = {
    "takes the longest", "takes the shortest", "shuns absolute words", "takes what explains itself",
    "shuns what explains itself", "takes steps", "takes commas", "takes the most careful hand",
}  # fmt: skip
LOOKING_AT_WORDS = [learner for learner in LEARNERS if learner.name in WORDS]


def singles(quiz: Quiz) -> list[Question]:
    return [question for question in quiz.questions if question.kind is Kind.SINGLE]


def chance(question: Question, hint: Hint) -> float:
    """How likely it is that somebody who follows a hint, and knows nothing, is right."""
    seen = Seen(question.prompt, tuple(option.text for option in question.options))
    ranks = [hint(option.text, seen) for option in question.options]
    taken = [
        option for option, its in zip(question.options, ranks, strict=True) if its == max(ranks)
    ]
    return fmean(bool(option.correct) for option in taken)


@pytest.mark.parametrize("quiz", QUIZZES, ids=lambda quiz: quiz.module)
def test_who_knows_nothing_gains_nothing_by_looking_at_the_words(quiz):
    """Whatever is looked at, of length, steps, commas or absolute words."""
    won = {
        learner.name: fmean(chance(question, learner.hint) for question in singles(quiz))
        for learner in LOOKING_AT_WORDS
    }
    assert len(won) == len(WORDS)
    assert not {name: share for name, share in won.items() if share > MOST}


@pytest.mark.parametrize("quiz", QUIZZES, ids=lambda quiz: quiz.module)
def test_every_bank_has_four_variants_of_five_objectives_and_eight_situations(quiz):
    variants = Counter(question.objective for question in quiz.questions if question.objective)
    assert len([each for each in variants.values() if each >= 4]) >= 5
    assert sum(question.kind is Kind.SJT_RATING for question in quiz.questions) >= 8


@pytest.mark.parametrize("quiz", QUIZZES, ids=lambda quiz: quiz.module)
def test_no_letter_is_right_more_often_than_another(quiz):
    places = Counter(
        option.key for question in singles(quiz) for option in question.options if option.correct
    )
    assert max(places.values()) - min(places.values()) <= 2
    assert len(places) == 4
