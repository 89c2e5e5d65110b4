"""Models for the author's page: a sample without a seed to keep, fits of what is right or wrong."""

from random import Random
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.quiz.rules.statistics.models import SAMPLE, is_due, models, sampled
from training.quiz.rules.statistics.models_told import (
    Estimate,
    ModelsTold,
    NotFitted,
    WhyLeftOut,
    dump_models,
    load_models,
    same_models,
)


def ids(count: int) -> list[UUID]:
    return [UUID(int=n) for n in range(count)]


def sittings(n: int, slopes: np.ndarray, places: np.ndarray, asked: int, seed: int = 3) -> list:
    """People who are asked some items each: their marks by label."""
    chance = np.random.default_rng(seed)
    able = chance.normal(size=(n, 1))
    right = chance.random((n, len(places))) < 1 / (1 + np.exp(-slopes * (able - places)))
    found = []
    for row in right:
        drawn = chance.choice(len(places), asked, replace=False)
        found.append({f"b{at:02}@v": float(row[at]) for at in sorted(drawn.tolist())})
    return found


FEW = np.linspace(-1.5, 1.5, 8)


@given(st.randoms(use_true_random=False), st.integers(0, 60), st.integers(1, 40))
def test_the_sample_is_the_same_in_whatever_order_attempts_come(chance, count, most):
    some = ids(count)
    mixed = some[:]
    chance.shuffle(mixed)
    got = sampled(mixed, most=most)
    assert got == sampled(some, most=most)
    assert len(got) == min(count, most)


@given(st.integers(1, 60), st.integers(1, 40))
def test_whoever_is_in_the_sample_of_more_is_in_that_of_fewer(count, most):
    """So a late attempt pushes at most one other out."""
    assert set(sampled(ids(count), most=most)) - {ids(count)[-1]} <= set(
        sampled(ids(count - 1), most=most)
    )


def test_every_attempt_has_the_same_chance_of_being_drawn():
    chosen = sampled(ids(4000), most=SAMPLE)
    halves = sum(each.int < 2000 for each in chosen)
    assert abs(halves - SAMPLE / 2) < 4 * (SAMPLE / 8) ** 0.5


@pytest.mark.parametrize(
    ("n", "fitted", "due"),
    [(29, None, False), (30, None, True), (104, 100, False), (105, 100, True), (90, 100, True)],
)
def test_a_fit_is_due_after_a_twentieth_more(n, fitted, due):
    assert is_due(n, fitted) is due


@pytest.mark.slow
def test_drawn_items_are_placed_where_they_were_planted():
    slopes = np.array([0.5, 1.0, 1.8, 2.2, 1.0, 0.5, 1.8, 1.0])
    got = models(sittings(2000, slopes, FEW, 5), n=2000)
    assert got.better == "2pl"
    for at, model in enumerate(got.items.values()):
        assert abs(model.difficulty.value - FEW[at]) < 4 * model.difficulty.se
        assert abs(model.slope.value - slopes[at]) < 4 * model.slope.se
        assert 1100 < model.n < 1400


@pytest.mark.slow
def test_equal_slopes_leave_the_simpler_model_the_better_one():
    got = models(sittings(1000, np.ones(8), FEW, 8), n=1000)
    assert got.better == "rasch"
    assert got.two.loglik >= got.rasch.loglik
    assert (got.rasch.parameters, got.two.parameters) == (9, 16)


@pytest.mark.slow
def test_what_cannot_be_used_is_named_with_its_reason():
    some = sittings(200, np.ones(8), FEW, 8)
    for place, each in enumerate(some):
        each["easy@v"] = 1.0
        each["half@v"] = [0.0, 0.5, 1.0][place % 3]
        if place < 29:
            each["rare@v"] = float(place % 2)
    got = models(some, n=200)
    assert got.left_out == {
        "easy@v": WhyLeftOut.ALL_ALIKE, "half@v": WhyLeftOut.PARTIAL, "rare@v": WhyLeftOut.TOO_FEW,
    }  # fmt: skip
    assert len(got.items) == 8
    without = [{k: v for k, v in each.items() if k in got.items} for each in some]
    assert same_models(
        got, ModelsTold(**{**as_fields(models(without, n=200)), "left_out": got.left_out})
    )


def as_fields(told: ModelsTold) -> dict:
    return {name: getattr(told, name) for name in told.__dataclass_fields__}


def test_too_few_people_or_items_are_refused_with_a_reason():
    few = models(sittings(20, np.ones(8), FEW, 8), n=20)
    assert (few.rasch_refused, few.two_refused) == (NotFitted.TOO_FEW_ITEMS,) * 2
    narrow = models(sittings(200, np.ones(2), FEW[:2], 2), n=200)
    assert narrow.rasch_refused is NotFitted.TOO_FEW_ITEMS
    assert narrow.better is None


def test_the_interval_holds_the_value_with_ninety_percent():
    low, high = Estimate(1.0, 0.5).span
    assert (round(low, 3), round(high, 3)) == (0.178, 1.822)


@pytest.mark.slow
def test_what_is_stored_comes_back_and_the_order_of_people_changes_nothing():
    some = sittings(150, np.ones(8), FEW, 6)
    got = models(some, n=150)
    assert load_models(dump_models(got)) == got
    Random(4).shuffle(some)
    assert same_models(models(some, n=150), got)


@pytest.mark.slow
def test_another_fit_is_not_the_same():
    some = sittings(150, np.ones(8), FEW, 6)
    assert not same_models(models(some, n=150), models(some[1:], n=150))
