"""Mantel and Haenszel's test: published admissions, equal groups, planted differences."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.quiz.rules.statistics.dif import (
    LEAST,
    DifClass,
    Stratum,
    category,
    mantel_haenszel,
    strata,
)

BERKELEY = {
    1: Stratum(512, 313, 89, 19), 2: Stratum(353, 207, 17, 8), 3: Stratum(120, 205, 202, 391),
    4: Stratum(138, 279, 131, 244), 5: Stratum(53, 138, 94, 299), 6: Stratum(22, 351, 24, 317),
}  # fmt: skip
"""Admitted and rejected men and women in six departments (Bickel, Hammel & O'Connell 1975)."""


def test_the_admissions_of_berkeley_have_the_figures_that_r_prints():
    """R: mantelhaen.test(UCBAdmissions): X² = 1.4269, p = .2323, odds ratio .9046968."""
    got = mantel_haenszel(BERKELEY)
    assert got.chi_squared == pytest.approx(1.4269, abs=5e-5)
    assert got.p == pytest.approx(0.2323, abs=5e-5)
    assert got.odds == pytest.approx(0.9046968, abs=5e-7)
    se = got.se_delta / 2.35
    ends = [got.odds * math.exp(sign * 1.959964 * se) for sign in (-1, 1)]
    assert ends == pytest.approx([0.7719074, 1.0603298], abs=5e-6)
    assert got.category is DifClass.A


CELLS = st.tuples(st.integers(0, 40), st.integers(0, 40))


@given(st.lists(CELLS, min_size=1, max_size=12))
def test_equal_groups_never_differ(cells):
    tables = {at: Stratum(right, wrong, right, wrong) for at, (right, wrong) in enumerate(cells)}
    got = mantel_haenszel(tables)
    assert got.reference == got.focal
    if got.category is not None:
        assert got.reference >= LEAST
        assert got.odds == pytest.approx(1)
        assert got.delta == pytest.approx(0, abs=1e-9)
        assert got.category is DifClass.A


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=12))
def test_changing_the_groups_over_turns_the_sign_and_nothing_else(pairs):
    tables = {at: Stratum(*first, *second) for at, (first, second) in enumerate(pairs)}
    turned = {at: Stratum(*second, *first) for at, (first, second) in enumerate(pairs)}
    got, other = mantel_haenszel(tables), mantel_haenszel(turned)
    assert (got.delta is None) == (other.delta is None)
    if got.delta is not None:
        assert other.delta == pytest.approx(-got.delta, abs=1e-9)
        assert other.chi_squared == pytest.approx(got.chi_squared, abs=1e-9)
        assert other.category is got.category


def planted(shift: float, n: int = 1500, seed: int = 1):
    chance = np.random.default_rng(seed)
    focal = np.arange(2 * n) >= n
    ability = chance.normal(size=(2 * n, 1)) - 0.5 * focal[:, None]
    hard = np.zeros((2 * n, 20))
    hard[focal, 0] = shift
    right = ability - hard + chance.logistic(size=(2 * n, 20)) > 0
    return mantel_haenszel(strata(focal, right[:, 0], right.sum(axis=1)))


def test_a_group_that_only_knows_less_is_no_fault_of_the_item():
    assert planted(0.0).category is DifClass.A


def test_an_item_that_is_harder_for_equals_is_found():
    got = planted(1.0)
    assert got.category is DifClass.C
    assert got.delta < -1.5
    assert got.odds_interval.low > 1
    assert planted(0.55).category is DifClass.B


def test_below_two_hundred_in_either_group_nothing_is_judged():
    got = planted(1.0, n=LEAST - 1)
    assert (got.reference, got.focal) == (LEAST - 1, LEAST - 1)
    assert got.category is got.odds is got.p is None


def test_the_classes_are_those_of_ets():
    assert category(0.9, 0.1, 0.0001) is DifClass.A
    assert category(2.0, 1.0, 0.2) is DifClass.A
    assert category(1.2, 0.1, 0.001) is DifClass.B
    assert category(-1.6, 0.5, 0.001) is DifClass.B
    assert category(-1.6, 0.1, 0.001) is DifClass.C


def test_tables_of_two_batches_are_added_by_score():
    chance = np.random.default_rng(3)
    focal, right = chance.random(600) < 0.5, chance.random(600) < 0.5
    score = chance.integers(0, 6, 600)
    parts = [strata(focal[p], right[p], score[p]) for p in (slice(0, 200), slice(200, 600))]
    both = {at: parts[0][at] + parts[1][at] for at in parts[0]}
    assert both == strata(focal, right, score)
