"""What a panel's ratings are worth: spread, agreement, and who makes a key at all."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from training.quiz.rules.panels import (
    Reason,
    Standing,
    agreement,
    rated_situation,
    standing,
    weighted_kappa,
)

rating = st.integers(1, 4)
same_length = st.integers(2, 6).flatmap(
    lambda n: st.tuples(*[st.lists(rating, min_size=n, max_size=n)] * 2)
)
AGREED = {"a": [4, 4, 3, 4], "b": [1, 1, 1, 2], "c": [2, 2, 2, 3], "d": [3, 3, 3, 3]}


def test_weighted_kappa_is_what_its_formula_gives_by_hand():
    # Differences seen: 1; expected by chance: 32 / 4 = 8.
    assert weighted_kappa([1, 2, 3, 4], [1, 2, 3, 3]) == pytest.approx(1 - 1 / (32 / 4))


def test_weighted_kappa_is_what_the_table_of_weights_gives():
    """The same from the definition with a table of shares and weights 1 − (i − j)² / 9."""
    one, other = [1, 1, 2, 3, 4, 4, 2, 3], [1, 2, 2, 4, 4, 3, 1, 3]
    n = len(one)

    def weight(i, j):
        return 1 - (i - j) ** 2 / 9

    seen = sum(weight(x, y) for x, y in zip(one, other, strict=True)) / n
    chance = sum(
        weight(i, j) * one.count(i) / n * other.count(j) / n
        for i in range(1, 5)
        for j in range(1, 5)
    )
    assert weighted_kappa(one, other) == pytest.approx((seen - chance) / (1 - chance))


@given(same_length)
def test_agreement_is_mutual_and_at_most_whole(pair):
    one, other = pair
    assert weighted_kappa(one, other) == weighted_kappa(other, one)
    assert weighted_kappa(one, other) is None or weighted_kappa(one, other) <= 1


@given(st.lists(rating, min_size=2, max_size=6), st.integers(2, 8))
def test_judges_who_say_the_same_agree_wholly(ratings, judges):
    assume(len(set(ratings)) > 1)
    assert agreement([ratings] * judges) == 1


@pytest.mark.parametrize("judges", [[], [[1, 2, 3, 4]], [[2, 2], [2, 2]]])
def test_where_nothing_can_be_compared_there_is_no_agreement(judges):
    assert agreement(judges) is None


def test_a_situation_on_which_judges_agree_keeps_every_response():
    found = rated_situation("m1-s", AGREED)
    assert [(each.option, each.mean) for each in found.options] == [
        ("a", 3.8),
        ("b", 1.3),
        ("c", 2.3),
        ("d", 3.0),
    ]
    assert all(each.dropped is None for each in found.options)
    assert found.judges == 4
    assert found.agreement > 0.8


def test_a_response_that_divides_the_judges_is_dropped():
    found = rated_situation("m1-s", {**AGREED, "d": [1, 4, 3, 3]})
    assert {each.option: each.dropped for each in found.options}["d"] is Reason.SPREAD


def test_a_situation_that_divides_the_judges_is_dropped_whole():
    ratings = {"a": [4, 3, 2, 3], "b": [2, 3, 3, 2], "c": [3, 2, 3, 3], "d": [2, 3, 3, 2]}
    found = rated_situation("m1-s", ratings)
    assert found.agreement < 0.6
    assert {each.dropped for each in found.options} == {Reason.AGREEMENT}


def test_one_judge_has_neither_spread_nor_agreement():
    found = rated_situation("m1-s", {key: given[:1] for key, given in AGREED.items()})
    assert found.agreement is None
    assert all(each.spread is None and each.dropped is None for each in found.options)


@pytest.mark.parametrize(
    ("judges", "status", "reached"),
    [
        (8, "tetap", Standing.FIRM),
        (7, "tetap", Standing.REFUSED),
        (0, "tetap", Standing.REFUSED),
        (7, "sementara", Standing.PROVISIONAL),
        (12, "sementara", Standing.PROVISIONAL),
    ],
)
def test_fewer_than_eight_judges_make_only_a_provisional_key(judges, status, reached):
    assert standing(judges, status) is reached
