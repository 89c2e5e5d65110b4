"""Whoever knows nothing scores at chance, whatever they look at: in every form of every quiz."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import sqrt
from statistics import fmean, pvariance

import pytest

from tests.content.hints import LEARNERS
from tests.content.naive import Learner, earned
from training.content.queries.drafts import read
from training.content.rules.parallel import LETTERS, parallel, situations_of
from training.content.rules.quizzes import Kind, Option, Question, Quiz
from training.kernel.settings import ROOT

QUIZZES = [draft.quiz for draft in read(ROOT, today=date(2026, 11, 23)).drafts if draft.quiz]
RANDOM = Learner("answers by chance")
RANDOM_PLAYS, PLAYS = 250, 20
ERRORS = 2
# A hair more than the limit is the machine's rounding, not a learner's gain.
ROUNDING = 1e-9
Form = Sequence[Question]


@dataclass(frozen=True, slots=True)
class Chance:
    """What one question brings to whoever answers blindly: the mean and the variance."""

    mean: float
    variance: float


def chance_of(question: Question) -> Chance:
    points = earned(RANDOM, question, RANDOM_PLAYS)
    return Chance(fmean(points), pvariance(points))


def marked_at_once(quiz: Quiz) -> list[Question]:
    return [question for question in quiz.questions if question.kind is not Kind.FREE_TEXT]


def objective_sets(quiz: Quiz) -> list[list[Question]]:
    """The first variants of all objectives, the second ones, and so on."""
    known = [question for question in marked_at_once(quiz) if not question.judged]
    variants = [
        [question for question in known if question.objective == objective.key]
        for objective in quiz.objectives
    ]
    most = max(map(len, variants), default=0)
    return [[some[place] for some in variants if place < len(some)] for place in range(most)]


def forms_of(quiz: Quiz) -> dict[str, Form]:
    """Every form by its name: what is known, what is judged, both with the stories, and all."""
    sets, cut = objective_sets(quiz), parallel(situations_of(quiz))
    stories = [question for question in quiz.questions if question.is_story]
    parts: dict[str, Form] = dict(zip(LETTERS, cut, strict=True))
    forms: dict[str, Form] = {f"situations {letter}": form for letter, form in parts.items()}
    for place, some in enumerate(sets):
        letter = chr(ord("A") + place)
        forms[f"objectives {letter}"] = some
        forms[f"form {letter}"] = [*some, *parts.get(letter, ()), *stories]
    forms["all objectives"] = [question for some in sets for question in some]
    forms["all situations"] = situations_of(quiz)
    return {**forms, "the whole bank": marked_at_once(quiz)}


def gains(quiz: Quiz, learners: Sequence[Learner] = LEARNERS) -> Iterator[str]:
    """A sentence for every form in which a learner gets more than chance and two errors."""
    blind = {question.key: chance_of(question) for question in marked_at_once(quiz)}
    forms = forms_of(quiz)
    for learner in learners:
        won = {
            question.key: fmean(earned(learner, question, PLAYS))
            for question in marked_at_once(quiz)
        }
        for name, form in forms.items():
            told = _gain(form, won, blind)
            if told:
                yield f"{quiz.module}, {name}: who {learner.name} {told}"


def _gain(form: Form, won: Mapping[str, float], blind: Mapping[str, Chance]) -> str:
    keys = [question.key for question in form]
    expected = fmean(blind[key].mean for key in keys)
    error = sqrt(sum(blind[key].variance for key in keys)) / len(keys)
    score = fmean(won[key] for key in keys)
    if score <= expected + ERRORS * error + ROUNDING:
        return ""
    most = sorted(keys, key=lambda key: blind[key].mean - won[key])[:4]
    return f"gets {score:.2f} instead of {expected:.2f} ± {ERRORS * error:.2f} by {most}"


@pytest.mark.parametrize("quiz", QUIZZES, ids=lambda quiz: quiz.module)
def test_no_naive_learner_beats_chance_in_any_form(quiz):
    """Every hint is followed and turned round, so that a form that punishes it is seen, too."""
    found = list(gains(quiz))
    assert not found, "\n".join(found)


def _padded(option: Option) -> Option:
    return (
        replace(option, text=option.text + " dengan tenang dan lengkap")
        if option.correct
        else option
    )


def test_a_bank_whose_right_answers_are_the_longest_is_found():
    quiz = QUIZZES[0]
    leaking = tuple(
        replace(question, options=tuple(map(_padded, question.options)))
        if question.kind is Kind.SINGLE
        else question
        for question in quiz.questions
    )
    longest = [learner for learner in LEARNERS if learner.name == "takes the longest"]
    found = list(gains(replace(quiz, questions=leaking), longest))
    assert any("the whole bank" in each for each in found)


def test_rating_everything_the_same_earns_nothing():
    rated = [each for each in QUIZZES[0].questions if each.kind is Kind.SJT_RATING]
    same = [learner for learner in LEARNERS if learner.same]
    assert len(same) == 4
    assert not any(max(earned(learner, question, 1)) for learner in same for question in rated)


@pytest.mark.parametrize("quiz", QUIZZES, ids=lambda quiz: quiz.module)
def test_every_kind_of_the_bank_is_played(quiz):
    """Chance answers completely: no question is left at nothing because it was not filled in."""
    judged = [question for question in marked_at_once(quiz) if question.judged]
    assert all(chance_of(question).variance for question in judged)
