"""Reading as facts, on both databases: told once, with the unit of that instant."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import NoResultFound

from tests.factories import content, people, quiz
from training.kernel.db import db
from training.learning.actions import mark_read, tick
from training.learning.queries import all_mine, lessons_read, mine, place, post_of, seconds_read
from training.learning.rules.completion import Progress, Reason
from training.learning.tables import LessonRead, ReadingTick

TODAY = date(2026, 11, 23)


@pytest.fixture
def person(database):
    content.published()
    return people.employee(people.unit())


def read_all(person, *, at) -> None:
    for lesson in content.LESSONS:
        mark_read(people.acting(person), content.SLUG, lesson, at=at)


def test_a_lesson_is_read_once_with_the_unit_of_that_instant(person, clock):
    actor = people.acting(person)
    assert mark_read(actor, content.SLUG, "menyapa", at=clock.now)
    assert not mark_read(actor, content.SLUG, "menyapa", at=clock.forward(days=1))
    kept = db.session.scalars(select(LessonRead)).one()
    assert (kept.unit_id, kept.edition) == (actor.unit_id, 1)


def test_simultaneous_readings_are_one_fact(person, database, clock):
    actor, at = people.acting(person), clock.now
    db.session.commit()

    def read(_) -> bool:
        with database.app_context():
            try:
                new = mark_read(actor, content.SLUG, "menyapa", at=at)
                db.session.commit()
                return new
            finally:
                db.session.remove()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(read, range(4))) == 1


def test_simultaneous_ticks_never_count_the_same_seconds_twice(person, database, clock):
    me, at = person.id, clock.now
    tick(me, content.SLUG, "menyapa", seconds=20, at=at)
    later = clock.forward(seconds=10)
    db.session.commit()

    def add(_) -> int:
        with database.app_context():
            try:
                believed = tick(me, content.SLUG, "mendengar", seconds=20, at=later)
                db.session.commit()
                return believed
            finally:
                db.session.remove()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(add, range(4))) == [0, 0, 0, 10]
    assert seconds_read(me) == {content.SLUG: 30}


def test_a_tick_that_counts_nothing_leaves_no_row(person, clock):
    for seconds in (-1, 0, 0.4, float("nan")):
        assert tick(person.id, content.SLUG, "menyapa", seconds=seconds, at=clock.now) == 0
    assert db.session.scalar(select(func.count()).select_from(ReadingTick)) == 0


@pytest.mark.parametrize(
    ("slug", "lesson"), [("x", "menyapa"), (content.SLUG, "x"), ("\x00", "\x00")]
)
def test_what_is_not_published_cannot_be_read(person, clock, slug, lesson):
    for act in (
        lambda: tick(person.id, slug, lesson, seconds=5, at=clock.now),
        lambda: mark_read(people.acting(person), slug, lesson, at=clock.now),
    ):
        with pytest.raises(NoResultFound):
            act()


def test_a_place_is_the_current_release_with_what_was_read_in_its_edition(person, clock):
    mark_read(people.acting(person), content.SLUG, "menyapa", at=clock.now)
    assert place(person.id, content.SLUG).read == {"menyapa"}
    assert place(people.employee().id, content.SLUG).read == frozenset()
    renewed = content.published(at=clock.now, minutes=14)
    here = place(person.id, content.SLUG)
    assert (here.release_id, here.edition, here.read) == (renewed.release_id, 2, frozenset())
    with pytest.raises(NoResultFound):
        place(person.id, "tidak-ada")


def test_completion_needs_reading_and_passing(person, clock):
    read_all(person, at=clock.now)
    assert mine(person.id, content.SLUG).completion.reasons == (Reason.QUIZ_NOT_TRIED,)
    passed = quiz.submitted(person, at=clock.forward(hours=1))
    done = mine(person.id, content.SLUG).completion
    assert done.state is Progress.COMPLETE
    assert done.completed_at == passed.at


def test_a_new_edition_asks_for_everything_again_and_keeps_the_old_facts(person, clock):
    read_all(person, at=clock.now)
    quiz.submitted(person, at=clock.now)
    content.published(at=clock.now, minutes=14)
    renewed = mine(person.id, content.SLUG).completion
    assert renewed.state is Progress.NOT_STARTED
    assert Reason.EDITION_IS_NEW in renewed.reasons
    assert len(lessons_read(person.id)[content.SLUG][1]) == 3


def test_what_is_mine_follows_the_definitive_post(person, clock):
    content.published("m10-lain")
    content.published("m2-lain")
    post = post_of(person.id, today=TODAY)
    modules = all_mine(person.id, post)
    assert [each.module.code for each in modules] == ["M1", "M2", "M10"]
    assert all(each.assigned for each in modules)
    assert not any(each.assigned for each in all_mine(person.id, None))


def test_an_acting_post_or_a_past_one_is_not_the_definitive_one(database):
    person = people.employee()
    unit = people.unit()
    people.posting(person, unit, kind="plt")
    people.posting(person, unit, until=date(2026, 1, 1))
    assert post_of(person.id, today=TODAY) is None
