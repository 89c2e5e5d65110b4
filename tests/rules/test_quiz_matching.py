"""Pairs: each counts the same, an option may fit several, and a missing pair earns nothing."""

import pytest

from tests.factories import kinds
from training.content.rules.quizzes import Kind
from training.quiz.rules.answers import AnswerDoesNotFit, is_complete, parse_answer
from training.quiz.rules.kinds import KINDS
from training.quiz.rules.marking import mark

QUESTION = kinds.matching(matches="abb")


@pytest.mark.parametrize(
    ("value", "points"),
    [
        ({"p1": "a", "p2": "b", "p3": "b"}, 1),
        ({"p1": "a", "p2": "b", "p3": "d"}, 2 / 3),
        ({"p1": "a", "p2": "a", "p3": "a"}, 1 / 3),
        ({"p1": "d", "p2": "d", "p3": "d"}, 0),
        ({"p1": "a", "p2": "b"}, 0),
    ],
)
def test_every_pair_counts_the_same(value, points):
    judged = mark(QUESTION, value)
    assert (judged.points, judged.right) == (pytest.approx(points), points == 1)


def test_pairs_that_are_missing_are_kept_but_not_complete():
    value = parse_answer(QUESTION, {"p2": "b", "p1": "a"})
    assert value == {"p1": "a", "p2": "b"}
    assert list(value) == ["p1", "p2"]
    assert not is_complete(QUESTION, value)
    assert is_complete(QUESTION, value | {"p3": "c"})


@pytest.mark.parametrize(
    "raw",
    [{"p1": "z"}, {"p9": "a"}, {"p1": 1}, {"p1": None}, {"p1": ["a"]}, ["a"], "a", {"a": "a"}],
)
def test_what_is_no_pair_is_refused(raw):
    with pytest.raises(AnswerDoesNotFit):
        parse_answer(QUESTION, raw)


def test_open_pairs_show_both_sides_and_not_what_belongs_together():
    shown = KINDS[Kind.MATCHING].opened(QUESTION, tuple("dcba"), None)
    assert [option.key for option in shown.options] == list("dcba")
    assert [(part.key, part.kind) for part in shown.parts] == [
        ("p1", "choice"),
        ("p2", "choice"),
        ("p3", "choice"),
    ]


def test_what_was_chosen_for_each_pair_is_a_response():
    value = {"p1": "a", "p2": "d"}
    assert KINDS[Kind.MATCHING].responses(QUESTION, value) == (("p1", "a"), ("p2", "d"))
