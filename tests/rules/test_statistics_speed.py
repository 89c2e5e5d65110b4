"""A million answers from nothing in under twenty seconds, a new batch in under one."""

import numpy as np
import pytest

from tests.pace import within
from training.quiz.rules.statistics.answers import Answers
from training.quiz.rules.statistics.classical import item_figures
from training.quiz.rules.statistics.fixed import NANO
from training.quiz.rules.statistics.sums import Sums, gather
from training.quiz.rules.statistics.wholes import form_figures

BANK, ASKED, OPTIONS = 400, 10, "abcd"
GRAIN = 1_000_000


def sitting(attempts: int, seed: int) -> Answers:
    """Ten of four hundred items for each person, every tenth item with any share of its mark."""
    chance = np.random.default_rng(seed)
    first = chance.integers(0, BANK, (attempts, 1))
    item = ((first + np.arange(ASKED) * (BANK // ASKED)) % BANK).ravel()
    mark = np.where(item % 10 == 0, chance.integers(0, NANO, len(item)),
                    NANO * chance.integers(0, 2, len(item)))  # fmt: skip
    names = tuple(f"q{k}" for k in range(BANK))
    picked = np.where(mark == NANO, 0, chance.integers(1, 4, len(item)))
    return Answers(
        attempts, np.repeat(np.arange(attempts), ASKED), item, mark, names, np.full(BANK, NANO),
        np.arange(len(item)), item * len(OPTIONS) + picked,
        tuple((name, key) for name in names for key in OPTIONS),
    )  # fmt: skip


def read(sums: Sums) -> int:
    form_figures(sums.form)
    return sum(each.n for each in item_figures(sums.items))


@pytest.mark.slow
def test_a_million_answers_are_counted_in_time_and_a_batch_in_less():
    many, more = sitting(100_000, 1), sitting(1_000, 2)
    with within(20):
        sums = gather(many, grain=GRAIN)
        assert read(sums) == 1_000_000
    with within(1):
        grown = sums + gather(more, grain=GRAIN)
        assert read(grown) == 1_010_000
