"""Where an attempt is: derived from facts and the time of day, never stored."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.content.rules.gates import Conditions, Counts, Late, Policy, Purpose, Rule, policy_of
from training.quiz.rules.attempts import Past, Phase, closes_at, counted, first, first_passed, phase
from training.quiz.rules.journal import LONGEST_MS, believable_ms, digest

pytestmark = pytest.mark.slow

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
POLICY = Policy(grace_seconds=30, abandoned_after_days=10)
OPEN = Past(UUID(int=1), "m", UUID(int=9), 1, 1, (), NOON)
TIMED = replace(OPEN, deadline=NOON + timedelta(minutes=10))


def at(**amount: float) -> datetime:
    return NOON + timedelta(**amount)


def test_nothing_begun_is_not_started():
    assert phase(None, POLICY, at=NOON) is Phase.NOT_STARTED


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (at(minutes=10), Phase.IN_PROGRESS),
        (at(minutes=10, seconds=1), Phase.OVERDUE),
        (at(minutes=10, seconds=30), Phase.OVERDUE),
        (at(minutes=10, seconds=31), Phase.SUBMITTED),
        (at(days=300), Phase.SUBMITTED),
    ],
)
def test_a_timed_attempt_is_overdue_for_its_grace_and_then_closed(when, expected):
    assert phase(TIMED, POLICY, at=when) is expected


def test_an_untimed_attempt_that_is_left_alone_is_abandoned_until_it_is_answered_again():
    assert phase(OPEN, POLICY, at=at(days=9.9)) is Phase.IN_PROGRESS
    assert phase(OPEN, POLICY, at=at(days=10)) is Phase.ABANDONED
    answered = replace(OPEN, last_at=at(days=9))
    assert phase(answered, POLICY, at=at(days=18)) is Phase.IN_PROGRESS
    assert phase(answered, POLICY, at=at(days=19)) is Phase.ABANDONED


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, Phase.FINISHED),
        ({"pending": True}, Phase.NEEDS_MARKING),
        ({"void": True}, Phase.VOID),
    ],
)
def test_a_closed_attempt_stays_what_it_is(facts, expected):
    closed = replace(TIMED, submitted_at=at(minutes=5), score=0.5, **facts)
    assert {phase(closed, POLICY, at=at(days=days)) for days in (0, 1, 400)} == {expected}


@given(st.integers(0, 600), st.integers(0, 3000))
def test_time_only_ever_leads_further(grace, seconds):
    order = [Phase.IN_PROGRESS, Phase.OVERDUE, Phase.SUBMITTED]
    policy = Policy(grace_seconds=grace)
    one, other = (phase(TIMED, policy, at=at(seconds=s)) for s in (seconds, seconds + 1))
    assert order.index(one) <= order.index(other)
    assert (one is Phase.SUBMITTED) == (at(seconds=seconds) > closes_at(TIMED.deadline, policy))


def test_only_valid_attempts_after_learning_count():
    closed = {"submitted_at": NOON, "score": 1.0, "passed": True}
    baseline = replace(OPEN, number=1, purpose=Purpose.BASELINE, **closed)
    hasty = replace(OPEN, number=2, void=True, **closed)
    probe = replace(OPEN, number=4, purpose=Purpose.PROBE_30, **closed)
    real = replace(OPEN, number=3, submitted_at=NOON, score=0.4)
    every = (baseline, hasty, real, probe)
    assert counted(every, 1) == (real,)
    assert first(every, 1) == real
    assert first_passed(every, 1) is None


def test_which_attempt_decides_is_the_quizs_choice():
    def tried(*passed: bool) -> list[Past]:
        return [
            replace(OPEN, number=n, submitted_at=NOON, score=0.5, passed=each)
            for n, each in enumerate(passed, 1)
        ]

    assert first_passed(tried(False, True, False), 1, Counts.BEST).number == 2
    assert first_passed(tried(False, True), 1, Counts.FIRST) is None
    assert first_passed(tried(True, False), 1, Counts.LATEST) is None
    assert first_passed(tried(False, True), 1, Counts.LATEST).number == 2


def test_each_setting_of_a_purpose_comes_from_the_first_rule_that_names_it():
    rules = (
        Rule(when=Conditions(roles=("hr",)), grace_seconds=1),
        Rule(when=Conditions(purposes=(Purpose.PROBE_30,)), grace_seconds=2, late=Late.ZERO),
        Rule(grace_seconds=3, counts=Counts.LATEST),
    )
    assert policy_of(rules, Purpose.PROBE_30) == Policy(2, Late.ZERO, Counts.LATEST)
    assert policy_of(rules, Purpose.POST) == Policy(3, counts=Counts.LATEST)
    assert policy_of((), Purpose.POST) == Policy()


values = st.none() | st.text(max_size=9) | st.dictionaries(st.text(max_size=3), st.integers())


@given(values, values)
def test_a_digest_names_the_content_of_an_answer(one, other):
    assert (digest(one) == digest(other)) == (one == other)
    assert len(digest(one)) == 16


@given(
    st.one_of(st.none(), st.integers(), st.floats(), st.text(), st.booleans(), st.lists(st.none()))
)
def test_a_pages_word_about_time_is_kept_within_an_hour_or_not_at_all(told):
    believed = believable_ms(told)
    assert believed is None or 0 <= believed <= LONGEST_MS
    if type(told) is int and 0 <= told <= LONGEST_MS:
        assert believed == told
