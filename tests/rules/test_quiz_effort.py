"""Response-time effort: fast is told from honest by the server's clock, in doubt for the person."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import content
from training.quiz.rules.effort import (
    ENOUGH,
    FASTEST,
    SLOWEST,
    Noted,
    effort,
    is_void,
    medians,
    response_times,
    threshold,
)

START = datetime(2026, 11, 23, 4, tzinfo=UTC)
TEN = tuple(f"q{n}" for n in range(10))


def noted(*pairs, spent=None) -> list[Noted]:
    """(question, seconds after the start) or (question, seconds, milliseconds told)."""
    return [
        Noted(each[0], START + timedelta(seconds=each[1]), each[2] if len(each) > 2 else spent)
        for each in pairs
    ]


def worked(journal, limit: float = FASTEST) -> float | None:
    return effort(response_times(START, journal), dict.fromkeys(TEN, limit))


def paced(seconds: float, **more) -> list[Noted]:
    return noted(*((key, seconds * n) for n, key in enumerate(TEN, 1)), **more)


def test_answers_at_a_readers_pace_are_honest_and_a_clickers_are_not():
    assert worked(paced(12)) == 1.0
    assert worked(paced(2.5)) == 0.0
    assert not is_void(worked(paced(12)))
    assert is_void(worked(paced(0.3)))


@pytest.mark.parametrize(("fast", "void"), [(0, False), (1, False), (2, True), (10, True)])
def test_one_hasty_answer_in_ten_is_human_and_two_are_too_many(fast, void):
    times = dict.fromkeys(TEN, 30.0) | dict.fromkeys(TEN[:fast], 1.0)
    assert is_void(effort(times, dict.fromkeys(TEN, 3.0))) == void


def test_what_arrives_at_the_instant_of_the_start_tells_nothing():
    assert response_times(START, paced(0)) == {}
    assert response_times(START, []) == {}
    assert worked(paced(0)) is None
    assert not is_void(None)


def test_a_whole_form_shares_the_time_before_it():
    assert worked(noted(*((key, 300) for key in TEN))) == 1.0
    assert worked(noted(*((key, 9) for key in TEN))) == 0.0


def test_answers_kept_while_offline_are_believed_as_far_as_the_clock_allows():
    late = [(key, 300 + n / 10, 25_000) for n, key in enumerate(TEN)]
    assert worked(noted(*late)) == 1.0
    lie = [(key, 9 + n / 10, 25_000) for n, key in enumerate(TEN)]
    assert worked(noted(*lie)) == 0.0


def test_the_pages_word_shortens_a_time_and_never_lengthens_it():
    assert worked(paced(60, spent=500)) == 0.0  # the page was open, and nobody before it
    assert worked(paced(2.5, spent=60_000)) == 0.0


def test_changing_ones_mind_adds_to_a_questions_time():
    times = response_times(START, noted(("q0", 10), ("q1", 30), ("q0", 50)))
    assert times == {"q0": 30.0, "q1": 20.0}


journals = st.lists(
    st.tuples(st.sampled_from(TEN), st.floats(0, 4000), st.none() | st.integers(0, 3_600_000)),
    max_size=30,
)


@given(journals)
def test_no_time_is_made_up(pairs):
    journal = noted(*pairs)
    times = response_times(START, journal)
    whole = max((each[1] for each in pairs), default=0)
    assert all(seconds >= 0 for seconds in times.values())
    assert sum(times.values()) <= whole + 1e-6
    found = worked(journal)
    assert found is None or 0 <= found <= 1


@given(journals, st.floats(1.0, 50.0))
def test_the_same_answers_more_slowly_are_never_less_honest(pairs, factor):
    bare = [(key, seconds) for key, seconds, _ in pairs]
    slow = [(key, seconds * factor) for key, seconds in bare]
    one, other = (response_times(START, noted(*each)) for each in (bare, slow))
    assert sum(other.values()) >= sum(one.values()) - 1e-6


@pytest.mark.parametrize(
    ("usual", "seconds"), [(10.0, 3.0), (30.0, 3.0), (45.0, 4.5), (100.0, 10.0), (900.0, 10.0)]
)
def test_the_threshold_is_a_tenth_of_the_usual_time_within_bounds(usual, seconds):
    assert threshold(content.question("m1-x-a"), usual) == pytest.approx(seconds)


def test_where_no_median_is_known_reading_the_words_is_the_measure():
    short = content.question("m1-x-a")
    long = content.question("m1-x-b", prompt="kata " * 200)
    endless = content.question("m1-x-c", prompt="kata " * 3000)
    assert threshold(short, None) == FASTEST
    assert threshold(long, None) == pytest.approx(0.1 * 208 / 200 * 60)
    assert threshold(endless, None) == SLOWEST


def test_a_median_of_few_responses_is_not_believed():
    few = [("a", 60.0)] * (ENOUGH - 1)
    assert medians(few) == {}
    assert medians([*few, ("a", 1.0)]) == {"a": 60.0}
