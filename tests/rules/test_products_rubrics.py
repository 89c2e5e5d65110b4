"""Two blind ratings become one finding; what is far apart waits for a third."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.content.rules.model import Stage
from training.content.rules.rubrics import Criterion, Rubric
from training.observation.rules.rubrics import (
    RatingIsIncomplete,
    are_apart,
    checked,
    found,
    settled,
)

KEYS = ("a", "b", "c", "d", "e")
RUBRIC = Rubric(
    Stage.SERVICE, "R", "R", tuple(Criterion(key, "x", "x", ("0", "1", "2", "3")) for key in KEYS)
)
ratings = st.fixed_dictionaries({key: st.integers(0, 3) for key in KEYS})


def levels(*steps: int) -> dict[str, int]:
    return dict(zip(KEYS, steps, strict=True))


@pytest.mark.parametrize(
    ("steps", "met"),
    [((2, 2, 2, 2, 2), True), ((3, 3, 3, 1, 0), False), ((1, 2, 2, 2, 2), False),
     ((1, 2, 2, 2, 3), True), ((3, 3, 3, 3, 3), True)],
)  # fmt: skip
def test_met_is_a_mean_of_two_and_no_criterion_at_nothing(steps, met):
    assert found([levels(*steps)]).met is met


def test_one_step_apart_is_near_and_two_steps_on_two_criteria_are_far():
    assert not are_apart(levels(2, 2, 2, 2, 3), levels(3, 3, 3, 3, 2))
    assert not are_apart(levels(3, 3, 3, 3, 1), levels(3, 3, 3, 3, 3))
    assert are_apart(levels(3, 3, 3, 1, 1), levels(3, 3, 3, 3, 3))


def test_a_different_verdict_is_far_however_near_the_steps():
    assert are_apart(levels(2, 2, 2, 2, 2), levels(2, 2, 2, 2, 1))


def test_a_third_settles_it_by_the_median():
    two = [levels(3, 3, 3, 3, 3), levels(1, 1, 1, 1, 1)]
    assert settled(two) is None
    finding = settled([*two, levels(2, 2, 2, 2, 2)])
    assert (finding.score, finding.met, finding.medians["a"]) == (2.0, True, 2.0)


@given(ratings, ratings)
def test_who_came_first_makes_no_difference(one, other):
    assert are_apart(one, other) == are_apart(other, one)
    assert settled([one, other]) == settled([other, one])


@given(ratings, ratings, ratings)
def test_three_always_settle_it_between_the_lowest_and_the_highest(one, two, three):
    finding = settled([one, two, three])
    for key in KEYS:
        steps = [each[key] for each in (one, two, three)]
        assert min(steps) <= finding.medians[key] <= max(steps)


@given(ratings)
def test_two_who_agree_find_what_each_found(one):
    assert settled([one, one]) == found([one])


@pytest.mark.parametrize("wrong", [{}, levels(1, 2, 3, 0, 4), {**levels(1, 1, 1, 1, 1), "f": 1}])
def test_a_rating_has_one_step_for_each_criterion(wrong):
    with pytest.raises(RatingIsIncomplete):
        checked(RUBRIC, wrong)


def test_a_rating_is_kept_in_the_order_of_the_rubric():
    turned = dict(reversed(levels(0, 1, 2, 3, 0).items()))
    assert list(checked(RUBRIC, turned)) == list(KEYS)
