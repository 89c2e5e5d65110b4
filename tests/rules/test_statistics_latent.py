"""Models of ability: laws, recovery of what was planted, and honest refusals."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training.quiz.rules.statistics.latent import NotFitted, rasch, two_parameters
from training.quiz.rules.statistics.quadrature import fit, information, patterns

pytestmark = pytest.mark.slow

SLOPES = np.array([0.6, 0.9, 1.2, 1.6, 1.0, 0.8, 1.4, 1.1])
PLACES = np.linspace(-2, 2, 8)


def people(n: int = 3000, seed: int = 1) -> np.ndarray:
    chance = np.random.default_rng(seed)
    logit = SLOPES * (chance.normal(size=(n, 1)) - PLACES)
    return (chance.random((n, 8)) < 1 / (1 + np.exp(-logit))).astype(float)


def test_planted_slopes_and_difficulties_are_found_within_their_errors():
    got = two_parameters(people())
    for found, se, truth in (
        (got.slope, got.se_slope, SLOPES), (got.difficulty, got.se_difficulty, PLACES),
    ):  # fmt: skip
        assert (np.abs(np.array(found) - truth) < 3.5 * np.array(se)).all()


def test_items_that_are_drawn_for_each_person_are_placed_as_well():
    table, chance = people(3000), np.random.default_rng(5)
    table[chance.random(table.shape) < 0.5] = np.nan
    got = two_parameters(table)
    assert (np.abs(np.array(got.slope) - SLOPES) < 3.5 * np.array(got.se_slope)).all()


@settings(max_examples=3, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_people_changes_nothing(chance):
    table = people(80)[:, :4]
    order = list(range(80))
    chance.shuffle(order)
    assert rasch(table[order]) == rasch(table)
    assert two_parameters(table[order]) == two_parameters(table)


@settings(max_examples=3, deadline=None)
@given(st.permutations(range(4)))
def test_the_order_of_items_moves_with_the_figures(order):
    table = people(200)[:, 2:6]
    got, moved = two_parameters(table), two_parameters(table[:, order])
    assert moved.loglik == pytest.approx(got.loglik, abs=1e-6)
    assert moved.slope == pytest.approx(np.array(got.slope)[order], abs=1e-5)
    assert moved.difficulty == pytest.approx(np.array(got.difficulty)[order], abs=1e-5)


def test_right_and_wrong_turned_over_turn_the_difficulties():
    table = people(500)
    got, turned = rasch(table), rasch(1 - table)
    assert turned.difficulty == pytest.approx(-np.array(got.difficulty), abs=1e-6)
    assert turned.variance == pytest.approx(got.variance, abs=1e-6)


def test_two_parameters_never_fit_worse_than_one():
    table = people(400)
    assert two_parameters(table).loglik >= rasch(table).loglik


def test_gradient_and_information_are_the_slopes_of_the_likelihood():
    table = people(60)
    table[::7, 2] = np.nan
    data = patterns(table)
    at = np.r_[SLOPES, -SLOPES * PLACES]

    def gradient(values):
        found = fit(data, values[:8], values[8:])
        return np.r_[found.slope, found.intercept]

    def loglik(values):
        return fit(data, values[:8], values[8:]).loglik

    steps = 1e-5 * np.eye(16)
    slope = [(loglik(at + step) - loglik(at - step)) / 2e-5 for step in steps]
    assert gradient(at) == pytest.approx(slope, abs=1e-4)
    curve = -np.array([(gradient(at + step) - gradient(at - step)) / 2e-5 for step in steps])
    assert information(data, at[:8], at[8:]) == pytest.approx(curve, abs=1e-4)


def test_only_items_that_were_answered_in_both_ways_are_used():
    table = np.hstack([np.ones((300, 1)), people(300), np.full((300, 1), 0.5)])
    got = rasch(table)
    assert got.items == tuple(range(1, 9))
    assert got.people == 300


def test_what_cannot_be_estimated_is_said():
    assert rasch(people(29)) is NotFitted.TOO_FEW_PEOPLE
    assert two_parameters(people(300)[:, :2]) is NotFitted.TOO_FEW_ITEMS
    assert rasch(np.zeros((0, 5))) is NotFitted.TOO_FEW_ITEMS
    assert rasch(np.full((40, 5), np.nan)) is NotFitted.TOO_FEW_ITEMS


def test_items_that_order_people_perfectly_have_no_slope():
    steps = (np.arange(60)[:, None] > np.array([10, 20, 30, 40, 50])).astype(float)
    assert two_parameters(steps) is NotFitted.UNSTABLE


def test_answers_by_chance_have_no_common_ability():
    table = (np.random.default_rng(8).random((2000, 6)) < 0.5).astype(float)
    got = rasch(table)
    assert got is NotFitted.UNSTABLE or got.variance < 0.1
