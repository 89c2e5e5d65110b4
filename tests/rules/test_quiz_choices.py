"""Several right options with partial credit, and places in a picture."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import content
from training.content.rules.quizzes import Credit, Kind
from training.quiz.rules.answers import AnswerDoesNotFit, parse_answer
from training.quiz.rules.kinds import KINDS
from training.quiz.rules.marking import mark

WHOLE = content.question("m1-w", Kind.MULTIPLE, right="a,b")
PARTIAL = replace(WHOLE, credit=Credit.PARTIAL)
PLACES = content.hotspot("m1-h", right="c")
chosen = st.sets(st.sampled_from("abcd"), min_size=1).map(sorted)


@pytest.mark.parametrize(
    ("value", "points"),
    [
        (["a", "b"], 1),
        (["a"], 0.5),
        (["a", "c"], 0),
        (["a", "b", "c"], 0.5),
        (["c"], 0),
        (["c", "d"], 0),
        (["a", "b", "c", "d"], 0),
        (None, 0),
    ],
)
def test_partial_credit_is_the_share_of_right_less_that_of_wrong_choices(value, points):
    judged = mark(PARTIAL, value)
    assert (judged.points, judged.right) == (points, points == 1)


@given(chosen)
def test_partial_credit_never_earns_less_than_all_or_nothing(value):
    assert mark(WHOLE, value).points <= mark(PARTIAL, value).points <= 1


@given(chosen, st.sampled_from("cd"))
def test_a_wrong_choice_more_never_earns_more(value, wrong):
    more = sorted({*value, wrong})
    assert mark(PARTIAL, more).points <= mark(PARTIAL, value).points


@pytest.mark.parametrize(("question", "partial"), [(WHOLE, False), (PARTIAL, True)])
def test_how_it_is_marked_is_told_beforehand(question, partial):
    assert KINDS[question.kind].opened(question, tuple("abcd"), None).partial is partial


@pytest.mark.parametrize(("value", "points"), [("c", 1), ("a", 0), (None, 0)])
def test_a_place_is_right_or_wrong(value, points):
    judged = mark(PLACES, value)
    assert (judged.points, judged.right) == (points, points == 1)


@pytest.mark.parametrize("raw", ["z", ["a"], {"x": 300, "y": 160}, 1])
def test_only_a_listed_place_can_be_chosen(raw):
    with pytest.raises(AnswerDoesNotFit):
        parse_answer(PLACES, raw)


def test_a_picture_is_shown_with_its_places_and_without_its_key():
    shown = KINDS[Kind.HOTSPOT].opened(PLACES, tuple("dcba"), None)
    assert [option.key for option in shown.options] == list("dcba")
    assert shown.picture.regions[0] == ("a", 20.0, 100.0, 120.0, 120.0)
    assert content.SECRET not in repr(shown)
    assert "correct" not in repr(shown)
