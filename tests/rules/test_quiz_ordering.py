"""An order is marked by how far its places are from the right ones."""

from itertools import permutations
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import content, kinds
from training.content.rules.quizzes import Kind
from training.quiz.rules.answers import AnswerDoesNotFit, is_complete, parse_answer
from training.quiz.rules.drawing import draw
from training.quiz.rules.kinds import KINDS
from training.quiz.rules.kinds.ordering import nearness
from training.quiz.rules.marking import mark

QUESTION = kinds.ordering()


def placed(*places: int) -> dict[str, int]:
    return dict(zip("abcdefgh", places, strict=False))


@pytest.mark.parametrize(
    ("places", "points"),
    [
        ((1, 2, 3, 4), 1),
        ((2, 1, 3, 4), 0.75),
        ((4, 2, 3, 1), 0.25),
        ((2, 3, 4, 1), 0.25),
        ((4, 3, 2, 1), 0),
    ],
)
def test_an_order_earns_by_its_distance(places, points):
    judged = mark(QUESTION, placed(*places))
    assert (judged.points, judged.right) == (points, points == 1)


@pytest.mark.parametrize("count", range(3, 9))
def test_the_reverse_earns_nothing_and_chance_far_less_than_a_pass(count):
    orders = [nearness(placed(*each)) for each in permutations(range(1, count + 1))]
    assert (min(orders), max(orders)) == (0, 1)
    assert nearness(placed(*range(count, 0, -1))) == 0
    expected = 1 - (count**2 - 1) / 3 / (count**2 // 2)
    assert fmean(orders) == pytest.approx(expected)
    assert expected <= 0.375


@pytest.mark.parametrize(
    "value", [placed(1, 1, 2, 3), placed(1, 2, 3), {"a": 1}, placed(4, 4, 4, 4)]
)
def test_a_place_used_twice_is_kept_but_not_complete(value):
    assert parse_answer(QUESTION, value) == value
    assert not is_complete(QUESTION, value)
    assert mark(QUESTION, value).points == 0


@pytest.mark.parametrize(
    "raw", [{"a": 0}, {"a": 5}, {"a": "1"}, {"a": True}, {"z": 1}, ["a"], "a", {"a": 1.0}]
)
def test_what_is_no_place_is_refused(raw):
    with pytest.raises(AnswerDoesNotFit):
        parse_answer(QUESTION, raw)


@given(st.permutations("abcd"))
def test_the_order_of_the_fields_does_not_count(keys):
    value = parse_answer(QUESTION, {key: "abcd".index(key) + 1 for key in keys})
    assert list(value) == list("abcd")
    assert mark(QUESTION, value).points == 1


def test_things_are_shown_in_an_order_of_chance():
    quiz = content.quiz_of(QUESTION)
    shown = {draw(quiz, seed=str(seed))[0].options for seed in range(40)}
    assert len(shown) > 10


def test_the_places_are_responses_and_parts():
    value = placed(1, 3, 2, 4)
    handling = KINDS[Kind.ORDERING]
    assert handling.responses(QUESTION, value) == (("a", "1"), ("b", "3"), ("c", "2"), ("d", "4"))
    assert handling.parts(QUESTION, value) == {"a": 1, "b": 0, "c": 0, "d": 1}
    assert content.SECRET not in repr(handling.opened(QUESTION, tuple("abcd"), value))
