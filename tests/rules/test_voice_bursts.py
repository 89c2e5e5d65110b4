"""Bursts: more taps than a place has visitors, or many alike; a crowd is looked at, not judged."""

import math
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.voice.rules.bursts import (
    LEAST,
    MOST_AT_ALL,
    RARE,
    Arrival,
    Why,
    alike_from,
    most_plausible,
    suspects,
    usual_rate,
)

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def came(minutes: float, digest: str = "", answers: int = 6) -> Arrival:
    key = uuid.uuid4()
    return Arrival(key, AT - timedelta(minutes=minutes), digest or key.hex[:16], answers)


def exceeds(mean: float, count: int) -> float:
    """P(Poisson(mean) > count), summed from above so that nothing cancels."""
    return sum(
        math.exp(-mean + i * math.log(mean) - math.lgamma(i + 1)) for i in range(count + 1, 200)
    )


@given(st.floats(0.01, 25))
def test_the_limit_is_the_first_that_chance_seldom_exceeds(mean):
    limit = most_plausible(mean)
    assert LEAST <= limit <= MOST_AT_ALL
    assert exceeds(mean, limit) <= RARE * 1.001
    assert limit == LEAST or exceeds(mean, limit - 1) > RARE * 0.999


@given(st.floats(0, 50), st.floats(0, 50))
def test_a_busier_place_may_have_more(one, other):
    low, high = sorted((one, other))
    assert most_plausible(low) <= most_plausible(high)


def test_the_usual_rate_counts_days_with_visitors_only():
    assert usual_rate(96, 2) == 1
    assert usual_rate(0, 0) == 0


def test_six_in_ten_minutes_are_a_family_and_seven_are_looked_at():
    six = [came(9 - n) for n in range(6)]
    assert suspects(six, rate=0, at=AT) == {}
    seven = [came(9.5), *six]
    assert suspects(seven, rate=0, at=AT) == {each.voice: Why.RATE for each in seven}


def test_what_came_earlier_is_not_a_part_of_the_burst():
    old, new = [came(10 + n) for n in range(20)], [came(1)]
    assert suspects([*old, *new], rate=0, at=AT) == {}


def test_a_busy_place_has_its_own_measure():
    crowd = [came(9.9 - n / 2) for n in range(12)]
    assert suspects(crowd, rate=0, at=AT)
    assert suspects(crowd, rate=5, at=AT) == {}


@pytest.mark.parametrize(("answers", "run"), [(1, 10), (3, 10), (4, 7), (6, 7), (13, 5)])
def test_the_more_answers_are_alike_the_fewer_visits_it_takes(answers, run):
    assert alike_from(answers) == run
    many = [came(58 - 5 * n, "sama", answers) for n in range(run)]
    assert suspects(many[1:], rate=9, at=AT) == {}
    assert suspects(many, rate=9, at=AT) == {each.voice: Why.ALIKE for each in many}


def test_one_other_visit_ends_a_row_of_alike_ones():
    many = [came(55 - 6 * n, "sama") for n in range(9)]
    many[4] = came(31, "lain")
    assert suspects(many, rate=9, at=AT) == {}
