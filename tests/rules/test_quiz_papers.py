"""Paper: codes that notice a slip of the hand, what can be printed, two entries of one sheet."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import content
from training.content.rules.gates import Form, Line
from training.quiz.rules.papers import (
    ALPHABET,
    PERSON,
    WHEN,
    CodeIsMistyped,
    Entry,
    PaperIsNotAgreed,
    QuizIsNotForPaper,
    Side,
    SittingTimeIsWrong,
    checked_time,
    code_of,
    differences,
    for_paper,
    read_code,
    settled,
    shown_code,
)

pytestmark = pytest.mark.slow

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
codes = st.lists(st.integers(0, len(ALPHABET) - 1), min_size=7, max_size=7).map(code_of)
values = (
    st.none()
    | st.sampled_from(["a", "b"])
    | st.dictionaries(st.sampled_from("xyz"), st.integers(1, 4))
)
answers = st.dictionaries(st.sampled_from(["s1", "s2", "s3"]), values)
entries = st.builds(
    Entry, st.uuids(), st.sampled_from([UUID(int=1), UUID(int=2)]),
    st.sampled_from([NOON, NOON + timedelta(minutes=1)]), answers,
)  # fmt: skip
KEYS = ("s1", "s2", "s3")


@given(codes)
def test_a_code_is_read_however_it_is_spaced(code):
    assert read_code(f" {shown_code(code).lower()} ") == code


@given(codes, st.integers(0, 7), st.sampled_from(ALPHABET))
def test_one_wrong_sign_is_always_found(code, place, sign):
    typed = code[:place] + sign + code[place + 1 :]
    if typed != code:
        with pytest.raises(CodeIsMistyped):
            read_code(typed)


@given(codes, st.integers(0, 6), st.integers(0, 6))
def test_two_signs_that_changed_places_are_always_found(code, one, other):
    signs = list(code)
    signs[one], signs[other] = signs[other], signs[one]
    if "".join(signs) != code:
        with pytest.raises(CodeIsMistyped):
            read_code("".join(signs))


@given(st.text(max_size=30))
def test_anything_else_is_refused_and_never_breaks(text):
    try:
        assert read_code(text) in text.upper().replace(" ", "").replace("-", "")
    except CodeIsMistyped:
        return
    except AssertionError:
        assert any(sign in text for sign in "\t\n")


def test_stories_are_left_out_and_a_plan_that_demands_one_is_refused():
    quiz = content.with_stories()
    printed = for_paper(quiz)
    assert not [each for each in printed.questions if each.is_story]
    assert printed.draw.scenarios == 0
    story = next(each.key for each in quiz.questions if each.is_story)
    for more in (
        {"forms": (Form("a", (story,)), Form("b", ()))},
        {"anchors": (story,)},
        {"blueprint": (Line(None, 1, ("scenario",)),)},
    ):
        with pytest.raises(QuizIsNotForPaper):
            for_paper(replace(quiz, **more))


@given(entries, entries)
def test_entries_differ_exactly_where_they_say_different_things(first, second):
    apart = differences(KEYS, first, second)
    assert set(apart) == set(differences(KEYS, second, first))
    assert differences(KEYS, first, first) == ()
    assert (PERSON in apart) == (first.person != second.person)
    assert (WHEN in apart) == (first.sat_at != second.sat_at)
    for key in KEYS:
        assert (key in apart) == (first.answers.get(key) != second.answers.get(key))


@given(entries, entries, st.sampled_from([Side.FIRST, Side.SECOND]))
def test_choosing_one_side_throughout_gives_that_entry(first, second, side):
    apart = differences(KEYS, first, second)
    found = settled(KEYS, first, second, dict.fromkeys(apart, side))
    chosen = first if side is Side.FIRST else second
    assert (found.person, found.sat_at) == (chosen.person, chosen.sat_at)
    assert {k: found.answers.get(k) for k in KEYS} == {k: chosen.answers.get(k) for k in KEYS}


@given(entries, entries)
def test_a_difference_that_is_left_is_refused(first, second):
    if differences(KEYS, first, second):
        with pytest.raises(PaperIsNotAgreed):
            settled(KEYS, first, second, {})


def test_blanks_in_written_words_do_not_count():
    one = Entry(UUID(int=1), UUID(int=3), NOON, {"s1": "Halo,  nama saya", "s2": {"x": "a "}})
    other = Entry(UUID(int=2), UUID(int=3), NOON, {"s1": " Halo, nama saya", "s2": {"x": "a"}})
    assert differences(KEYS, one, other) == ()


@pytest.mark.parametrize("minutes", [-1, 61])
def test_nobody_sits_before_the_sheet_was_printed_or_in_the_future(minutes):
    printed, at = NOON + timedelta(seconds=40), NOON + timedelta(minutes=60)
    assert checked_time(NOON, printed_at=printed, at=at) == NOON
    with pytest.raises(SittingTimeIsWrong):
        checked_time(NOON + timedelta(minutes=minutes), printed_at=printed, at=at)
