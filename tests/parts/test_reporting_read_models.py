"""The read models follow the facts, one by one and from scratch, on both databases."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import delete, select, update

from tests.factories import content, people, quiz
from training.content.rules.gates import Purpose
from training.kernel import jobs
from training.kernel.db import db
from training.learning.actions import mark_read
from training.learning.queries import Post, mine
from training.people.tables.employees import Posting
from training.quiz.actions import submit
from training.reporting.actions import (
    handlers,
    note_people_changed,
    note_progress,
    note_release,
    rebuild,
)
from training.reporting.queries.checking import check
from training.reporting.queries.tallies import stored_tallies
from training.reporting.tables import PersonActivity, PersonModule, UnitTally

pytestmark = pytest.mark.slow

ZONE = "Asia/Makassar"


@pytest.fixture
def city(database, clock):
    """One module, a city with two units, and three people in the first of them."""
    content.published(quiz=content.quiz(purposes=tuple(Purpose)))
    root = people.unit("KOTA", kind="kota")
    one, other = people.unit("A", parent=root), people.unit("B", parent=root)
    staff = [people.employee(one) for _ in range(3)]
    db.session.commit()
    return {"root": root, "one": one, "other": other, "staff": staff}


def read_all(person, at):
    for lesson in content.LESSONS:
        mark_read(people.acting(person), content.SLUG, lesson, at=at)
        note_progress(person.id, content.SLUG, at=at)


def finish(person, at, right=None):
    read_all(person, at)
    quiz.submitted(person, at=at + timedelta(minutes=9), right=right)
    note_progress(person.id, content.SLUG, at=at + timedelta(minutes=9))


def row(person):
    return db.session.scalars(
        select(PersonModule).where(PersonModule.employee_id == person.id)
    ).one()


def work(clock):
    """Let the worker do everything that is due."""
    clock.forward(seconds=6)
    db.session.commit()
    while jobs.run_one(handlers(ZONE, k=10, keep=db.session.commit), clock=lambda: clock.now):
        pass


def sums():
    """(unit now, unit then, measure, slug, dimension, stage) → n, total."""
    db.session.expire_all()
    return {key: values[1:3] for key, values in stored_tallies().items()}


def test_a_person_who_read_and_passed_is_complete(city, clock):
    person = city["staff"][0]
    finish(person, clock.now)
    found = row(person)
    assert (found.lessons_read, found.attempts) == (3, 1)
    assert found.completed_at == clock.now + timedelta(minutes=9)
    assert found.completed_unit == city["one"].id


def test_completion_is_the_same_as_the_one_the_person_is_told(city, clock):
    for person, right in zip(city["staff"], (None, 1, 3), strict=True):
        finish(person, clock.now, right)
        told = mine(person.id, content.SLUG, Post("pelayanan-langsung", "dinas", "A")).completion
        found = row(person)
        assert (found.completed_at, found.read_at, found.passed_at) == (
            told.completed_at, told.read_at, told.passed_at,
        )  # fmt: skip
        assert found.latest_score == told.latest_score
        assert (found.first_score, found.best_score) == (told.first_score, told.best_score)


def test_first_and_latest_results_are_counted_apart_and_never_pooled(city, clock):
    person, one = city["staff"][0], city["one"].id
    quiz.submitted(person, at=clock.now, right=0)
    clock.forward(days=2)
    quiz.submitted(person, at=clock.now)
    note_progress(person.id, content.SLUG, at=clock.now)
    assert (row(person).first_score, row(person).latest_score) == (0.0, row(person).best_score)
    work(clock)
    found = sums()
    assert found[one, one, "first-score", content.SLUG, "", ""] == (1, 0.0)
    assert found[one, one, "latest-score", content.SLUG, "", ""] == (1, row(person).best_score)
    assert found[one, one, "first-score", "", "", ""] == (1, 0.0)
    assert found[one, one, "knowledge", content.SLUG, "", ""] == (1, 0.0)
    assert not list(check(zone=ZONE, k=10))


def test_the_unit_is_counted_soon_after(city, clock):
    finish(city["staff"][0], clock.now)
    work(clock)
    one, found = city["one"].id, sums()
    assert found[one, one, "roster", "", "", ""][0] == 3
    assert found[one, one, "completed", "", "", ""][0] == 1
    assert found[one, one, "knowledge", content.SLUG, "", ""] == (1, 1.0)
    assert found[one, one, "judgement", "", "serve", ""][0] == 1
    assert not list(check(zone=ZONE, k=10))


def test_rebuilding_from_scratch_gives_the_same(city, clock):
    for person, right in zip(city["staff"], (None, 2, 0), strict=True):
        finish(person, clock.now, right)
    rebuild(at=clock.now, zone=ZONE, k=10)
    before = sums()
    db.session.execute(delete(PersonModule))
    db.session.execute(delete(UnitTally))
    rebuild(at=clock.now, zone=ZONE, k=10)
    assert sums() == before
    assert not list(check(zone=ZONE, k=10))


def test_a_changed_read_model_is_found(city, clock):
    finish(city["staff"][0], clock.now)
    rebuild(at=clock.now, zone=ZONE, k=10)
    db.session.execute(update(PersonModule).values(best_score=0.1))
    db.session.execute(update(UnitTally).where(UnitTally.measure == "roster").values(n=99))
    assert {each.table for each in check(zone=ZONE, k=10)} == {"person_module", "unit_tally"}


def test_a_missing_row_is_found(city, clock):
    finish(city["staff"][0], clock.now)
    rebuild(at=clock.now, zone=ZONE, k=10)
    db.session.execute(delete(PersonModule))
    [missing] = [each for each in check(zone=ZONE, k=10) if each.table == "person_module"]
    assert missing.stored is None


def test_a_person_who_moved_counts_where_they_are_and_where_they_were(city, clock):
    person = city["staff"][0]
    finish(person, clock.now)
    today = date(2026, 11, 23)
    db.session.execute(
        update(Posting).where(Posting.employee_id == person.id).values(valid_to=today)
    )
    people.posting(person, city["other"], since=today)
    note_people_changed(at=clock.now)
    work(clock)
    one, other, found = city["one"].id, city["other"].id, sums()
    assert found[one, one, "roster", "", "", ""][0] == 2
    assert found[other, other, "roster", "", "", ""][0] == 1
    assert found[other, one, "completed", "", "", ""][0] == 1
    assert (one, one, "completed", "", "", "") not in found


def test_a_person_on_leave_is_on_no_roster(city, clock):
    person = city["staff"][0]
    finish(person, clock.now)
    people.standing(person, "tugas-belajar", date(2026, 11, 1))
    rebuild(at=clock.now, zone=ZONE, k=10)
    one, found = city["one"].id, sums()
    assert found[one, one, "roster", "", "", ""][0] == 2
    assert (one, one, "completed", "", "", "") not in found


def test_people_who_never_came_are_in_the_denominator(city, clock):
    rebuild(at=clock.now, zone=ZONE, k=10)
    one = city["one"].id
    assert sums()[one, one, "assigned", "", "", ""][0] == 3


def test_a_new_edition_starts_everybody_afresh(city, clock):
    person = city["staff"][0]
    finish(person, clock.now)
    content.published(at=clock.forward(hours=1), summary="Isi yang berubah.")
    rebuild(at=clock.now, zone=ZONE, k=10)
    assert not db.session.scalars(select(PersonModule)).all()


def test_a_new_edition_takes_nobodys_activity_back(city, clock):
    finish(city["staff"][0], clock.now)
    began = clock.now + timedelta(minutes=9)
    content.published(at=clock.forward(hours=1), summary="Isi yang berubah.")
    note_release(at=clock.now)
    work(clock)
    one, found = city["one"].id, sums()
    assert found[one, one, "active", "", "", ""][0] == 1
    assert db.session.scalars(select(PersonActivity.last_at)).one() == began


def test_lost_activity_is_found(city, clock):
    finish(city["staff"][0], clock.now)
    rebuild(at=clock.now, zone=ZONE, k=10)
    db.session.execute(delete(PersonActivity))
    assert {each.table for each in check(zone=ZONE, k=10)} == {"person_activity", "unit_tally"}


def test_a_lesson_fact_of_an_unknown_module_changes_nothing(city, clock):
    note_progress(city["staff"][0].id, "tidak-ada", at=clock.now)
    assert not db.session.scalars(select(PersonModule)).all()


def test_a_new_release_derives_everything_anew_in_the_background(city, clock):
    person = city["staff"][0]
    finish(person, clock.now)
    work(clock)
    content.published(at=clock.forward(hours=1), summary="Isi yang berubah.")
    note_release(at=clock.now)
    work(clock)
    assert not db.session.scalars(select(PersonModule)).all()
    assert not list(check(zone=ZONE, k=10))


def test_all_units_are_counted_when_the_next_day_begins(city, clock):
    finish(city["staff"][0], clock.now)
    people.standing(city["staff"][1], "tugas-belajar", date(2026, 11, 24))
    work(clock)
    one = city["one"].id
    assert sums()[one, one, "roster", "", "", ""][0] == 3
    clock.forward(days=1)
    work(clock)
    assert sums()[one, one, "roster", "", "", ""][0] == 2
    assert not list(check(zone=ZONE, k=10))


def test_two_facts_of_a_unit_ask_for_one_counting(city, clock):
    for person in city["staff"]:
        read_all(person, clock.now)
    waiting = db.session.scalars(select(jobs.Job.key).where(jobs.Job.kind == "tally")).all()
    assert waiting == [f"tally:{city['one'].id}"]


def test_a_fact_on_the_morning_of_a_move_counts_the_new_unit(city, clock):
    """At half past seven in Balikpapan the day in UTC is still yesterday."""
    person, new = city["staff"][0], city["other"]
    clock.set(datetime(2026, 11, 23, 23, 30, tzinfo=UTC))
    today = date(2026, 11, 24)
    db.session.execute(
        update(Posting).where(Posting.employee_id == person.id).values(valid_to=today)
    )
    people.posting(person, new, since=today)
    mark_read(people.acting(person), content.SLUG, content.LESSONS[0], at=clock.now)
    note_progress(person.id, content.SLUG, at=clock.now)
    waiting = db.session.scalars(select(jobs.Job.key).where(jobs.Job.kind == "tally")).all()
    assert f"tally:{new.id}" in waiting


def test_only_valid_attempts_after_learning_count(city, clock):
    person = city["staff"][0]
    read_all(person, clock.now)
    sitting = quiz.started(person, at=clock.now, purpose=Purpose.BASELINE)
    quiz.answered(sitting, of=person.id, at=clock.now)
    submit(sitting.past.id, of=person.id, at=clock.now)
    note_progress(person.id, content.SLUG, at=clock.now)
    assert (row(person).attempts, row(person).completed_at, row(person).points) == (0, None, {})
    hasty = quiz.started(person, at=clock.now)
    quiz.answered(hasty, of=person.id, at=clock.forward(seconds=1))
    assert submit(hasty.past.id, of=person.id, at=clock.now).void
    note_progress(person.id, content.SLUG, at=clock.now)
    db.session.expire_all()
    assert (row(person).attempts, row(person).first_score) == (0, None)
    quiz.submitted(person, at=clock.forward(days=1), right=0)
    note_progress(person.id, content.SLUG, at=clock.now)
    db.session.expire_all()
    assert (row(person).attempts, row(person).first_score) == (1, 0.0)
    told = mine(person.id, content.SLUG).completion
    assert (told.first_score, told.best_score) == (0.0, 0.0)
    assert [each for each in check(zone=ZONE, k=10) if each.table == "person_module"] == []
