"""What an answer is worth: exact, all or nothing, and by distance to the experts."""

from dataclasses import replace
from math import sqrt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.factories import content
from training.content.rules.quizzes import Kind
from training.quiz.rules.answers import AnswerDoesNotFit, is_complete, parse_answer
from training.quiz.rules.kinds.situations import closeness
from training.quiz.rules.marking import mark, passed, score

SINGLE = content.question("m1-a")
SEVERAL = content.question("m1-b", Kind.MULTIPLE, right="a,c")
CLAIM = content.question("m1-c", Kind.TRUE_FALSE, right="salah")
RATED = content.situation("m1-d", (3.8, 1.2, 2.4, 2.8))
ratings = st.fixed_dictionaries({key: st.integers(1, 4) for key in "abcd"})
experts = st.tuples(*[st.floats(1, 4) for _ in range(4)])


@pytest.mark.parametrize(
    ("question", "value", "points"),
    [
        (SINGLE, "a", 1),
        (SINGLE, "b", 0),
        (SINGLE, None, 0),
        (CLAIM, "salah", 1),
        (CLAIM, "benar", 0),
        (SEVERAL, ["a", "c"], 1),
        (SEVERAL, ["a"], 0),
        (SEVERAL, ["a", "b", "c"], 0),
        (SEVERAL, None, 0),
    ],
)
def test_right_is_exactly_the_right_options(question, value, points):
    judged = mark(question, value)
    assert (judged.points, judged.right, judged.chosen) == (points, points == 1, value)


def test_a_rating_earns_by_its_standardised_distance_to_the_experts():
    # Sums of products about the means: 4.1 of the person with the experts, 5 and 3.47 of each.
    judged = mark(RATED, {"a": 4, "b": 1, "c": 2, "d": 3})
    assert judged.points == pytest.approx(4.1 / sqrt(5 * 3.47))
    assert judged.right is None


@given(experts, ratings)
def test_neither_a_lenient_nor_a_wide_hand_counts(means, value):
    assume(max(means) - min(means) > 0.01)
    given = [float(value[key]) for key in "abcd"]
    assert closeness([2 * each + 7 for each in given], means) == pytest.approx(
        closeness(given, means), abs=1e-6
    )


def test_judging_the_other_way_round_earns_nothing():
    assert mark(RATED, {"a": 1, "b": 4, "c": 3, "d": 2}).points == 0


@given(experts, st.integers(1, 4))
def test_the_same_rating_for_everything_earns_nothing(means, flat):
    situation = content.situation("m1-x", means)
    points = mark(situation, dict.fromkeys("abcd", flat)).points
    everywhere_the_same = all(abs(mean - flat) < 1e-4 for mean in means)
    assert points < 1e-9 or everywhere_the_same


@given(experts, ratings)
def test_points_lie_between_none_and_one(means, value):
    assert 0 <= mark(content.situation("m1-x", means), value).points <= 1


@given(ratings)
def test_rating_as_the_experts_do_earns_everything(value):
    situation = content.situation("m1-x", tuple(float(value[key]) for key in "abcd"))
    assert mark(situation, value).points == 1


@pytest.mark.parametrize("value", [None, {}, {"a": 4}, {"a": 4, "b": 1, "c": 2}])
def test_a_situation_that_is_not_rated_completely_earns_nothing(value):
    assert mark(RATED, value).points == 0
    assert not is_complete(RATED, value)


@pytest.mark.parametrize(
    ("question", "raw", "value"),
    [
        (SINGLE, "b", "b"),
        (SINGLE, "", None),
        (SINGLE, None, None),
        (SEVERAL, ["c", "a"], ["a", "c"]),
        (SEVERAL, [], None),
        (CLAIM, "benar", "benar"),
        (RATED, {}, None),
        (RATED, {"d": 1, "a": 4}, {"a": 4, "d": 1}),
    ],
)
def test_an_answer_has_one_form(question, raw, value):
    parsed = parse_answer(question, raw)
    assert parsed == value
    assert not isinstance(parsed, dict) or list(parsed) == sorted(parsed)


@pytest.mark.parametrize(
    ("question", "raw"),
    [
        (SINGLE, "z"),
        (SINGLE, ["a"]),
        (SINGLE, 1),
        (SINGLE, True),
        (SINGLE, {"a": 1}),
        (SEVERAL, "a"),
        (SEVERAL, ["a", "a"]),
        (SEVERAL, ["a", "z"]),
        (SEVERAL, [["a"]]),
        (SEVERAL, [None]),
        (CLAIM, "a"),
        (RATED, {"a": 5}),
        (RATED, {"a": 0}),
        (RATED, {"a": True}),
        (RATED, {"a": "4"}),
        (RATED, {"a": 3.5}),
        (RATED, {"z": 3}),
        (RATED, ["a"]),
        (RATED, {"a": None}),
        (RATED, {"a": []}),
    ],
)
def test_what_does_not_fit_is_refused(question, raw):
    with pytest.raises(AnswerDoesNotFit):
        parse_answer(question, raw)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(st.sampled_from([SINGLE, SEVERAL, CLAIM, RATED]), json_values)
def test_any_json_is_an_answer_or_refused(question, raw):
    try:
        value = parse_answer(question, raw)
    except AnswerDoesNotFit:
        return
    assert parse_answer(question, value) == value


def test_the_score_is_the_mean_of_the_points():
    other = replace(SINGLE, key="m1-z")
    marks = [mark(SINGLE, "a"), mark(other, "b"), mark(SEVERAL, ["a", "c"]), mark(CLAIM, "salah")]
    assert score(marks) == 0.75
    assert score([]) == 0


@given(st.integers(1, 60))
def test_reaching_the_pass_mark_passes_whatever_the_rounding(questions):
    assert passed(sum([1 / questions] * questions), 1.0)
    assert passed(0.75, 0.75)
    assert not passed(0.7499, 0.75)
