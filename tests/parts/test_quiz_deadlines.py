"""Timed attempts: one clock, grace for slow requests, and a server that closes by itself."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.factories import content, kinds, people, quiz
from training.content.rules.gates import Abandoned, Conditions, Late, Rule
from training.kernel import jobs
from training.kernel.db import db
from training.quiz.actions import save_answer, start, submit
from training.quiz.queries import attempt, history
from training.quiz.rules.attempts import AlreadySubmitted, Cause, Phase, TimeIsUp
from training.quiz.tables import Submission
from training.reporting.actions import handlers, settle
from training.reporting.queries.checking import check

ZONE = "Asia/Makassar"


def person_with(*rules: Rule, **more):
    content.published(quiz=content.quiz(rules=rules, **more))
    return people.employee(people.unit())


@pytest.fixture
def person(database):
    return person_with(Rule(minutes=10, grace_seconds=30))


def single(sitting) -> str:
    return next(each.key for each in sitting.drawn if "-menyapa-" in each.key)


def work(clock) -> None:
    db.session.commit()
    while jobs.run_one(handlers(ZONE, k=10, keep=db.session.commit), clock=lambda: clock.now):
        pass


def test_the_deadline_is_fixed_when_the_attempt_begins(person, clock):
    began = clock.now
    sitting = quiz.started(person, at=began)
    assert sitting.past.deadline == began + timedelta(minutes=10)
    again = start(people.acting(person), content.SLUG, at=clock.forward(minutes=3))
    assert attempt(again.attempt_id, of=person.id).past.deadline == sitting.past.deadline


def test_answers_are_taken_until_the_grace_is_over(person, clock):
    sitting = quiz.started(person, at=clock.now)
    key, of = single(sitting), person.id
    save_answer(sitting.past.id, key, "a", 0, of=of, at=clock.forward(minutes=10, seconds=30))
    with pytest.raises(TimeIsUp):
        save_answer(sitting.past.id, key, "b", 1, of=of, at=clock.forward(seconds=1))


def test_the_server_closes_and_marks_what_was_saved_in_time(person, clock):
    sitting = quiz.started(person, at=clock.now)
    quiz.answered(sitting, of=person.id, at=clock.forward(minutes=5))
    clock.forward(minutes=6)
    work(clock)
    closed = attempt(sitting.past.id, of=person.id)
    assert closed.phase(at=clock.now) is Phase.FINISHED
    assert (closed.past.cause, closed.past.passed) == (Cause.SERVER, True)
    assert closed.past.submitted_at == sitting.past.deadline + timedelta(seconds=30)
    assert list(check(zone=ZONE, k=10)) == []


def test_whoever_looks_after_the_end_finds_it_closed_as_of_the_end(person, clock):
    sitting = quiz.started(person, at=clock.now)
    assert settle(person.id, at=clock.forward(minutes=10, seconds=30)) == 0
    assert settle(person.id, at=clock.forward(days=3)) == 1
    assert settle(person.id, at=clock.now) == 0
    past = history(person.id)[0]
    assert past.submitted_at == sitting.past.deadline + timedelta(seconds=30)


def test_handing_in_late_is_the_servers_close_and_happens_once(person, clock):
    sitting = quiz.started(person, at=clock.now)
    done = submit(sitting.past.id, of=person.id, at=clock.forward(hours=1))
    assert (done.cause, done.at) == (Cause.SERVER, sitting.closes_at)
    assert submit(sitting.past.id, of=person.id, at=clock.forward(hours=1)) == done
    with pytest.raises(AlreadySubmitted) as refused:
        submit(sitting.past.id, of=person.id, at=clock.now, key="other")
    assert refused.value.cause is Cause.SERVER


def test_a_late_policy_may_leave_nothing_of_it(database, clock):
    person = person_with(Rule(minutes=10, late=Late.ZERO))
    sitting = quiz.started(person, at=clock.now)
    quiz.answered(sitting, of=person.id, at=clock.now)
    clock.forward(hours=1)
    work(clock)
    past = history(person.id)[0]
    assert (past.score, past.passed, set(past.marks.values())) == (0.0, False, {0.0})


def test_nobody_is_asked_to_mark_what_a_late_policy_left_nothing_of(database, clock):
    text = kinds.free_text("m1-uraian-a")
    late = Rule(minutes=10, late=Late.ZERO)
    content.published(quiz=content.quiz_of(text, content.question("m1-satu-a"), rules=(late,)))
    person = people.employee(people.unit())
    sitting = quiz.started(person, at=clock.now)
    said = "Saya menyapa anak itu."
    save_answer(sitting.past.id, text.key, said, 0, of=person.id, at=clock.now)
    clock.forward(hours=1)
    work(clock)
    past = history(person.id)[0]
    assert (past.score, past.pending, past.cause) == (0.0, False, Cause.SERVER)


def test_an_untimed_attempt_never_ends_by_itself(database, clock):
    person = person_with()
    sitting = quiz.started(person, at=clock.now)
    clock.forward(days=365)
    work(clock)
    assert settle(person.id, at=clock.now) == 0
    save_answer(sitting.past.id, single(sitting), "a", 0, of=person.id, at=clock.now)


def test_an_open_quiz_that_closes_on_a_date_ends_there(database, clock):
    closes = clock.now + timedelta(minutes=4)
    person = person_with(Rule(requires=Conditions(closes=closes), minutes=10))
    assert quiz.started(person, at=clock.now).past.deadline == closes


def test_an_abandoned_attempt_is_gone_on_with(database, clock):
    person = person_with()
    first = quiz.started(person, at=clock.now)
    later = clock.forward(days=40)
    assert first.phase(at=later) is Phase.ABANDONED
    assert quiz.started(person, at=later).past.id == first.past.id


def test_an_abandoned_attempt_may_be_left_for_a_new_one_by_rule(database, clock):
    person = person_with(Rule(abandoned=Abandoned.ANEW, abandoned_after_days=7))
    first = quiz.started(person, at=clock.now)
    second = quiz.started(person, at=clock.forward(days=8))
    assert second.past.id != first.past.id
    with pytest.raises(AlreadySubmitted):
        save_answer(first.past.id, single(first), "a", 0, of=person.id, at=clock.now)
    put_aside = history(person.id)[0]
    assert (put_aside.void, put_aside.passed, put_aside.cause) == (True, False, Cause.SERVER)
    assert db.session.scalar(select(func.count()).select_from(Submission)) == 1
