"""How long one has to wait after failures: the laws of the counters."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.people.rules.limits import (
    LONGEST_WAIT,
    NO_WAIT,
    Limit,
    Tally,
    TooManyAttempts,
    after_failure,
    counter_key,
    insist,
    wait,
)

T0 = datetime(2026, 11, 23, tzinfo=UTC)


def after(n: int, limit: Limit = Limit.NAME, at: datetime = T0) -> Tally:
    tally = Tally(0, at, at)
    for _ in range(n):
        tally = after_failure(limit, tally, at=at)
    return tally


@pytest.mark.parametrize(
    ("failures", "minutes"),
    [(0, 0), (4, 0), (5, 1), (6, 2), (7, 4), (8, 8), (9, 16), (10, 32), (11, 60), (50, 60)],
)
def test_the_wait_doubles_from_one_minute_to_an_hour(failures, minutes):
    assert wait(Limit.NAME, after(failures), at=T0) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("limit", "most", "minutes"), [(Limit.ADDRESS, 100, 15), (Limit.LETTER, 3, 60)]
)
def test_a_window_is_full_and_opens_again(limit, most, minutes):
    tally = after(most, limit)
    assert wait(limit, after(most - 1, limit), at=T0) == NO_WAIT
    assert wait(limit, tally, at=T0) == timedelta(minutes=minutes)
    later = T0 + timedelta(minutes=minutes)
    assert wait(limit, tally, at=later) == NO_WAIT
    assert after_failure(limit, tally, at=later).failures == 1


def test_after_a_day_failures_are_forgotten():
    assert after_failure(Limit.NAME, after(9), at=T0 + timedelta(days=1)).failures == 1


def test_nothing_counted_is_nothing_to_wait_for():
    insist(Limit.NAME, None, at=T0)


def test_a_refusal_says_when_to_come_back():
    with pytest.raises(TooManyAttempts) as refused:
        insist(Limit.NAME, after(5), at=T0 + timedelta(seconds=0.5))
    assert refused.value.retry_after == 60


@given(st.integers(0, 200), st.integers(0, 200_000), st.sampled_from(list(Limit)))
def test_a_wait_is_never_negative_nor_longer_than_an_hour(failures, seconds, limit):
    left = wait(limit, after(failures, limit), at=T0 + timedelta(seconds=seconds))
    assert NO_WAIT <= left <= LONGEST_WAIT


@given(st.integers(0, 60), st.integers(0, 86_000), st.integers(0, 86_000))
def test_waiting_longer_never_makes_the_wait_longer(failures, early, more):
    tally = after(failures)
    first = wait(Limit.NAME, tally, at=T0 + timedelta(seconds=early))
    assert wait(Limit.NAME, tally, at=T0 + timedelta(seconds=early + more)) <= first


def test_a_counters_key_names_nobody_and_depends_on_the_secret():
    key = counter_key(Limit.NAME, "sari", secret="a")
    assert "sari" not in key
    assert len({key, counter_key(Limit.NAME, "sari", secret="b"),
                counter_key(Limit.CODE, "sari", secret="a")}) == 3  # fmt: skip
