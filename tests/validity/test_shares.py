"""Intervals of shares that R and Newcombe print."""

import pytest

from tests.validity.sets import load
from training.kernel.shares import wilson, z_of
from training.quiz.rules.statistics.bounds import jeffreys

SET = load("08_binomial_intervals.json")
TWO_SIDED = SET["R_binom"]


@pytest.mark.parametrize("case", TWO_SIDED, ids=lambda each: f"{each['x']} of {each['n']}")
def test_wilsons_interval_is_that_of_r(case):
    got = wilson(case["x"], case["n"], z=z_of(0.95))
    assert (got.low, got.high) == pytest.approx(case["wilson95"], abs=5e-8)


@pytest.mark.parametrize("case", SET["equal_tailed_checks"], ids=lambda each: f"n = {each['n']}")
def test_equal_tailed_intervals_are_those_of_r(case):
    got = wilson(case["x"], case["n"], z=z_of(case["conf"]))
    assert (got.low, got.high) == pytest.approx(case["wilson"], abs=5e-8)
    if "jeffreys" in case:
        got = jeffreys(case["x"], case["n"], tail=(1 - case["conf"]) / 2)
        assert (got.low, got.high) == pytest.approx(case["jeffreys"], abs=5e-8)


@pytest.mark.parametrize("case", SET["one_sided"])
def test_one_sided_bounds_are_those_of_r(case):
    tail = 1 - case["conf"]
    score, bayes = (
        wilson(case["x"], case["n"], z=z_of(1 - 2 * tail)),
        jeffreys(case["x"], case["n"], tail=tail),
    )
    assert score.high == pytest.approx(case["wilson_upper"], abs=5e-7)
    assert score.low == pytest.approx(case["wilson_lower"], abs=5e-7)
    assert bayes.high == pytest.approx(case["jeffreys_upper"], abs=5e-8)
    assert bayes.low == pytest.approx(case["jeffreys_lower"], abs=5e-8)


@pytest.mark.parametrize("case", SET["newcombe1998_table_I"]["score_no_cc"])
def test_newcombes_table_is_reproduced(case):
    got = wilson(case["x"], case["n"], z=z_of(0.95))
    tolerance = SET["newcombe1998_table_I"]["tol"]
    assert (got.low, got.high) == pytest.approx(case["ci"], abs=tolerance)


def test_jeffreys_ends_where_the_shares_end():
    assert jeffreys(0, 30).low == 0
    assert jeffreys(30, 30).high == 1
    assert jeffreys(0, 0) is None
