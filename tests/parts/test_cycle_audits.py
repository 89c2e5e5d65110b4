"""The audit of a cycle is asked for at the desk and drawn once by the worker, on both databases."""

from contextlib import suppress
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import delete, event, func, select, update

from tests.factories import cycles, observation
from training.audit.queries import of_actor
from training.internalization.actions.auditing import (
    DRAW,
    AuditIsDrawn,
    ask_audit,
    draw_asked,
)
from training.internalization.actions.closing import Closer, close
from training.internalization.actions.cycles import When
from training.internalization.queries.audits import left_to_see
from training.internalization.queries.counting import Moment, tallied
from training.internalization.queries.cycles import cycle_of
from training.internalization.rules.cycles import CycleIsClosed
from training.internalization.rules.rule import CURRENT
from training.internalization.tables.ledger import Entry
from training.kernel import jobs
from training.kernel.db import db, writing
from training.kernel.settings import ROOT
from training.observation.rules.drawing import NobodyMayObserve, PeriodDoesNotFit, Purpose
from training.observation.tables.visits import VisitDraw
from training.people.tables.employees import Posting, RoleGrant

pytestmark = pytest.mark.slow

LABEL, ZONE = "2026-2", "Asia/Makassar"


@pytest.fixture
def city(database, clock):
    made = observation.city(staff=6)
    cycles.opened(clock.now, LABEL)
    db.session.commit()
    return made


def days(clock, first=10, last=60):
    return clock.now.date() + timedelta(days=first), clock.now.date() + timedelta(days=last)


def when(clock, who=None):
    return When(clock.now, clock.now.date(), who.id if who else None)


def asked(clock, who=None, **more):
    job_id = ask_audit(LABEL, days(clock, **more), when=when(clock, who))
    db.session.execute(delete(jobs.Job).where(jobs.Job.kind != DRAW))
    db.session.commit()
    return job_id


def work(clock):
    """The worker does the job that is due; answers how it ended."""
    drawing = partial(draw_asked, zone=ZONE, root=ROOT, commit=db.session.commit)
    assert jobs.run_one({DRAW: drawing}, clock=lambda: clock.now)
    return db.session.get_one(jobs.Job, jobs.newest(f"{DRAW}:{LABEL}").id)


def how_many_draws():
    audits = select(func.count()).where(VisitDraw.purpose == Purpose.AUDIT)
    return db.session.execute(audits).scalar_one()


def drawn(clock):
    return cycle_of(LABEL, today=clock.now.date()).audit


def test_the_audit_is_drawn_among_those_who_show_nothing(city, clock):
    watched = observation.visit_for(city.mentors["DINAS-A"], at=clock.now, signed=True)
    clock.forward(hours=2)
    asked(clock, city.leader)
    assert drawn(clock) is None
    done = work(clock)
    assert (done.result, done.error) == (None, None)
    found = tallied(Moment(clock.now, clock.now.date()), CURRENT, drawn(clock))
    everybody = [person for count in found.counts.values() for person in count.unassessed]
    assert everybody
    assert watched.employee_id not in everybody
    count = sum(len(each) for each in found.drawn.values())
    assert left_to_see(drawn(clock)) == (count, count)
    assert "visits-drawn" in [each.kind for each in of_actor(city.leader.id)]
    with pytest.raises(AuditIsDrawn):
        asked(clock)


def test_what_can_be_known_at_once_is_refused_at_once(city, clock):
    with pytest.raises(PeriodDoesNotFit):
        asked(clock, first=-1)
    with pytest.raises(PeriodDoesNotFit):
        asked(clock, first=9, last=8)
    clock.forward(days=100)
    close(LABEL, Closer(None, clock.now, ZONE, 10))
    with pytest.raises(CycleIsClosed):
        asked(clock)


def test_a_city_without_observers_draws_no_audit(city, clock):
    db.session.execute(update(RoleGrant).values(ended_at=clock.now))
    with pytest.raises(NobodyMayObserve):
        asked(clock)


def test_asked_twice_it_is_drawn_once(city, clock):
    first = asked(clock)
    assert asked(clock, city.leader) is None
    db.session.execute(update(jobs.Job).values(started_at=clock.now))  # the first is being done
    clock.forward(seconds=1)
    second = asked(clock, city.leader, first=20)
    assert second not in {None, first}
    work(clock)
    audit = drawn(clock)
    assert work(clock).result is None
    assert drawn(clock) == audit
    assert how_many_draws() == 1
    assert jobs.waiting() == 1  # the ledger of tonight


@pytest.mark.parametrize("commit", [1, 3], ids=["of evidence", "of the draw"])
def test_a_worker_killed_at_a_commit_draws_once(city, clock, commit):
    observation.visit_for(city.mentors["DINAS-A"], at=clock.now, signed=True)
    clock.forward(hours=2)
    job_id = asked(clock)
    payload, commits = db.session.get_one(jobs.Job, job_id).payload, []

    def keep():
        commits.append(1)
        if len(commits) == commit:
            raise KeyboardInterrupt
        db.session.commit()

    running = jobs.Running(job_id, payload, clock.now, lambda _done, _of: None)
    with suppress(KeyboardInterrupt):
        draw_asked(running, zone=ZONE, root=ROOT, commit=keep)
        keep()  # the job's own
    assert len(commits) == commit
    db.session.rollback()
    assert drawn(clock) is None
    assert work(clock).done_at
    assert drawn(clock) == f"audit-{LABEL}"
    assert how_many_draws() == 1


def test_what_the_worker_refuses_is_told_and_can_be_asked_for_again(city, clock):
    asked(clock)
    one_department = city.mentors["DINAS-A"].id
    db.session.execute(
        update(RoleGrant).where(RoleGrant.employee_id != one_department).values(ended_at=clock.now)
    )
    db.session.commit()
    assert work(clock).result == {"refused": "NobodyMayObserve"}
    db.session.execute(update(RoleGrant).values(ended_at=None))
    clock.forward(minutes=1)
    asked(clock)
    assert work(clock).result is None
    assert drawn(clock)


def test_a_city_in_which_nobody_is_left_to_audit_says_so(city, clock):
    asked(clock)
    db.session.execute(update(Posting).values(valid_to=clock.now.date()))
    db.session.commit()
    assert work(clock).result == {"refused": "EverybodyIsAssessed"}


def test_the_ledger_is_read_while_others_write(city, clock):
    observation.visit_for(city.mentors["DINAS-A"], at=clock.now, signed=True)
    clock.forward(hours=2)
    asked(clock)
    held = []

    def note(_connection, _cursor, statement, *_more):
        if f"FROM {Entry.__tablename__}" in statement and "count(" not in statement:
            held.append(writing.get())

    event.listen(db.engine, "before_cursor_execute", note)
    work(clock)
    event.remove(db.engine, "before_cursor_execute", note)
    assert len(held) > 1
    assert not any(held)
