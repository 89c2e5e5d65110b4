"""What the table of jobs keeps, and what it forgets."""

import pytest
from sqlalchemy import select

from training.kernel import jobs
from training.kernel.clock import now
from training.kernel.db import db

LETTER = {"to": "rahasia@contoh.invalid", "body": "https://resap.invalid/masuk/tautan/abc"}


def ask(clock, kind: str = "mail"):
    job_id = jobs.ask(kind, LETTER, at=clock.now)
    db.session.commit()
    return job_id


def stored(job_id) -> jobs.Job:
    db.session.rollback()
    return db.session.get_one(jobs.Job, job_id, populate_existing=True)


def run(handlers) -> bool:
    return jobs.run_one(handlers, clock=now)


def failing(_: jobs.Running) -> None:
    raise RuntimeError


def test_a_delivered_letter_leaves_no_address_and_no_link(database, clock):
    job_id = ask(clock)
    assert run({"mail": lambda running: {"to": len(running.payload)}})
    assert stored(job_id).payload == {}
    assert stored(job_id).result == {"to": 2}


def test_other_work_keeps_what_it_was_asked_with(database, clock):
    job_id = ask(clock, "work")
    assert run({"work": lambda _: None})
    assert stored(job_id).payload == LETTER


@pytest.mark.parametrize("dies", [False, True])
def test_a_letter_that_was_given_up_is_emptied_and_not_tried_again(database, clock, dies):
    job_id = ask(clock)
    for _ in range(jobs.ATTEMPTS):
        assert stored(job_id).payload == LETTER
        if dies:
            jobs.claim(at=clock.now)
            db.session.commit()
        else:
            run({"mail": failing})
        clock.forward(days=1)
    run({"mail": failing})
    assert stored(job_id).failed
    assert stored(job_id).payload == {}
    assert jobs.again(job_id, at=clock.now) == 0
    assert jobs.again(None, at=clock.now) == 0


def test_work_done_a_month_ago_is_forgotten_as_other_work_is_done(database, clock):
    old, given_up = ask(clock, "work"), ask(clock, "broken")
    run({"work": lambda _: None, "broken": failing})
    run({"work": lambda _: None, "broken": failing})
    db.session.get_one(jobs.Job, given_up).failed = True
    db.session.commit()
    clock.forward(days=29)
    kept = ask(clock, "work")
    run({"work": lambda _: None})
    assert stored(old)
    clock.forward(days=2)
    last = ask(clock, "work")
    run({"work": lambda _: None})
    assert set(db.session.scalars(select(jobs.Job.id))) == {given_up, kept, last}
