"""A sitting answered faster than it can be read counts for nothing, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories import content, people, quiz
from training.kernel.db import db
from training.learning.queries import mine
from training.learning.rules.completion import Reason
from training.quiz.actions import save_sent, submit
from training.quiz.queries import attempt, history
from training.quiz.queries.effort import usual_times
from training.quiz.rules.attempts import Phase
from training.quiz.rules.journal import Sent
from training.quiz.rules.showing import questions_of
from training.quiz.tables import Submission
from training.reporting.actions import note_progress
from training.reporting.queries.checking import check
from training.reporting.tables import PersonModule


@pytest.fixture
def person(database):
    content.published()
    return people.employee(people.unit())


def sat(person, clock, *, pace: float, right: bool = True, spent: int | None = None):
    """A whole sitting with so many seconds for each answer."""
    sitting = quiz.started(person, at=clock.now)
    for question in questions_of(sitting.quiz, sitting.drawn):
        value = (quiz.right_answer if right else quiz.wrong_answer)(question)
        at = clock.forward(seconds=pace)
        told = Sent(value, 0, None, spent)
        save_sent(sitting.past.id, question.key, told, of=person.id, at=at)
    done = submit(sitting.past.id, of=person.id, at=clock.now)
    note_progress(person.id, content.SLUG, at=clock.now)
    return done


def test_a_hasty_sitting_is_void_and_an_honest_one_is_not(person, clock):
    hasty = sat(person, clock, pace=1)
    assert (hasty.void, hasty.passed, hasty.effort) == (True, False, 0.0)
    honest = sat(person, clock, pace=20)  # at once: no pause after what never happened
    assert (honest.void, honest.passed, honest.effort) == (False, True, 1.0)
    one, two = history(person.id)
    assert (one.void, two.void) == (True, False)
    sitting = attempt(one.id, of=person.id)
    assert sitting.phase(at=clock.now) is Phase.VOID


def test_what_is_void_is_neither_a_result_nor_a_failure_nor_a_first_attempt(person, clock):
    sat(person, clock, pace=1)
    told = mine(person.id, content.SLUG).completion
    assert Reason.QUIZ_NOT_TRIED in told.reasons
    assert (told.first_score, told.best_score, told.passed_at) == (None, None, None)
    assert db.session.scalars(select(PersonModule)).first() is None
    sat(person, clock, pace=20, right=False)
    assert db.session.scalars(select(PersonModule.first_score)).one() == 0.0
    assert [
        each for each in check(zone="Asia/Makassar", k=10) if each.table == "person_module"
    ] == []


def test_the_new_sitting_asks_other_questions(person, clock):
    sat(person, clock, pace=1)
    sat(person, clock, pace=20)
    one, two = (set(each.keys) for each in history(person.id))
    assert not one & two


def test_the_result_is_told_again_as_it_was(person, clock):
    done = sat(person, clock, pace=1)
    assert submit(done.attempt_id, of=person.id, at=clock.forward(days=1)) == done


def test_an_empty_sitting_is_not_hasty(person, clock):
    sitting = quiz.started(person, at=clock.now)
    done = submit(sitting.past.id, of=person.id, at=clock.forward(seconds=1))
    assert (done.void, done.effort, done.passed) == (False, None, False)
    assert db.session.scalars(select(Submission.effort)).one() is None


def test_where_enough_people_took_their_time_the_usual_time_sets_the_threshold(database, clock):
    unit = people.unit()
    one = [each for each in content.quiz().questions if each.key == "m1-menyapa-a"]
    kept = content.quiz(
        questions=tuple(one), objectives=content.quiz().objectives[:1], situations=0
    )
    edition = content.published(quiz=kept)
    for _ in range(20):
        sat(people.employee(unit), clock, pace=70, spent=60_000)
    later = clock.forward(minutes=11)
    assert usual_times(edition.release_id, edition.slug, at=later) == {"m1-menyapa-a": 60.0}
    assert sat(people.employee(unit), clock, pace=5).void
    assert not sat(people.employee(unit), clock, pace=7).void
    assert clock.now - later < timedelta(minutes=10)
