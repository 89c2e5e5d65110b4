"""Assignment, completion with its reasons, next steps, and honest reading time."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import content
from training.content.rules.model import Audience, Dimension, JobFamily, UnitKind
from training.learning.rules.assignment import is_for
from training.learning.rules.completion import Asked, Progress, Reason, completion
from training.learning.rules.reading import accept_tick
from training.learning.rules.results import Judged, Part, shares
from training.learning.rules.steps import Step, StepKind, foremost, step
from training.quiz.rules.attempts import Past
from training.quiz.rules.permits import MayStart, Permit

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
ASKED = Asked(edition=2, lessons=("satu", "dua"))
READ = {"satu": NOON, "dua": NOON + timedelta(hours=1)}


def past(score: float | None, *, number: int = 1, edition: int = 2, hours: int = 0) -> Past:
    at = NOON + timedelta(hours=hours)
    closed = at if score is not None else None
    passed = (score or 0) >= 0.75
    return Past(UUID(int=number), "m", UUID(int=9), edition, number, (), at, closed, score, passed)


def test_a_module_is_for_its_job_families_in_its_kinds_of_unit():
    audience = Audience((JobFamily.DIRECT_SERVICE,), (UnitKind.KELURAHAN, UnitKind.UPTD))
    assert is_for(audience, "pelayanan-langsung", "uptd")
    assert not is_for(audience, "pelayanan-langsung", "dinas")
    assert not is_for(audience, "perencana", "uptd")
    assert not is_for(audience, None, None)
    everywhere = Audience((JobFamily.DIRECT_SERVICE,), (UnitKind.ALL,))
    assert is_for(everywhere, "pelayanan-langsung", "dinas")


def test_read_and_passed_is_complete_since_the_later_of_both():
    done = completion(ASKED, READ, [past(0.8, hours=3)])
    assert done.state is Progress.COMPLETE
    assert (done.reasons, done.missing_lessons) == ((), ())
    assert done.completed_at == NOON + timedelta(hours=3)
    assert completion(ASKED, READ, [past(0.8)]).completed_at == NOON + timedelta(hours=1)


@pytest.mark.parametrize(
    ("read", "attempts", "state", "reasons"),
    [
        ({}, [], Progress.NOT_STARTED, (Reason.LESSONS_MISSING, Reason.QUIZ_NOT_TRIED)),
        ({"satu": NOON}, [], Progress.STARTED, (Reason.LESSONS_MISSING, Reason.QUIZ_NOT_TRIED)),
        (READ, [], Progress.STARTED, (Reason.QUIZ_NOT_TRIED,)),
        (READ, [past(None)], Progress.STARTED, (Reason.QUIZ_NOT_SUBMITTED,)),
        (READ, [past(0.5)], Progress.STARTED, (Reason.QUIZ_NOT_PASSED,)),
        ({}, [past(0.9)], Progress.STARTED, (Reason.LESSONS_MISSING,)),
        (
            {},
            [past(0.9, edition=1)],
            Progress.NOT_STARTED,
            (Reason.EDITION_IS_NEW, Reason.LESSONS_MISSING, Reason.QUIZ_NOT_TRIED),
        ),
    ],
)
def test_what_is_missing_is_named(read, attempts, state, reasons):
    done = completion(ASKED, read, attempts)
    assert (done.state, done.reasons) == (state, reasons)
    assert done.completed_at is None


def test_having_read_an_older_edition_explains_why_it_counts_anew():
    assert Reason.EDITION_IS_NEW in completion(ASKED, {}, [], earlier=True).reasons
    assert Reason.EDITION_IS_NEW not in completion(ASKED, READ, [], earlier=True).reasons


def test_a_module_without_a_quiz_is_complete_when_read():
    asked = Asked(2, ("satu", "dua"), has_quiz=False)
    assert completion(asked, READ, []).state is Progress.COMPLETE
    assert completion(asked, {"satu": NOON}, []).reasons == (Reason.LESSONS_MISSING,)


def test_first_latest_and_best_scores_are_told_apart():
    done = completion(ASKED, READ, [past(0.4), past(0.9, number=2), past(0.6, number=3)])
    assert (done.first_score, done.latest_score, done.best_score) == (0.4, 0.6, 0.9)


@given(st.sets(st.sampled_from(["satu", "dua", "lama"])), st.none() | st.floats(0, 1))
def test_complete_means_exactly_nothing_missing(lessons, score):
    read = dict.fromkeys(lessons, NOON)
    done = completion(ASKED, read, [past(score)])
    complete = {"satu", "dua"} <= lessons and score is not None and score >= 0.75
    assert (done.state is Progress.COMPLETE) == complete == (done.completed_at is not None)
    assert bool(done.reasons) != complete


def test_the_next_step_is_the_open_quiz_then_reading_then_the_quiz():
    fresh, read = completion(ASKED, {}, []), completion(ASKED, READ, [])
    going = Permit(MayStart.OPEN_ATTEMPT, open_attempt=UUID(int=5))
    free, early = Permit(MayStart.OK), Permit(MayStart.TOO_EARLY, not_before=NOON)
    assert step("m", fresh, going) == Step("m", StepKind.GO_ON_WITH_QUIZ, attempt=UUID(int=5))
    assert step("m", fresh, free) == Step("m", StepKind.READ, lesson="satu")
    assert step("m", read, free) == Step("m", StepKind.START_QUIZ)
    assert step("m", read, early) == Step("m", StepKind.WAIT, not_before=NOON)
    assert step("m", completion(ASKED, READ, [past(0.9)]), free) is None


def test_what_was_begun_comes_first_and_waiting_last():
    wait, new, begun = (
        Step("a", StepKind.WAIT),
        Step("b", StepKind.READ),
        Step("c", StepKind.READ),
    )
    every = [(wait, Progress.STARTED), (new, Progress.NOT_STARTED), (begun, Progress.STARTED)]
    assert foremost(every) == begun
    assert foremost(every[:2]) == new
    assert foremost(every[:1]) == wait
    assert foremost([]) is None


@pytest.mark.parametrize(
    ("claimed", "since", "seconds"),
    [
        (20, None, 20),
        (20, 60, 20),
        (20, 8, 8),
        (20, 8.9, 8),
        (500, 600, 30),
        (0.5, 60, 0),
        (-3, 60, 0),
        (0, 60, 0),
        (float("nan"), 60, 0),
        (float("inf"), 60, 30),
        (20, 0, 0),
        (20, -5, 0),
    ],
)
def test_a_tick_counts_no_more_than_the_clock_allows(claimed, since, seconds):
    last = None if since is None else timedelta(seconds=since)
    assert accept_tick(claimed, last) == seconds


@given(st.lists(st.tuples(st.floats(0, 120), st.floats(0.1, 90)), min_size=1))
def test_ticks_together_never_exceed_the_time_that_passed(ticks):
    now = last = 0.0
    believed = accept_tick(30, None)
    for claimed, pause in ticks:
        now += pause
        seconds = accept_tick(claimed, timedelta(seconds=now - last))
        if seconds:
            believed, last = believed + seconds, now
    assert believed <= 30 + now + 1e-6


def test_shares_are_means_with_their_counts():
    questions = {
        "a": content.question("m1-a"),
        "b": content.question("m1-b"),
        "c": content.situation("m1-c"),
    }
    told = shares([Judged(questions, {"a": 1, "b": 0, "x": 1})], Part.DIMENSION, tuple(Dimension))
    assert (told["speak"].n, told["speak"].mean) == (2, 0.5)
    assert (told["serve"].n, told["serve"].mean) == (0, None)
