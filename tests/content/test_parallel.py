"""Parallel forms A, B and C: every module's situations spread evenly by stage and by sector."""

from collections import Counter
from dataclasses import replace
from datetime import date
from random import Random

import pytest

from training.content.queries.drafts import read
from training.content.rules.model import Stage
from training.content.rules.parallel import lopsided, parallel, situations_of
from training.content.rules.quizzes import Question
from training.kernel.settings import ROOT

QUIZZES = [draft.quiz for draft in read(ROOT, today=date(2026, 11, 23)).drafts if draft.quiz]
SECTORS = ("adminduk", "kesehatan", "sosial", "ketertiban", "pendidikan")


@pytest.mark.parametrize("quiz", QUIZZES, ids=lambda quiz: quiz.module)
def test_the_forms_of_every_module_are_balanced_and_hold_each_situation_once(quiz):
    cut = parallel(situations_of(quiz))
    assert len(cut) == 3
    assert lopsided(cut) == ()
    keys = [question.key for form in cut for question in form]
    assert sorted(keys) == sorted(question.key for question in situations_of(quiz))


@pytest.mark.parametrize("quiz", QUIZZES, ids=lambda quiz: quiz.module)
def test_conflicts_of_value_are_spread_as_well(quiz):
    conflicts = [sum(each.conflict for each in form) for form in parallel(situations_of(quiz))]
    assert max(conflicts) - min(conflicts) <= 1


def bank(seed: int) -> list[Question]:
    """Ten to sixteen situations of one quiz under stages and sectors by chance."""
    chance = Random(seed)
    some = situations_of(QUIZZES[0])
    return [
        replace(
            chance.choice(some), key=f"s{number}", stage=chance.choice(list(Stage)),
            sector=chance.choice(SECTORS),
        )
        for number in range(chance.randint(10, 16))
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
def test_any_bank_can_be_cut_evenly_by_stage_and_sector(seed):
    situations = bank(seed)
    cut = parallel(situations)
    assert lopsided(cut) == ()
    assert Counter(map(len, cut)).keys() <= {len(situations) // 3, len(situations) // 3 + 1}


def test_the_same_bank_is_cut_the_same_way_and_an_empty_one_is_empty():
    assert parallel(bank(1)) == parallel(bank(1))
    assert parallel([]) == ((), (), ())


def test_a_form_with_all_of_one_stage_is_told():
    situations = [replace(each, stage=Stage.SERVICE) for each in bank(2)[:4]]
    (told, *_) = [each for each in lopsided((situations, [], [])) if each.name == "stage"]
    assert (told.value, told.counts) == ("service", (4, 0, 0))
