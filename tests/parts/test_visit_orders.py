"""Visits are asked for at the desk and drawn once by the worker, on both databases."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import delete, event, func, select

from tests.factories import observation
from training.audit.queries import of_actor
from training.kernel import jobs
from training.kernel.db import db, writing
from training.kernel.settings import ROOT
from training.observation.actions.ordering import ask_draw, draw_asked
from training.observation.queries.draws import draw_of, verify
from training.observation.queries.ordered import DRAW, Wish, asked, wish_of
from training.observation.rules.drawing import (
    NobodyMayObserve,
    NobodyToObserve,
    PeriodDoesNotFit,
    commitment,
)
from training.observation.rules.orders import LabelDoesNotFit, LabelIsTaken
from training.observation.tables.visits import VisitDraw
from training.people.tables.employees import Posting

pytestmark = pytest.mark.slow
LABEL, ZONE = "2026-12", "Asia/Makassar"


@pytest.fixture
def city(database):
    made = observation.city()
    db.session.execute(delete(jobs.Job))
    db.session.commit()
    return made


def wish(clock, label=LABEL, *, first=3, last=30, usual=2, exceptions=None):
    today = clock.now.date()
    days = today + timedelta(days=first), today + timedelta(days=last)
    return Wish(label, *days, usual, exceptions or {})


def ask(clock, who=None, label=LABEL, **more):
    by = who.id if who else None
    job_id = ask_draw(wish(clock, label, **more), by=by, at=clock.now, today=clock.now.date())
    db.session.commit()
    return job_id


def work(clock):
    """The worker does the job that is due; answers the job."""
    assert jobs.run_one({DRAW: drawing()}, clock=lambda: clock.now)
    return asked(LABEL)


def drawing():
    return partial(draw_asked, zone=ZONE, root=ROOT)


def how_many():
    return db.session.execute(select(func.count()).select_from(VisitDraw)).scalar_one()


def test_visits_are_drawn_once_however_often_they_are_asked_for(city, clock):
    except_one = {city.units["DINAS-A"].id: 1}
    assert ask(clock, city.leader, exceptions=except_one)
    assert ask(clock, city.leader, exceptions=except_one) is None
    assert how_many() == 0
    done = work(clock)
    assert (done.result, done.error) == (None, None)
    assert ask(clock, exceptions=except_one) is None
    assert not jobs.run_one({DRAW: drawing()}, clock=lambda: clock.now)
    assert how_many() == 1
    assert draw_of(LABEL, today=clock.now.date()).drawn == 6  # one, two, two, and one of the city
    assert "visits-drawn" in [each.kind for each in of_actor(city.leader.id)]


def test_a_job_that_runs_twice_draws_once(city, clock):
    job_id = ask(clock)
    running = jobs.Running(job_id, db.session.get_one(jobs.Job, job_id).payload, clock.now, print)
    db.session.commit()
    for _ in range(2):
        assert drawing()(running) is None
        db.session.commit()
    assert how_many() == 1


def test_the_hash_of_the_seed_is_known_at_once_and_the_seed_when_the_days_are_over(city, clock):
    ask(clock)
    done = work(clock)
    seed = db.session.scalars(select(VisitDraw.seed)).one()
    assert seed not in f"{done.payload} {done.result}"
    now, later = clock.now.date(), clock.now.date() + timedelta(days=31)
    assert (draw_of(LABEL, today=now).commitment, draw_of(LABEL, today=now).seed) == (
        commitment(seed),
        None,
    )
    assert draw_of(LABEL, today=later).seed == seed
    assert verify(LABEL, today=later).holds


def test_what_can_be_known_at_once_is_refused_at_once(city, clock):
    with pytest.raises(PeriodDoesNotFit):
        ask(clock, first=-1)
    with pytest.raises(LabelDoesNotFit):
        ask(clock, label="audit-2026-1")
    observation.drawn(city, at=clock.now, label=LABEL)
    with pytest.raises(LabelIsTaken):
        ask(clock)
    for mentor in city.mentors.values():
        db.session.execute(observation.ended(mentor.id, at=clock.now))
    with pytest.raises(NobodyMayObserve):
        ask(clock, label="2027-01")
    assert asked(LABEL) is None


def test_another_order_under_a_label_that_waits_or_is_drawn_is_refused(city, clock):
    ask(clock)
    with pytest.raises(LabelIsTaken):
        ask(clock, usual=3)
    work(clock)
    with pytest.raises(LabelIsTaken):
        ask(clock, usual=3)


def test_what_only_the_worker_sees_is_the_jobs_result_and_may_be_asked_for_again(city, clock):
    ask(clock)
    for code in ("DINAS-B", "DINAS-C"):
        db.session.execute(observation.ended(city.mentors[code].id, at=clock.now))
    db.session.commit()
    done = work(clock)
    assert jobs.refusal_of(done) == NobodyMayObserve.__name__
    assert wish_of(done.payload) == wish(clock)
    assert how_many() == 0
    clock.forward(minutes=1)
    assert ask(clock, last=40)


def test_a_city_in_which_nobody_is_left_to_be_observed_is_told_so(city, clock):
    ask(clock)
    away = clock.now.date() - timedelta(days=1)
    mentors = [each.id for each in city.mentors.values()]
    gone = Posting.employee_id.not_in(mentors)
    db.session.execute(Posting.__table__.update().where(gone).values(valid_to=away))
    support = Posting.employee_id.in_(mentors)
    db.session.execute(Posting.__table__.update().where(support).values(job_family="rahasia"))
    db.session.commit()
    assert jobs.refusal_of(work(clock)) == NobodyToObserve.__name__


def test_a_label_that_somebody_drew_under_meanwhile_is_told_by_the_worker(city, clock):
    ask(clock)
    observation.drawn(city, at=clock.now, label=LABEL)
    db.session.commit()
    assert jobs.refusal_of(work(clock)) == LabelIsTaken.__name__
    assert how_many() == 1


def test_a_draw_is_planned_while_others_write(city, clock):
    ask(clock)
    held = {True: [], False: []}

    def note(_connection, _cursor, statement, *_more):
        held[writing.get()].append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    work(clock)
    event.remove(db.engine, "before_cursor_execute", note)
    assert any("FROM posting" in each for each in held[False])
    assert any("FROM unit" in each for each in held[False])
    assert not any("FROM posting" in each or "FROM unit" in each for each in held[True])
    assert any("INSERT INTO visit" in each for each in held[True])
