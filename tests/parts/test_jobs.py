"""Work that was asked for is done: once, by one worker, after every kind of mishap."""

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from training.kernel import jobs, mail
from training.kernel.clock import now
from training.kernel.db import db, impatient, writing
from training.kernel.settings import ROOT


def ask(clock, kind: str = "work", **more):
    job_id = jobs.ask(kind, {"n": 1}, at=clock.now, **more)
    db.session.commit()
    return job_id


def stored(job_id) -> jobs.Job:
    db.session.rollback()
    return db.session.get_one(jobs.Job, job_id, populate_existing=True)


def run(handlers) -> bool:
    return jobs.run_one(handlers, clock=now)


def failing(_: jobs.Running) -> None:
    raise RuntimeError("personal words")


def test_a_job_is_done_and_its_result_kept(database, clock):
    job_id = ask(clock)
    assert run({"work": lambda running: {"seen": running.payload["n"]}})
    assert stored(job_id).result == {"seen": 1}
    assert stored(job_id).done_at == clock.now
    assert not run({})


def test_work_that_was_asked_for_in_an_undone_transaction_is_not_done(database, clock):
    jobs.ask("work", {}, at=clock.now)
    db.session.rollback()
    assert not run({"work": failing})


def test_two_workers_never_take_the_same_job(database, clock):
    wanted = {ask(clock) for _ in range(6)}
    taken, gate = [], threading.Barrier(3)

    def work() -> None:
        with database.app_context():
            gate.wait()
            while (job := jobs.claim(at=clock.now)) is not None:
                taken.append(job.id)
                db.session.commit()
            db.session.remove()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == 6
    assert set(taken) == wanted


def test_a_job_whose_worker_was_killed_comes_back_after_its_lease(database, clock):
    job_id = ask(clock)
    jobs.claim(at=clock.now)
    db.session.commit()
    clock.forward(seconds=59)
    assert not run({"work": lambda _: None})
    clock.forward(seconds=2)
    assert run({"work": lambda _: None})
    assert stored(job_id).attempts == 2
    assert stored(job_id).done_at == clock.now


def test_a_failed_job_is_tried_again_later_and_at_last_given_up(database, clock):
    job_id, waits = ask(clock), []
    for _ in range(jobs.ATTEMPTS):
        assert run({"work": failing})
        waits.append(stored(job_id).run_at - clock.now)
        assert not run({"work": failing})
        clock.forward(days=1)
    assert waits == sorted(waits)
    assert waits[0] == timedelta(seconds=40)
    assert stored(job_id).failed
    assert stored(job_id).error == "RuntimeError"
    assert not run({"work": failing})


def test_a_job_that_always_takes_its_worker_down_is_given_up(database, clock):
    job_id = ask(clock)
    for _ in range(jobs.ATTEMPTS):
        assert jobs.claim(at=clock.now)
        db.session.commit()
        clock.forward(minutes=11)
    done = []
    assert run({"work": done.append})
    assert done == []
    assert stored(job_id).failed


def test_a_job_that_was_given_up_is_tried_anew_when_asked(database, clock):
    job_id = ask(clock)
    for _ in range(jobs.ATTEMPTS):
        run({"work": failing})
        clock.forward(days=1)
    assert jobs.again(job_id, at=clock.now) == 1
    db.session.commit()
    assert run({"work": lambda _: None})
    assert stored(job_id).done_at == clock.now


def test_the_same_open_work_is_asked_for_once(database, clock):
    assert ask(clock, key="tally:1")
    assert ask(clock, key="tally:1") is None
    assert ask(clock, key="tally:2")
    assert jobs.waiting() == 2
    jobs.claim(at=clock.now)
    db.session.commit()
    assert ask(clock, key="tally:1"), "work that has begun may have missed the newest fact"


def test_a_failed_transaction_of_a_job_leaves_nothing(database, clock):
    def half_done(running: jobs.Running) -> None:
        jobs.ask("other", {}, at=running.at)
        db.session.flush()
        raise RuntimeError

    ask(clock)
    run({"work": half_done})
    assert not db.session.scalars(select(jobs.Job).where(jobs.Job.kind == "other")).all()


def test_progress_is_seen_at_once(database, clock):
    seen = []

    def long(running: jobs.Running) -> None:
        running.tell(3, 10)
        with db.engine.connect() as other:
            seen.append(other.execute(select(jobs.Job.progress, jobs.Job.total)).one())
        db.session.rollback()

    ask(clock)
    run({"work": long})
    assert seen == [(3, 10)]


def test_a_job_stays_leased_for_as_long_as_its_worker_lives(database, clock):
    leases = []

    def long(_: jobs.Running) -> None:
        clock.forward(minutes=30)
        deadline = time.monotonic() + 5
        while not leases and time.monotonic() < deadline:
            with db.engine.connect() as other:
                until = other.execute(select(jobs.Job.lease_until)).scalar_one()
            if until > clock.now:
                leases.append(until)
            db.session.rollback()
            time.sleep(0.02)

    job_id = ask(clock)
    assert jobs.run_one({"work": long}, clock=now, beat=timedelta(seconds=0.05))
    assert leases == [clock.now + jobs.LEASE]
    assert stored(job_id).done_at == clock.now
    assert stored(job_id).lease_until is None


def test_telling_while_the_job_itself_writes_never_blocks_it(database, clock):
    def writes(running: jobs.Running) -> None:
        jobs.ask("other", {}, at=running.at)
        running.tell(1, 2)

    job_id = ask(clock)
    began = time.monotonic()
    run({"work": writes})
    assert time.monotonic() - began < 2
    assert stored(job_id).done_at == clock.now


def test_an_idle_worker_does_not_take_the_writers_place(database, clock):
    with impatient() as writer:
        writer.execute(select(1))
        assert not run({})
    assert writing.get()


def test_a_letter_is_delivered_once_however_often_it_is_tried(database, clock, tmp_path):
    mail.send(to="a@contoh.invalid", subject="Undangan", body="Isi.", at=clock.now)
    db.session.commit()
    deliver = partial(mail.deliver, where=f"outbox:{tmp_path}")

    def killed_after(running: jobs.Running) -> None:
        deliver(running)
        raise RuntimeError

    assert run({"mail": killed_after})
    clock.forward(hours=1)
    assert run({"mail": deliver})
    (letter,) = tmp_path.iterdir()
    assert "Subject: Undangan" in letter.read_text()


KILLED = """
import os, sys, time
from training.factory import create_app
from training.kernel import jobs
from training.kernel.clock import now
app = create_app()
def slow(running):
    jobs.ask("other", {}, at=running.at)
    print("working", flush=True)
    time.sleep(60)
with app.app_context():
    jobs.run_one({"work": slow}, clock=now)
"""


@pytest.mark.slow
def test_killing_a_worker_in_the_middle_loses_nothing(database, clock, folder):
    job_id = ask(clock)
    chosen = database.config["RESAP"]
    given = {"RESAP_DATA": chosen.data, "DATABASE_URL": chosen.database_url,
             "RESAP_CLOCK_FILE": chosen.clock_file, "RESAP_DEMO": 1}  # fmt: skip
    environment = {**os.environ, **{key: str(value) for key, value in given.items()}}
    worker = subprocess.Popen(
        [sys.executable, "-c", KILLED], cwd=ROOT, env=environment, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    assert worker.stdout.readline() == b"working\n"
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    assert stored(job_id).done_at is None
    db.session.rollback()
    clock.forward(minutes=11)
    assert run({"work": lambda _: {"again": True}})
    assert stored(job_id).result == {"again": True}
    assert not db.session.scalars(select(jobs.Job).where(jobs.Job.kind == "other")).all()
