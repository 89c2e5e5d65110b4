"""A key is corrected while others save, as one event; those concerned are told in parts, once."""

import threading
from functools import partial

import pytest
from sqlalchemy import delete, event, func, select

from tests.factories import content, people, quiz
from training.kernel import jobs
from training.kernel.db import db, writing
from training.quiz.actions import submit
from training.quiz.actions.regrading import Asked, regrade_aside, regrade_plan
from training.quiz.actions.telling import TELL, tell_some
from training.quiz.queries.correcting import correctable
from training.quiz.rules.regrading import NothingToCorrect, Policy
from training.quiz.tables import Regrade, Rescore, Submission

pytestmark = pytest.mark.slow

KEY, REASON = "m1-menyapa-a", "Pilihan b lebih tepat menurut panel."


@pytest.fixture
def crowd(database, clock):
    """Five who handed in a quiz of which one key was wrong, and one who has it open."""
    content.published(quiz=content.quiz(per_objective=4))
    unit = people.unit()
    done = [people.employee(unit) for _ in range(5)]
    for each in done:
        quiz.submitted(each, at=clock.now)
    late = people.employee(unit)
    sitting = quiz.started(late, at=clock.now)
    quiz.answered(sitting, of=late.id, at=clock.now)
    content.rekeyed(question=KEY, right="b", at=clock.forward(days=1), per_objective=4)
    db.session.execute(delete(jobs.Job))
    db.session.commit()
    return [each.id for each in done], late.id, sitting.past.id


def asked():
    (found,) = correctable(content.SLUG)
    return Asked(content.SLUG, found.key, found.replaced, Policy.EVERYBODY)


def corrected(crowd, clock):
    plan = regrade_aside(asked(), reason=REASON, by=crowd[0][0], at=clock.now)
    db.session.commit()
    return plan


def rescores():
    return db.session.execute(select(func.count()).select_from(Rescore)).scalar_one()


def is_planning(statement: str) -> bool:
    return "FROM attempt JOIN submission" in statement and "count(" not in statement


def test_beside_others_it_is_one_event_and_made_once(crowd, clock):
    dry = regrade_plan(asked())
    plan = corrected(crowd, clock)
    assert plan.effect == dry.effect
    (event_id,) = db.session.scalars(select(Regrade.id))
    assert set(db.session.scalars(select(Rescore.regrade_id))) == {event_id}
    assert rescores() == 5
    again = Asked(content.SLUG, KEY, plan.correctable.replaced, Policy.EVERYBODY)
    with pytest.raises(NothingToCorrect):
        regrade_aside(again, reason=REASON, by=crowd[0][0], at=clock.now)


def test_the_plan_is_read_while_others_write(crowd, clock):
    wanted, held = asked(), []

    def note(_connection, _cursor, statement, *_more):
        if is_planning(statement):
            held.append(writing.get())

    event.listen(db.engine, "before_cursor_execute", note)
    regrade_aside(wanted, reason=REASON, by=crowd[0][0], at=clock.now)
    event.remove(db.engine, "before_cursor_execute", note)
    assert held == [False]


def test_who_hands_in_while_it_is_planned_is_corrected_too(crowd, database, clock):
    _done, late, sitting = crowd
    wanted, at, handed_in = asked(), clock.now, []

    def hand_in(_connection, _cursor, statement, *_more):
        if is_planning(statement) and not writing.get() and not handed_in:
            handed_in.append(True)
            beside = threading.Thread(target=run)
            beside.start()
            beside.join()

    def run():
        with database.app_context():
            submit(sitting, of=late, at=at)
            db.session.commit()
            db.session.remove()

    event.listen(db.engine, "after_cursor_execute", hand_in)
    plan = regrade_aside(wanted, reason=REASON, by=crowd[0][0], at=clock.now)
    event.remove(db.engine, "after_cursor_execute", hand_in)
    db.session.commit()
    assert handed_in
    assert plan.effect.marked == rescores() == 6
    assert db.session.execute(select(func.count()).select_from(Submission)).scalar_one() == 6


def written(name, attempt_id, reason):
    return f"Untuk {name}", f"{attempt_id} {reason}"


def letters():
    waiting = select(jobs.Job.payload).where(jobs.Job.kind == "mail")
    return [each["to"] for each in db.session.scalars(waiting)]


def test_everybody_concerned_is_written_to_once_in_parts(crowd, clock):
    corrected(crowd, clock)
    sent = []
    done = {
        TELL: partial(tell_some, write=written, most=2),
        "mail": lambda running: sent.append(running.payload["to"]),
    }
    while jobs.run_one(done, clock=lambda: clock.now):
        pass
    assert len(sent) == len(set(sent)) == 5
    parts = select(func.count()).where(jobs.Job.kind == TELL)
    assert db.session.execute(parts).scalar_one() == 3


def test_a_worker_that_dies_between_parts_writes_to_nobody_twice(crowd, clock):
    corrected(crowd, clock)
    job = db.session.scalars(select(jobs.Job).where(jobs.Job.kind == TELL)).one()
    running = jobs.Running(job.id, job.payload, clock.now, lambda _done, _of: None)
    tell_some(running, write=written, most=2)
    db.session.rollback()  # it died before it kept anything
    assert letters() == []
    tell_some(running, write=written, most=2)
    db.session.commit()
    asked_for = select(jobs.Job).where(jobs.Job.kind == TELL, jobs.Job.id != running.id)
    assert len(letters()) == 2
    assert db.session.scalars(asked_for).one().payload["after"]
