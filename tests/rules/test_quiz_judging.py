"""Judging situations by choosing the two ends or by putting responses in order."""

from itertools import permutations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.factories import content
from training.content.rules.quizzes import Kind
from training.quiz.rules.answers import AnswerDoesNotFit, is_complete, parse_answer
from training.quiz.rules.kinds import KINDS
from training.quiz.rules.kinds.situations import TheSameTwice, closeness
from training.quiz.rules.marking import mark

MEANS = (3.8, 1.2, 2.4, 2.8)
ENDS = content.situation("m1-e", MEANS, Kind.SJT_BEST_WORST)
RANKED = content.situation("m1-r", MEANS, Kind.SJT_RANK)
experts = st.tuples(*[st.floats(1, 4) for _ in range(4)])
two = st.permutations("abcd").map(lambda keys: {"best": keys[0], "worst": keys[1]})
places = st.permutations(range(1, 5)).map(lambda numbers: dict(zip("abcd", numbers, strict=True)))


@pytest.mark.parametrize(
    ("value", "points"),
    [
        ({"best": "a", "worst": "b"}, 1),
        ({"best": "d", "worst": "b"}, (2.8 - 1.2) / (3.8 - 1.2)),
        ({"best": "a", "worst": "c"}, (3.8 - 2.4) / (3.8 - 1.2)),
        ({"best": "b", "worst": "a"}, 0),
        ({"best": "c", "worst": "d"}, 0),
        ({"best": "a"}, 0),
        (None, 0),
    ],
)
def test_the_two_ends_earn_by_how_far_apart_experts_hold_them(value, points):
    judged = mark(ENDS, value)
    assert judged.points == pytest.approx(points)
    assert judged.right is None


@pytest.mark.parametrize(
    ("value", "points"),
    [
        ({"a": 1, "d": 2, "c": 3, "b": 4}, 4.1 / (5 * 3.47) ** 0.5),
        ({"a": 4, "d": 3, "c": 2, "b": 1}, 0),
        ({"a": 1, "d": 2, "c": 3}, 0),
        (None, 0),
    ],
)
def test_an_order_earns_by_its_distance_to_the_experts(value, points):
    assert mark(RANKED, value).points == pytest.approx(points)


@given(experts, two)
def test_no_two_ends_earn_more_than_the_experts_own(means, value):
    question = content.situation("m1-x", means, Kind.SJT_BEST_WORST)
    assert (
        0
        <= mark(question, value).points
        <= mark(question, KINDS[question.kind].best(question)).points
        == 1
    )


@given(experts, two)
def test_turning_the_two_ends_round_never_earns_both_ways(means, value):
    assume(max(means) - min(means) > 0.01)
    question = content.situation("m1-x", means, Kind.SJT_BEST_WORST)
    turned = {"best": value["worst"], "worst": value["best"]}
    assert min(mark(question, value).points, mark(question, turned).points) == 0


@given(experts, places)
def test_no_order_earns_more_than_the_experts_own(means, value):
    question = content.situation("m1-x", means, Kind.SJT_RANK)
    best = mark(question, KINDS[question.kind].best(question)).points
    assert 0 <= mark(question, value).points <= best + 1e-9


@given(experts, places)
def test_an_order_is_a_rating_turned_round(means, value):
    question = content.situation("m1-x", means, Kind.SJT_RANK)
    rating = [5.0 - value[key] for key in "abcd"]
    assert mark(question, value).points == pytest.approx(closeness(rating, means), abs=1e-9)


def test_every_order_has_its_worth():
    worth = {numbers: mark(RANKED, dict(zip("abcd", numbers, strict=True))).points
             for numbers in permutations(range(1, 5))}  # fmt: skip
    assert max(worth, key=worth.__getitem__) == (1, 4, 3, 2)
    assert worth[(4, 1, 2, 3)] == 0


@pytest.mark.parametrize(
    ("question", "raw", "value", "complete"),
    [
        (ENDS, {"worst": "b", "best": "a"}, {"best": "a", "worst": "b"}, True),
        (ENDS, {"worst": "b"}, {"worst": "b"}, False),
        (ENDS, {}, None, False),
        (RANKED, {"d": 2, "a": 1}, {"a": 1, "d": 2}, False),
        (RANKED, {"d": 2, "a": 1, "c": 3, "b": 4}, {"a": 1, "b": 4, "c": 3, "d": 2}, True),
        (RANKED, "", None, False),
    ],
)
def test_a_judgement_has_one_form(question, raw, value, complete):
    assert parse_answer(question, raw) == value
    assert is_complete(question, parse_answer(question, raw)) is complete


@pytest.mark.parametrize(
    ("question", "raw"),
    [
        (ENDS, "a"),
        (ENDS, ["a", "b"]),
        (ENDS, {"best": "z"}),
        (ENDS, {"best": None}),
        (ENDS, {"middle": "a"}),
        (ENDS, {"best": 1}),
        (RANKED, {"a": 0}),
        (RANKED, {"a": 5}),
        (RANKED, {"a": True}),
        (RANKED, {"a": "1"}),
        (RANKED, {"z": 1}),
        (RANKED, [1, 2, 3, 4]),
    ],
)
def test_what_is_no_judgement_is_refused(question, raw):
    with pytest.raises(AnswerDoesNotFit):
        parse_answer(question, raw)


@pytest.mark.parametrize(
    ("question", "raw"),
    [(ENDS, {"best": "a", "worst": "a"}), (RANKED, {"a": 1, "b": 1})],
)
def test_nothing_is_chosen_twice(question, raw):
    with pytest.raises(TheSameTwice):
        parse_answer(question, raw)


@pytest.mark.parametrize(
    ("question", "value", "pairs"),
    [
        (ENDS, {"best": "a", "worst": "b"}, (("best", "a"), ("worst", "b"))),
        (RANKED, {"a": 1, "b": 2}, (("a", "1"), ("b", "2"))),
        (ENDS, None, ()),
    ],
)
def test_statistics_see_what_was_chosen_for_what(question, value, pairs):
    assert KINDS[question.kind].responses(question, value) == pairs


@pytest.mark.parametrize("question", [ENDS, RANKED])
def test_both_are_judgement_and_not_knowledge(question):
    assert question.judged
