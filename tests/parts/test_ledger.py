"""Evidence is appended as it comes, and levels equal a replay, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DatabaseError

from tests.factories import content, people, quiz
from training.internalization.actions.ledger import handlers, take, take_everything
from training.internalization.queries.checking import check
from training.internalization.queries.ledger import ledger_of
from training.internalization.rules.evidence import Kind
from training.internalization.tables.ledger import Entry, PersonLevel
from training.kernel import jobs
from training.kernel.db import db
from training.learning.actions import mark_read, tick
from training.people.actions.news import TAKE
from training.quiz.tables import Rescore, Submission
from training.reporting.actions import note_progress, note_result

ZONE = "Asia/Makassar"


@pytest.fixture
def me(database, clock):
    content.published()
    person = people.employee(people.unit("A"))
    db.session.commit()
    return person


def flaws():
    return [(each.table, each.what) for each in check(lambda _done, _of: None)]


def entries(person):
    rows = db.session.scalars(select(Entry).where(Entry.employee_id == person.id))
    return sorted((each.kind, each.version) for each in rows)


def sat(person, at, **more):
    """A sitting that takes its time: started, answered and handed in."""
    sitting = quiz.started(person, at=at)
    quiz.answered(sitting, of=person.id, at=at + timedelta(minutes=10), **more)
    quiz.submit(sitting.past.id, of=person.id, at=at + timedelta(minutes=11))
    return sitting.past.id


def test_a_sitting_becomes_evidence_once(me, clock):
    sat(me, clock.now)
    for _ in range(2):
        take(me.id, me.id, at=clock.now, zone=ZONE)
    assert (Kind.SITTING.value, 1) in entries(me)
    assert {version for _, version in entries(me)} == {1}
    assert flaws() == []


def test_evidence_names_the_unit_that_the_person_held_then(me, clock):
    sat(me, clock.now)
    take(me.id, me.id, at=clock.now, zone=ZONE)
    (entry,) = ledger_of(me.id).of(Kind.SITTING)
    assert entry.unit_id == people.acting(me).unit_id
    assert entry.detail["items"]
    assert entry.at == clock.now + timedelta(minutes=11)


def test_reading_to_the_end_is_evidence_with_its_time(me, clock):
    at = clock.now
    for lesson in content.LESSONS:
        for _ in range(4):
            at += timedelta(seconds=30)
            tick(me.id, content.SLUG, lesson, seconds=30, at=at)
        mark_read(people.acting(me), content.SLUG, lesson, at=at)
    take(me.id, me.id, at=at, zone=ZONE)
    (entry,) = ledger_of(me.id).of(Kind.READ)
    assert entry.score > 0.3
    assert flaws() == []


def test_a_question_seen_before_shows_nothing_new(me, clock):
    for days in (0, 2, 4):
        sat(me, clock.now + timedelta(days=days), right=0)
    take(me.id, me.id, at=clock.now, zone=ZONE)
    asked = [set(each.detail["items"]) for each in ledger_of(me.id).of(Kind.SITTING)]
    assert asked[0]
    assert all(not one & other for one in asked for other in asked if one is not other)


def test_a_corrected_result_is_appended_as_the_next_version(me, clock):
    attempt_id = sat(me, clock.now)
    take(me.id, me.id, at=clock.now, zone=ZONE)
    marks = dict.fromkeys(ledger_of(me.id).of(Kind.SITTING)[0].detail["items"], 0.0)
    db.session.add(Rescore(
        attempt_id=attempt_id, number=1, at=clock.now, score=0.0, passed=False, marks=marks,
        cause="regrade",
    ))  # fmt: skip
    db.session.flush()
    assert ("evidence", "different") in flaws()
    take(me.id, me.id, at=clock.now, zone=ZONE)
    assert (Kind.SITTING.value, 2) in entries(me)
    assert ledger_of(me.id).of(Kind.SITTING)[0].score == 0.0
    assert flaws() == []


def test_a_void_sitting_is_kept_and_counts_for_nothing(me, clock):
    attempt_id = sat(me, clock.now)
    copied = select(Submission).where(Submission.attempt_id == attempt_id)
    row = db.session.scalars(copied).one()
    values = {name: getattr(row, name) for name in ("at", "score", "passed", "marks")}
    db.session.execute(delete(Submission).where(Submission.attempt_id == attempt_id))
    db.session.add(Submission(attempt_id=attempt_id, void=True, **values))
    db.session.flush()
    take(me.id, me.id, at=clock.now, zone=ZONE)
    assert (Kind.SITTING.value, 1) in entries(me)
    assert ledger_of(me.id).of(Kind.SITTING) == ()


def test_the_database_refuses_to_change_evidence(me, clock):
    sat(me, clock.now)
    take(me.id, me.id, at=clock.now, zone=ZONE)
    db.session.commit()
    with pytest.raises(DatabaseError, match="evidence is never changed"):
        db.session.execute(text("UPDATE evidence SET score = 99"))
    db.session.rollback()


def test_a_level_that_was_tampered_with_is_found(me, clock):
    sat(me, clock.now)
    take(me.id, me.id, at=clock.now, zone=ZONE)
    db.session.execute(update(PersonLevel).values(level=4))
    assert flaws() == [("person_level", "different")]
    take_everything(at=clock.now, zone=ZONE)
    assert flaws() == []


def test_what_follows_a_result_takes_its_evidence(me, clock):
    sat(me, clock.now)
    note_result(me.id, content.SLUG, at=clock.now)
    db.session.commit()
    done = {**handlers(ZONE, keep=db.session.commit)}
    clock.forward(minutes=30)
    found = db.session.scalars(select(jobs.Job).where(jobs.Job.kind == TAKE)).all()
    assert len(found) == 1
    done[TAKE](jobs.Running(found[0].id, found[0].payload, clock.now, lambda _done, _of: None))
    assert ledger_of(me.id).of(Kind.SITTING)


def test_many_facts_of_one_person_ask_for_one_taking(me, clock):
    for lesson in content.LESSONS:
        mark_read(people.acting(me), content.SLUG, lesson, at=clock.now)
        note_progress(me.id, content.SLUG, at=clock.now)
    found = db.session.scalars(select(jobs.Job).where(jobs.Job.kind == TAKE)).all()
    assert len(found) == 1
