"""The question banks of the real modules: wide enough, and no key shows in the words of answers."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from statistics import fmean

import pytest

from training.content.queries.drafts import read
from training.content.rules.quizzes import Kind, Question, Quiz
from training.kernel.settings import ROOT

QUIZZES = [draft.quiz for draft in read(ROOT, today=date(2026, 11, 23)).drafts if draft.quiz]
# Blind guessing between four answers reaches a quarter; a bank is small, so leave some room.
MOST = 0.4
ABSOLUTE = re.compile(
    r"\b(selalu|tidak pernah|semua|pasti|hanya|saja|sama sekali|sampai kapan pun)\b"
)
EXCUSE = re.compile(r"\b(supaya|agar|karena|sebab)\b")

Rank = Callable[[str], float]
GUESSERS: dict[str, Rank] = {
    "takes the longest": len,
    "takes the shortest": lambda text: -len(text),
    "shuns absolute words": lambda text: -len(ABSOLUTE.findall(text.lower())),
    "shuns answers that explain themselves": lambda text: -len(EXCUSE.findall(text)),
    "takes what explains itself": lambda text: len(EXCUSE.findall(text)),
    "takes two steps": lambda text: text.count(", lalu"),
    "takes the most steps": lambda text: text.count(","),
    "takes the most careful hand": lambda text: (
        text.count(",") - len(EXCUSE.findall(text)) - len(ABSOLUTE.findall(text.lower()))
    ),
}


def singles(quiz: Quiz) -> list[Question]:
    return [question for question in quiz.questions if question.kind is Kind.SINGLE]


def chance(question: Question, rank: Rank) -> float:
    """How likely it is that a guesser who ranks answers so, and knows nothing, is right."""
    ranks = [rank(option.text) for option in question.options]
    taken = [
        option for option, its in zip(question.options, ranks, strict=True) if its == max(ranks)
    ]
    return fmean(bool(option.correct) for option in taken)


@pytest.mark.parametrize("quiz", QUIZZES, ids=lambda quiz: quiz.module)
@pytest.mark.parametrize("guesser", GUESSERS)
def test_who_knows_nothing_gains_nothing_by_looking_at_the_words(quiz, guesser):
    won = fmean(chance(question, GUESSERS[guesser]) for question in singles(quiz))
    assert won <= MOST, f"{quiz.module}: who {guesser} is right in {won:.0%}"


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
