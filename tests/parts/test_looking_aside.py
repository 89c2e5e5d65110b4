"""Looking while others write: the one writer of SQLite is taken for the last moment only."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from tests.factories import content, people, quiz
from training.certification.actions import assigning, standings
from training.certification.queries.standings import When
from training.internalization.actions import ledger
from training.kernel import jobs
from training.kernel.db import TRIES, db, impatient, looked_aside
from training.reporting.actions import counting, item_statistics, tallying

ZONE = "Asia/Makassar"


@pytest.fixture
def neighbour(database, clock):
    """Somebody else who writes at once or not at all; how often they did is in the row."""
    jobs.ask("mail", {}, at=clock.now)
    db.session.commit()
    engine = db.engine

    def write() -> None:
        with impatient(engine) as other:
            other.execute(update(jobs.Job).values(progress=jobs.Job.progress + 1))

    return write


def progress() -> int:
    return db.session.execute(select(jobs.Job.progress)).scalar_one()


def test_others_write_while_somebody_looks_and_what_was_seen_may_be_written(neighbour):
    assert looked_aside(lambda: "the same", lambda: neighbour() or "seen") == "seen"
    db.session.execute(update(jobs.Job).values(total=7))
    db.session.commit()
    assert db.session.execute(select(jobs.Job.total)).scalar_one() == 7
    assert progress() == 1


def test_what_changed_meanwhile_is_looked_at_again(neighbour):
    seen = []

    def look() -> int:
        seen.append(progress())
        if len(seen) == 1:
            neighbour()
        return seen[-1]

    assert looked_aside(progress, look) == 1
    assert seen == [0, 1]


def test_who_is_disturbed_every_time_looks_with_the_writers_place_in_the_end(neighbour):
    seen = []

    def look() -> int:
        seen.append(progress())
        if len(seen) <= TRIES:
            neighbour()
        return seen[-1]

    assert looked_aside(progress, look) == TRIES
    assert len(seen) == TRIES + 1


def taken(person, at):
    ledger.take_aside(person.id, person.id, at=at, zone=ZONE)


LONG_WORK = {
    "evidence": (ledger, "evidence_between", taken),
    "the sums of a unit": (
        counting.tallies, "counted", lambda _, at: counting.count_aside(at=at, zone=ZONE, k=10)
    ),
    "everybody's progress": (
        tallying, "progress_between",
        lambda _, at: tallying.rebuild_beside_others(tallying.silently, at=at, zone=ZONE, k=10),
    ),
    "standings": (
        standings, "derived",
        lambda _, at: standings.take_standings_aside(When(at, ZONE), lambda _done, _of: None),
    ),
    "rules of assignment": (
        assigning, "census", lambda _, at: assigning.assign_all_aside(at=at, zone=ZONE)
    ),
    "item statistics": (
        item_statistics, "derived",
        lambda _, at: item_statistics.count_anew_aside(content.SLUG, at=at, zone=ZONE),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LONG_WORK)
def test_the_workers_long_work_holds_up_nobody_while_it_looks(neighbour, monkeypatch, clock, name):
    content.published()
    me = people.employee(people.unit("A"))
    sitting = quiz.started(me, at=clock.now)
    quiz.answered(sitting, of=me.id, at=clock.now + timedelta(minutes=10))
    quiz.submit(sitting.past.id, of=me.id, at=clock.now + timedelta(minutes=11))
    db.session.commit()
    module, look, work = LONG_WORK[name]
    its = getattr(module, look)

    def disturbed(*args, **more):
        neighbour()
        return its(*args, **more)

    monkeypatch.setattr(module, look, disturbed)
    work(me, clock.forward(hours=1))
    db.session.commit()
    assert db.session.scalar(select(func.max(jobs.Job.progress))) >= 1
