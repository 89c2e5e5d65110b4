"""Laws of agreement that hold for any raters."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from training.quiz.rules.statistics.agreement import Level, cohen, fleiss, krippendorff
from training.quiz.rules.statistics.intraclass import intraclass

pytestmark = pytest.mark.slow

VALUE = st.one_of(st.just(np.nan), st.sampled_from([0.0, 1.0, 2.0, 5.0]))
TABLES = st.tuples(st.integers(1, 12), st.integers(1, 5)).flatmap(
    lambda size: arrays(float, size, elements=VALUE)
)
MEASURES = {
    "cohen": cohen,
    "fleiss": fleiss,
    **{level.value: lambda t, level=level: krippendorff(t, level) for level in Level},
}


@pytest.mark.parametrize("name", MEASURES)
@given(table=TABLES)
def test_agreement_is_a_number_up_to_one_or_nothing(name, table):
    got = MEASURES[name](table)
    assert got is None or (np.isfinite(got) and got <= 1 + 1e-9)


@pytest.mark.parametrize("name", MEASURES)
@given(table=TABLES, chance=st.randoms(use_true_random=False))
def test_the_order_of_subjects_and_raters_changes_nothing(name, table, chance):
    rows, columns = list(range(table.shape[0])), list(range(table.shape[1]))
    chance.shuffle(rows)
    chance.shuffle(columns)
    got, other = MEASURES[name](table), MEASURES[name](table[rows][:, columns])
    assert (got is None) == (other is None)
    if got is not None:
        assert other == pytest.approx(got, abs=1e-9)


@pytest.mark.parametrize("name", MEASURES)
@given(column=arrays(float, st.integers(2, 12), elements=st.sampled_from([0.0, 1.0, 3.0])))
def test_raters_that_say_the_same_agree_wholly(name, column):
    got = MEASURES[name](np.column_stack([column, column]))
    if len(set(column)) == 1:
        assert got is None
    else:
        assert got == pytest.approx(1)


@given(TABLES, st.floats(0.5, 4), st.floats(-3, 3))
def test_interval_alpha_knows_no_origin_and_no_unit(table, factor, shift):
    got = krippendorff(table, Level.INTERVAL)
    assume(got is not None)
    assert krippendorff(table * factor + shift, Level.INTERVAL) == pytest.approx(got, abs=1e-6)


@given(TABLES)
def test_ordinal_alpha_knows_only_the_order(table):
    got, other = krippendorff(table, Level.ORDINAL), krippendorff(table**3 + table, Level.ORDINAL)
    assert (got is None) == (other is None)
    assert got is None or other == pytest.approx(got, abs=1e-9)


@given(TABLES)
def test_a_subject_with_one_rating_says_nothing_about_agreement(table):
    lonely = np.full((1, table.shape[1]), np.nan)
    lonely[0, 0] = 7.0
    for level in Level:
        assert krippendorff(np.vstack([table, lonely]), level) == krippendorff(table, level)


@given(arrays(float, st.tuples(st.integers(2, 9), st.integers(2, 4)),
              elements=st.integers(0, 9).map(float)))  # fmt: skip
def test_intraclass_correlations_of_means_are_spearman_and_browns_of_single_ones(table):
    got, k = intraclass(table), table.shape[1]
    for one, many in ((got.icc1, got.icc1k), (got.icc2, got.icc2k), (got.icc3, got.icc3k)):
        if one is not None and many is not None and abs(1 + (k - 1) * one) > 1e-6:
            assert many == pytest.approx(k * one / (1 + (k - 1) * one), abs=1e-6)


def test_what_is_not_defined_is_nothing():
    none = np.full((3, 2), np.nan)
    assert cohen(np.ones((3, 3))) is None
    assert cohen(none) is None
    assert fleiss(np.ones((3, 1))) is None
    assert krippendorff(none, Level.NOMINAL) is None
    assert krippendorff(np.array([[-1.0, 2.0], [2.0, 2.0]]), Level.RATIO) is None
    assert intraclass(none) is None
    assert intraclass(np.ones((3, 3))).icc1 is None


def test_ratio_alpha_of_zeros_is_not_torn_apart():
    assert krippendorff(np.array([[0.0, 0.0], [1.0, 1.0]]), Level.RATIO) == pytest.approx(1)
