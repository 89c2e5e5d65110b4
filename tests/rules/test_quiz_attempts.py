"""When one may start, which attempt counts, and what is shown of it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from tests.factories import content
from training.quiz.rules.attempts import Past, State, best, first, first_passed
from training.quiz.rules.drawing import draw
from training.quiz.rules.permits import MayStart
from training.quiz.rules.showing import feedback, open_questions
from training.quiz.rules.starting import may_start

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
QUIZ = content.quiz(hours=24)


def past(number: int, score: float | None = None, *, edition: int = 1, at: datetime = NOON) -> Past:
    return Past(
        UUID(int=number), content.SLUG, UUID(int=99), edition, number, (), at,
        at if score is not None else None, score, (score or 0) >= 0.75,
    )  # fmt: skip


def reason(*attempts: Past, edition: int = 1, at: datetime = NOON) -> MayStart:
    return may_start(QUIZ, attempts, edition=edition, at=at).reason


def test_the_first_start_is_free_and_needs_no_reading():
    assert reason() is MayStart.OK


def test_without_a_quiz_there_is_nothing_to_start():
    assert may_start(None, (), edition=1, at=NOON).reason is MayStart.NO_QUIZ


def test_an_open_attempt_is_gone_on_with():
    permit = may_start(QUIZ, [past(1, 0.5), past(2)], edition=1, at=NOON)
    assert (permit.reason, permit.open_attempt) == (MayStart.OPEN_ATTEMPT, UUID(int=2))


@pytest.mark.parametrize(("hours", "expected"), [(23.99, MayStart.TOO_EARLY), (24, MayStart.OK)])
def test_a_retake_waits_for_its_time(hours, expected):
    permit = may_start(QUIZ, [past(1, 0.5)], edition=1, at=NOON + timedelta(hours=hours))
    assert permit.reason is expected
    assert permit.not_before in (None, NOON + timedelta(hours=24))


def test_a_passed_quiz_may_be_taken_again():
    assert reason(past(1, 1.0), at=NOON + timedelta(days=1)) is MayStart.OK


def test_a_new_edition_waits_for_nothing():
    assert reason(past(1, 0.5), past(2), edition=2) is MayStart.OK


def test_states_come_from_facts():
    assert (past(1).state, past(1, 0.2).state) == (State.OPEN, State.SUBMITTED)


def test_the_first_attempt_counts_whatever_comes_after_it():
    attempts = [past(2, 0.9), past(1, 0.4), past(3, 1.0, edition=2)]
    assert first(attempts, 1) == past(1, 0.4)
    assert first([past(1), past(2, 0.9)], 1) == past(2, 0.9)  # the first one was left alone
    assert first([past(1)], 1) is None
    assert first([], 1) is None


def test_the_best_attempt_is_the_earliest_of_the_highest():
    attempts = [past(1, 0.4), past(2, 0.8), past(3, 0.8), past(4)]
    assert best(attempts, 1) == past(2, 0.8)
    assert best([past(1)], 1) is None


def test_passing_is_dated_by_the_first_attempt_that_passed():
    assert first_passed([past(1, 0.4), past(2, 0.8), past(3, 0.9)], 1) == past(2, 0.8)
    assert first_passed([past(1, 0.8)], 2) is None


def test_an_open_attempt_shows_nothing_of_the_key():
    shown = repr(open_questions(QUIZ, draw(QUIZ, seed="x"), {}))
    assert content.SECRET not in shown
    for word in ("correct", "expert", "rationale", "3.8"):
        assert word not in shown


def test_a_closed_attempt_explains_every_option_in_the_order_shown():
    drawn = draw(QUIZ, seed="x")
    told = feedback(QUIZ, drawn, {drawn[0].key: "a"}, {drawn[0].key: 1.0})
    assert [line.key for line in told[0].lines] == list(drawn[0].options)
    assert all(line.rationale_html for each in told for line in each.lines)
    assert told[-1].lines[0].expert is not None
    assert told[-1].lines[0].right is None
