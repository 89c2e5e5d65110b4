"""A cycle is opened with a sealed seed, audited by lot and closed once, on both databases."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from tests.factories import observation
from training.audit.queries import of_actor
from training.internalization.actions.closing import Closer, close, close_asked
from training.internalization.actions.cycles import (
    CLOSE,
    When,
    ask_to_close,
    open_cycle,
)
from training.internalization.actions.ledger import take_everything
from training.internalization.queries.audits import audited, left_to_see
from training.internalization.queries.counting import Moment, tallied
from training.internalization.queries.cycles import CITY, cycle_of, newest_closed, units_said
from training.internalization.rules.cycles import (
    AnotherCycleIsOpen,
    CycleDatesDoNotFit,
    CycleIsClosed,
    CycleIsNotOver,
    CycleLabelDoesNotFit,
    CycleLabelIsTaken,
    Span,
    State,
)
from training.internalization.rules.rule import CURRENT
from training.internalization.tables.cycles import Cycle, UnitEstimate
from training.kernel import jobs
from training.kernel.db import db
from training.observation.queries.doses import made_between
from training.observation.tables.visits import VisitDraw

pytestmark = pytest.mark.slow

ZONE = "Asia/Makassar"
SPAN = Span(date(2026, 11, 23), date(2027, 2, 28))


@pytest.fixture
def city(database, clock):
    made = observation.city(staff=12)
    db.session.commit()
    return made


def when(clock, who=None):
    return When(clock.now, clock.now.date(), who.id if who else None)


def opened(clock, city, label="2026-2", span=SPAN):
    open_cycle(label, span, when=when(clock, city.leader))
    return cycle_of(label, today=clock.now.date())


def over(clock):
    return clock.set(datetime(2027, 3, 4, 1, tzinfo=UTC))


def closer(clock, city):
    return Closer(city.leader.id, clock.now, ZONE, 10)


def test_the_hash_of_the_seed_is_public_and_the_seed_is_not(city, clock):
    shown = opened(clock, city)
    seed = db.session.execute(select(Cycle.seed)).scalar_one()
    assert shown.commitment == hashlib.sha256(seed.encode()).hexdigest()
    assert (shown.seed, shown.state) == (None, State.RUNNING)
    assert [each.kind for each in of_actor(city.leader.id)] == ["cycle-opened"]


@pytest.mark.parametrize(("label", "span", "refusal"), [
    ("Putaran 1", SPAN, CycleLabelDoesNotFit),
    ("2026-2", Span(SPAN.first, SPAN.first), CycleDatesDoNotFit),
    ("2026-2", Span(SPAN.last, SPAN.first), CycleDatesDoNotFit),
    ("2026-2", Span(SPAN.first, date(2029, 1, 1)), CycleDatesDoNotFit),
])  # fmt: skip
def test_a_cycle_that_does_not_fit_is_refused(city, clock, label, span, refusal):
    with pytest.raises(refusal):
        open_cycle(label, span, when=when(clock))


def test_one_cycle_runs_at_a_time(city, clock):
    opened(clock, city)
    with pytest.raises(CycleLabelIsTaken):
        open_cycle("2026-2", SPAN, when=when(clock))
    with pytest.raises(CycleDatesDoNotFit):
        open_cycle("2027-1", Span(SPAN.last, date(2027, 6, 1)), when=when(clock))
    with pytest.raises(AnotherCycleIsOpen):
        open_cycle("2027-1", Span(date(2027, 3, 1), date(2027, 6, 1)), when=when(clock))


def test_who_is_left_to_be_seen_is_counted_as_the_audit_counts(city, clock):
    unseen = observation.visit_for(city.mentors["DINAS-A"], at=clock.now)
    seen = observation.visit_for(city.mentors["DINAS-B"], at=clock.now, signed=True)
    for visit, left in ((unseen, 1), (seen, 0)):
        label = db.session.get_one(VisitDraw, visit.draw_id).label
        assert left_to_see(label) == (left, 1)
        assert [each.seen for each in audited(label).values()] == [not left]


def test_a_cycle_is_closed_after_its_last_day_and_once(city, clock):
    opened(clock, city)
    with pytest.raises(CycleIsNotOver):
        ask_to_close("2026-2", when=when(clock))
    with pytest.raises(CycleIsNotOver):
        close("2026-2", closer(clock, city))
    over(clock)
    assert ask_to_close("2026-2", when=when(clock)) is not None
    assert ask_to_close("2026-2", when=when(clock)) is None
    close("2026-2", closer(clock, city))
    with pytest.raises(CycleIsClosed):
        close("2026-2", closer(clock, city))
    with pytest.raises(CycleIsClosed):
        ask_to_close("2026-2", when=when(clock))
    shown = newest_closed(today=clock.now.date())
    assert shown is not None
    assert shown.seed is not None


def test_the_workers_second_try_changes_nothing(city, clock):
    opened(clock, city)
    over(clock)
    ask_to_close("2026-2", when=when(clock, city.leader))
    db.session.commit()
    job = db.session.scalars(select(jobs.Job).where(jobs.Job.kind == CLOSE)).one()
    running = jobs.Running(job.id, job.payload, clock.now, lambda _done, _of: None)
    close_asked(running, zone=ZONE, k=10, keep=db.session.commit)
    before = newest_closed(today=clock.now.date())
    close_asked(running, zone=ZONE, k=10, keep=db.session.commit)
    assert newest_closed(today=clock.now.date()) == before


def test_what_a_cycle_says_is_never_changed(city, clock):
    opened(clock, city)
    over(clock)
    close("2026-2", closer(clock, city))
    db.session.commit()
    for change in ("unit_estimate SET low = 0", "unit_finding SET roster = 1",
                   "cycle SET label = 'x'", "cycle_closing SET rule = 2"):  # fmt: skip
        with pytest.raises(DatabaseError, match="what a cycle says is never changed"):
            db.session.execute(text(f"UPDATE {change}"))
        db.session.rollback()


def test_every_unit_has_an_estimate_at_every_level_and_so_has_the_city(city, clock):
    opened(clock, city)
    over(clock)
    close("2026-2", closer(clock, city))
    said = units_said(cycle_of("2026-2", today=clock.now.date()).id)
    assert set(said) == {CITY, *(unit.id for unit in city.units.values()), city.root.id}
    for each in said.values():
        assert sorted(each.levels) == [1, 2, 3, 4, 5]
        for level in each.levels.values():
            assert 0 <= level.evidenced <= level.estimate + 1e-6
            assert level.low <= level.estimate <= level.high


def test_figures_can_be_had_again_from_the_draws_that_were_kept(city, clock):
    opened(clock, city)
    over(clock)
    close("2026-2", closer(clock, city))
    row = db.session.scalars(
        select(UnitEstimate).where(UnitEstimate.unit_id == city.units["DINAS-A"].id)
    ).first()
    people_there = memoryview(row.draws).cast("H")
    mean = sum(people_there) / len(people_there) / row.counts["roster"]
    assert mean == pytest.approx(row.estimate, abs=0.05)


def test_the_same_inputs_freeze_to_the_same_digest(city, clock):
    opened(clock, city)
    over(clock)
    db.session.commit()
    first = close("2026-2", closer(clock, city))
    db.session.rollback()
    assert close("2026-2", closer(clock, city)) == first
    assert cycle_of("2026-2", today=clock.now.date()).digest == first


def test_where_people_perform_for_observers_what_these_saw_counts_for_nothing(city, clock):
    seen = observation.visit_for(city.mentors["DINAS-A"], at=clock.now, signed=True)
    clock.forward(hours=2)
    take_everything(at=clock.now, zone=ZONE)
    moment = Moment(clock.now, clock.now.date())
    assert tallied(moment, CURRENT, None).counts[seen.unit_id].assessed == 1
    suspended = tallied(replace(moment, suspended=True), CURRENT, None)
    assert suspended.counts[seen.unit_id].assessed == 0


def test_a_visit_that_was_made_counts_as_mentoring_and_one_to_come_does_not(city, clock):
    made = observation.visit_for(city.mentors["DINAS-A"], at=clock.now, signed=True)
    observation.visit_for(city.mentors["DINAS-B"], at=clock.now)
    today = clock.now.date()
    assert made_between(today, today) == {made.unit_id: 1}
    assert made_between(today - timedelta(days=40), today - timedelta(days=10)) == {}
