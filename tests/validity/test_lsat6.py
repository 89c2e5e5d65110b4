"""LSAT section 6: what ltm, mirt and JAGS publish for a thousand people and five items."""

import csv

import numpy as np
import pytest

from tests.validity.sets import FOLDER, load
from training.quiz.rules.statistics.answers import from_table
from training.quiz.rules.statistics.forms import fixed_form
from training.quiz.rules.statistics.latent import rasch, two_parameters
from training.quiz.rules.statistics.quadrature import Patterns, posterior, scores
from training.quiz.rules.statistics.sums import gather
from training.quiz.rules.statistics.wholes import reliability

EXPECTED = load("01_lsat6_expected.json")
TWO = EXPECTED["twopl_mml"]
ITEMS = [f"i{k}" for k in range(1, 6)]


def lsat6() -> np.ndarray:
    with (FOLDER / "01_lsat6_patterns.csv").open() as opened:
        rows = np.array(list(csv.reader(opened))[1:], dtype=float)
    return np.repeat(rows[:, :5], rows[:, 5].astype(int), axis=0)


@pytest.fixture(scope="module")
def twopl():
    return two_parameters(lsat6())


def test_a_thousand_people_have_the_published_totals():
    totals = np.bincount(lsat6().sum(axis=1).astype(int))
    assert totals.tolist() == EXPECTED["total_score_freq"]


def test_alpha_is_the_published_one():
    answers = from_table(lsat6(), ITEMS, [1] * 5)
    found = reliability(gather(answers, fixed_form(answers)).form)
    assert found.alpha == pytest.approx(EXPECTED["alpha"]["value"], abs=EXPECTED["alpha"]["tol"])


def test_two_parameters_are_those_of_ltm(twopl):
    tolerance = TWO["tol_param"]
    assert twopl.difficulty == pytest.approx(TWO["difficulty"], abs=tolerance)
    assert twopl.slope == pytest.approx(TWO["discrimination"], abs=tolerance)
    assert twopl.se_difficulty == pytest.approx(TWO["se_difficulty"], abs=tolerance)
    assert twopl.se_slope == pytest.approx(TWO["se_discrimination"], abs=tolerance)


def test_the_likelihood_is_that_of_ltm_and_mirt(twopl):
    assert twopl.loglik == pytest.approx(TWO["loglik"], abs=TWO["tol_loglik"])
    assert pytest.approx(TWO["AIC"], abs=2 * TWO["tol_loglik"]) == twopl.aic
    assert pytest.approx(TWO["BIC"], abs=2 * TWO["tol_loglik"]) == twopl.bic


def test_expected_patterns_and_empirical_bayes_scores_are_those_of_ltm(twopl):
    """The file prints three decimals of scores that rest on estimates known to ± .005."""
    with (FOLDER / "01_lsat6_eb_scores.csv").open() as opened:
        rows = np.array(list(csv.reader(opened))[1:], dtype=float)
    data = Patterns(rows[:, :5], np.ones_like(rows[:, :5]), rows[:, 5])
    marginal, _, _ = posterior(data, np.array(twopl.slope), np.array(twopl.intercept))
    got = scores(data, twopl.slope, twopl.intercept)
    assert 1000 * np.exp(marginal) == pytest.approx(rows[:, 6], abs=0.03)
    assert got[:, 2] == pytest.approx(rows[:, 7], abs=0.0015)
    assert got[:, 3] == pytest.approx(rows[:, 8], abs=0.0015)


def test_expected_a_posteriori_scores_are_shrunk_means_near_the_modes(twopl):
    data = Patterns(np.array([[0.0] * 5, [1.0] * 5]), np.ones((2, 5)), np.ones(2))
    got = scores(data, twopl.slope, twopl.intercept)
    assert got[:, 0] == pytest.approx(got[:, 2], abs=0.05)
    assert (got[:, 1] < 1).all()


def test_rasch_is_that_of_mirt_with_its_intervals():
    expected = EXPECTED["rasch_mml_free_variance"]
    got, tolerance = rasch(lsat6()), expected["tol"]
    easiness = -np.array(got.difficulty)
    assert easiness == pytest.approx(expected["d"], abs=tolerance)
    assert got.variance == pytest.approx(expected["latent_variance"], abs=tolerance)
    half = 1.959964 * np.array(got.se_difficulty)
    assert np.c_[easiness - half, easiness + half] == pytest.approx(
        np.array(expected["d_ci95"]), abs=tolerance
    )
    half = 1.959964 * got.se_variance
    assert [got.variance - half, got.variance + half] == pytest.approx(
        expected["var_ci95"], abs=tolerance
    )


def test_rasch_agrees_with_the_posterior_of_jags():
    """A posterior mean is not a maximum: within a fifth of the posterior's standard deviation."""
    expected, got = EXPECTED["rasch_jags_posterior"], rasch(lsat6())
    for mean, sd, value in zip(
        [*expected["alpha_mean"], expected["beta_mean"]],
        [*expected["alpha_sd"], expected["beta_sd"]],
        [*got.difficulty, got.variance**0.5],
        strict=True,
    ):
        assert value == pytest.approx(mean, abs=sd / 5)
