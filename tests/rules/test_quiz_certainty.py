"""How sure a person is: what that earns, and what it says about them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import content
from training.content.rules.quizzes import Kind
from training.quiz.rules.answers import AnswerDoesNotFit
from training.quiz.rules.certainty import (
    LEVELS,
    Verdict,
    asks_certainty,
    calibration,
    calibration_of,
    earned,
    parse_certainty,
)

said = st.lists(st.tuples(st.sampled_from([None, *LEVELS]), st.booleans()), max_size=40)


@pytest.mark.parametrize(
    ("level", "right", "points"),
    [(1, True, 1), (2, True, 2), (3, True, 3), (1, False, 0), (2, False, -2), (3, False, -6)],
)
def test_certainty_earns_what_gardner_medwin_gives(level, right, points):
    assert earned(level, right) == points


@given(st.floats(0, 1))
def test_honesty_earns_the_most(chance):
    expected = {
        level: chance * earned(level, True) + (1 - chance) * earned(level, False)
        for level in LEVELS
    }
    honest = 1 if chance < 2 / 3 else 2 if chance < 4 / 5 else 3
    assert expected[honest] == pytest.approx(max(expected.values()))


@pytest.mark.parametrize(("raw", "level"), [(None, None), ("", None), (1, 1), (3, 3)])
def test_a_certainty_is_said_or_not(raw, level):
    assert parse_certainty(raw) == level


@pytest.mark.parametrize("raw", [0, 4, -1, True, 2.0, "2", [2], {"a": 1}, 10**30])
def test_what_is_no_certainty_is_refused(raw):
    with pytest.raises(AnswerDoesNotFit):
        parse_certainty(raw)


@given(said)
def test_every_answer_is_counted_once(answers):
    found = calibration(answers)
    assert sum(each.n for each in found.levels) + found.unsaid == len(answers)
    assert found.score <= found.most == 3 * (len(answers) - found.unsaid)
    assert all(each.share is None or 0 <= each.share <= 1 for each in found.levels)


@pytest.mark.parametrize(
    ("answers", "verdict"),
    [
        ([], Verdict.TOO_FEW),
        ([(3, True)] * 4, Verdict.TOO_FEW),
        ([(None, True)] * 20, Verdict.TOO_FEW),
        ([(3, True)] * 9 + [(3, False)], Verdict.FITTING),
        ([(1, False)] * 5, Verdict.FITTING),
        ([(3, True)] * 3 + [(3, False)] * 3, Verdict.TOO_SURE),
        ([(1, True)] * 6, Verdict.TOO_UNSURE),
        ([(3, False)] * 3 + [(1, True)] * 3, Verdict.TOO_SURE),
    ],
)
def test_the_verdict_holds_certainty_against_being_right(answers, verdict):
    assert calibration(answers).verdict is verdict


def test_only_what_is_right_or_wrong_asks_for_certainty():
    asking = content.quiz(certainty=True)
    kinds = {each.kind for each in asking.questions if asks_certainty(asking, each)}
    assert kinds == {Kind.SINGLE, Kind.MULTIPLE, Kind.TRUE_FALSE}
    assert not any(asks_certainty(content.quiz(), each) for each in asking.questions)


def test_only_answered_questions_are_calibrated():
    single, other, rated = (
        content.question("m1-a"),
        content.question("m1-b"),
        content.situation("m1-c"),
    )
    asking = content.quiz_of(single, other, rated, certainty=True)
    values = {"m1-a": "a", "m1-c": {"a": 4, "b": 1, "c": 2, "d": 3}}
    sure = {"m1-a": 3, "m1-b": 3, "m1-c": 3}
    found = calibration_of(asking, asking.questions, values, sure, {"m1-a": 1.0, "m1-b": 0.0})
    assert [(each.level, each.n, each.right) for each in found.levels if each.n] == [(3, 1, 1)]
    assert calibration_of(content.quiz(), asking.questions, values, sure, {}) is None
