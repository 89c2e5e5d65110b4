"""Exceptions for one person, on both databases: made, in force at once, ended, on record."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import NoResultFound

from tests.factories import content, people, quiz
from training.audit.queries import of_actor
from training.content.rules.gates import Conditions, Rule
from training.kernel.db import db
from training.quiz.actions import allow, close_in_time, end_allowance, save_answer
from training.quiz.queries import attempt, lapsed
from training.quiz.queries.allowances import exemptions, leeway_of
from training.quiz.rules.exceptions import ExceptionForOneself, ExceptionIsUnusable, Fault, Wanted
from training.quiz.rules.leeway import NONE
from training.quiz.rules.permits import QuizMayNotStart

DAY = timedelta(days=1)


@pytest.fixture
def hr(database):
    return people.employee(people.unit())


@pytest.fixture
def person(database):
    return person_with(Rule(requires=Conditions(at_most=1), minutes=10, grace_seconds=30))


def person_with(*rules: Rule):
    content.published(quiz=content.quiz(rules=rules, hours=0))
    return people.employee(people.unit())


def wanted(at, **more) -> Wanted:
    return Wanted("Penglihatan terbatas.", at + 30 * DAY, **more)


def test_an_exception_holds_from_the_next_request_until_it_ends(person, hr, clock):
    quiz.submitted(person, at=clock.now, right=0)
    with pytest.raises(QuizMayNotStart):
        quiz.started(person, at=clock.now)
    made = allow(person.id, wanted(clock.now, extra_attempts=1), by=hr.id, at=clock.now)
    again = quiz.submitted(person, at=clock.now, right=0)
    assert again.score == 0
    assert end_allowance(made, of=person.id, by=hr.id, at=clock.now)
    assert leeway_of(person.id, content.SLUG, at=clock.now) == NONE


def test_an_exception_ends_by_itself_and_is_for_its_module_and_person_only(person, hr, clock):
    allow(person.id, wanted(clock.now, slug=content.SLUG, extra_attempts=1), by=hr.id, at=clock.now)
    assert leeway_of(person.id, content.SLUG, at=clock.now + 29 * DAY).extra_attempts == 1
    assert leeway_of(person.id, content.SLUG, at=clock.now + 30 * DAY) == NONE
    assert leeway_of(person.id, "m2-lain", at=clock.now) == NONE
    assert leeway_of(hr.id, content.SLUG, at=clock.now) == NONE


def test_both_ends_of_an_exception_are_noted_without_its_reason(person, hr, clock):
    made = allow(person.id, wanted(clock.now, time_factor=2), by=hr.id, at=clock.now)
    end_allowance(made, of=person.id, by=hr.id, at=clock.now)
    assert not end_allowance(made, of=person.id, by=hr.id, at=clock.now)
    events = of_actor(hr.id)
    assert {event.kind for event in events} == {"exception-made", "exception-ended"}
    assert all("Penglihatan" not in str(event) for event in events)
    kept = exemptions(person.id)[0]
    assert (kept.reason, kept.made_by, kept.ended_at) == (
        "Penglihatan terbatas.", hr.name, clock.now,
    )  # fmt: skip


def test_another_persons_exception_cannot_be_ended(person, hr, clock):
    made = allow(person.id, wanted(clock.now, time_factor=2), by=hr.id, at=clock.now)
    assert not end_allowance(made, of=hr.id, by=hr.id, at=clock.now)
    assert exemptions(person.id)[0].is_in_force(at=clock.now)


def test_extra_time_reaches_an_attempt_that_runs_already(person, hr, clock):
    sitting = quiz.started(person, at=clock.now)
    key = next(each.key for each in sitting.drawn if "-menyapa-" in each.key)
    allow(person.id, wanted(clock.now, time_factor=1.5), by=hr.id, at=clock.forward(minutes=9))
    longer = attempt(sitting.past.id, of=person.id).past.deadline
    assert longer == sitting.past.started_at + timedelta(minutes=15)
    save_answer(sitting.past.id, key, "a", 0, of=person.id, at=clock.forward(minutes=5))
    assert lapsed(person.id, at=clock.now) == ()
    assert close_in_time(sitting.past.id, at=clock.now).ends > clock.now
    db.session.expire_all()
    assert lapsed(person.id, at=clock.forward(minutes=3)) == (sitting.past.id,)


def test_time_that_was_given_at_the_start_is_not_given_twice(person, hr, clock):
    allow(person.id, wanted(clock.now, time_factor=1.5), by=hr.id, at=clock.now)
    sitting = quiz.started(person, at=clock.now)
    assert sitting.past.deadline == clock.now + timedelta(minutes=15)
    allow(person.id, wanted(clock.now, time_factor=2), by=hr.id, at=clock.forward(minutes=1))
    longer = attempt(sitting.past.id, of=person.id).past.deadline
    assert longer == sitting.past.started_at + timedelta(minutes=20)


def test_extra_time_given_to_a_running_attempt_never_passes_the_close_of_the_quiz(
    database, hr, clock
):
    closes = clock.now + timedelta(minutes=30)
    sitter = person_with(Rule(requires=Conditions(closes=closes), minutes=25))
    sitting = quiz.started(sitter, at=clock.now)
    allow(sitter.id, wanted(clock.now, time_factor=2), by=hr.id, at=clock.forward(minutes=1))
    assert attempt(sitting.past.id, of=sitter.id).past.deadline == closes


def test_a_later_closing_day_reaches_an_attempt_that_runs_already(database, hr, clock):
    closes = clock.now + timedelta(minutes=30)
    sitter = person_with(Rule(requires=Conditions(closes=closes), minutes=60))
    sitting = quiz.started(sitter, at=clock.now)
    assert sitting.past.deadline == closes
    later = wanted(clock.now, open_until=clock.now + timedelta(minutes=45))
    allow(sitter.id, later, by=hr.id, at=clock.forward(minutes=1))
    longer = attempt(sitting.past.id, of=sitter.id).past.deadline
    assert longer == sitting.past.started_at + timedelta(minutes=45)


def test_an_exception_that_is_ended_and_made_anew_gives_its_time_once(person, hr, clock):
    first = allow(person.id, wanted(clock.now, time_factor=1.5), by=hr.id, at=clock.now)
    sitting = quiz.started(person, at=clock.now)
    end_allowance(first, of=person.id, by=hr.id, at=clock.forward(minutes=1))
    allow(person.id, wanted(clock.now, time_factor=1.5), by=hr.id, at=clock.now)
    assert attempt(sitting.past.id, of=person.id).past.deadline == sitting.past.deadline


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({}, Fault.NOTHING),
        ({"time_factor": 0.5}, Fault.TIME),
        ({"time_factor": 9.0}, Fault.TIME),
        ({"time_factor": float("nan")}, Fault.TIME),
        ({"extra_attempts": -1}, Fault.ATTEMPTS),
        ({"extra_attempts": 10**9}, Fault.ATTEMPTS),
        ({"reason": "  "}, Fault.NO_REASON),
        ({"reason": "x" * 501}, Fault.REASON_TOO_LONG),
        ({"expires_at": -1}, Fault.EXPIRY),
        ({"expires_at": 401}, Fault.EXPIRY),
        ({"open_from": 2, "open_until": 2}, Fault.DATES),
    ],
)
def test_what_is_no_exception_is_refused(person, hr, clock, more, fault):
    days = {"expires_at", "open_from", "open_until"}
    values = {"reason": "Alasan.", "expires_at": 30} | more
    asked = Wanted(**{k: clock.now + v * DAY if k in days else v for k, v in values.items()})
    with pytest.raises(ExceptionIsUnusable) as refused:
        allow(person.id, asked, by=hr.id, at=clock.now)
    assert refused.value.fault is fault
    assert exemptions(person.id) == ()


def test_an_exception_for_a_module_that_never_was_is_not_found(person, hr, clock):
    with pytest.raises(NoResultFound):
        allow(person.id, wanted(clock.now, slug="m9-entah", time_factor=2), by=hr.id, at=clock.now)


def test_nobody_makes_an_exception_for_themselves(hr, clock):
    with pytest.raises(ExceptionForOneself):
        allow(hr.id, wanted(clock.now, time_factor=2), by=hr.id, at=clock.now)
    assert exemptions(hr.id) == ()
