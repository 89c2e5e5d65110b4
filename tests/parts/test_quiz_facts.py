"""Attempts on both databases: started once, answered by revision, submitted once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import event, func, select, text
from sqlalchemy.exc import DBAPIError, NoResultFound

from tests.factories import content, people, quiz
from training.kernel.db import db
from training.quiz.actions import save_answer, save_answers, start, submit
from training.quiz.queries import answers, attempt, history
from training.quiz.rules.answers import AnswerDoesNotFit
from training.quiz.rules.attempts import (
    AlreadySubmitted,
    AnswerHasMovedOn,
    KeyIsTooLong,
)
from training.quiz.rules.permits import RetakeIsTooEarly
from training.quiz.tables import Answer, Attempt

pytestmark = pytest.mark.slow


@pytest.fixture
def person(database):
    content.published()
    return people.employee(people.unit())


def single(sitting):
    """The one question with a single right answer of the standard quiz's draw."""
    return next(each.key for each in sitting.drawn if "-menyapa-" in each.key)


def test_an_attempt_pins_its_release_and_the_unit_of_that_instant(person, clock):
    sitting = quiz.started(person, at=clock.now)
    stored = db.session.get_one(Attempt, sitting.past.id)
    assert stored.unit_id == people.acting(person).unit_id
    content.published(at=clock.now, minutes=13)
    assert attempt(sitting.past.id, of=person.id).past.release_id == stored.release_id


def test_starting_again_answers_the_open_attempt(person, clock):
    actor = people.acting(person)
    first = start(actor, content.SLUG, at=clock.now)
    again = start(actor, content.SLUG, at=clock.forward(minutes=5))
    assert first.fresh
    assert not again.fresh
    assert again.attempt_id == first.attempt_id


def test_twelve_simultaneous_starts_make_one_attempt(person, database, clock):
    actor, at = people.acting(person), clock.now
    db.session.commit()

    def begin(_) -> object:
        with database.app_context():
            try:
                made = start(actor, content.SLUG, at=at)
                db.session.commit()
                return made.attempt_id
            finally:
                db.session.remove()

    with ThreadPoolExecutor(12) as pool:
        made = set(pool.map(begin, range(12)))
    assert len(made) == 1
    assert db.session.scalar(select(func.count()).select_from(Attempt)) == 1


def test_an_answer_is_appended_by_revision(person, clock):
    sitting = quiz.started(person, at=clock.now)
    key = single(sitting)
    one = save_answer(sitting.past.id, key, "a", 0, of=person.id, at=clock.now)
    two = save_answer(sitting.past.id, key, "b", 1, of=person.id, at=clock.forward(seconds=9))
    assert (one.revision, two.revision) == (1, 2)
    assert answers(sitting.past.id)[key].value == "b"
    assert db.session.scalar(select(func.count()).select_from(Answer)) == 2


def test_an_answer_can_be_taken_back(person, clock):
    sitting = quiz.started(person, at=clock.now)
    key = single(sitting)
    save_answer(sitting.past.id, key, "a", 0, of=person.id, at=clock.now)
    save_answer(sitting.past.id, key, None, 1, of=person.id, at=clock.now)
    assert answers(sitting.past.id)[key].value is None


def test_the_same_answer_sent_again_is_the_same_answer(person, clock):
    sitting = quiz.started(person, at=clock.now)
    key = single(sitting)
    first = save_answer(sitting.past.id, key, "a", 0, of=person.id, at=clock.now)
    later = clock.forward(seconds=3)
    assert save_answer(sitting.past.id, key, "a", 0, of=person.id, at=later) == first
    assert save_answer(sitting.past.id, key, "a", 1, of=person.id, at=later) == first


def test_a_stale_revision_is_refused_with_what_is_kept(person, clock):
    sitting = quiz.started(person, at=clock.now)
    key = single(sitting)
    save_answer(sitting.past.id, key, "a", 0, of=person.id, at=clock.now)
    with pytest.raises(AnswerHasMovedOn) as refused:
        save_answer(sitting.past.id, key, "b", 0, of=person.id, at=clock.now)
    assert (refused.value.revision, refused.value.value) == (1, "a")


def test_simultaneous_answers_on_one_revision_keep_exactly_one(person, database, clock):
    sitting = quiz.started(person, at=clock.now)
    key, me, at = single(sitting), person.id, clock.now
    db.session.commit()

    def save(choice: str) -> str:
        with database.app_context():
            try:
                save_answer(sitting.past.id, key, choice, 0, of=me, at=at)
                db.session.commit()
            except AnswerHasMovedOn as refused:
                return f"refused for {refused.value}"
            finally:
                db.session.remove()
        return choice

    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(save, "abcd"))
    kept = answers(sitting.past.id)[key].value
    assert told.count(kept) == 1
    assert told.count(f"refused for {kept}") == 3


def test_a_form_leaves_alone_what_its_person_did_not_touch(person, clock):
    sitting = quiz.started(person, at=clock.now)
    key, other = single(sitting), sitting.drawn[-1].key
    save_answer(sitting.past.id, key, "a", 0, of=person.id, at=clock.now)
    given = {key: (None, 0), other: ({"a": 4}, 0)}
    done = save_answers(sitting.past.id, given, of=person.id, at=clock.now)
    assert (done.saved, done.moved_on) == (1, ())
    assert answers(sitting.past.id)[key].value == "a"


def test_a_form_tells_which_answers_moved_on_and_keeps_the_others(person, clock):
    sitting = quiz.started(person, at=clock.now)
    key, other = single(sitting), sitting.drawn[-1].key
    save_answer(sitting.past.id, key, "a", 0, of=person.id, at=clock.now)
    given = {key: ("b", 0), other: ({"a": 4}, 0)}
    done = save_answers(sitting.past.id, given, of=person.id, at=clock.now)
    assert done.saved == 1
    assert [(each.question, each.value) for each in done.moved_on] == [(key, "a")]


@pytest.mark.parametrize("raw", ["z", ["a"], {"a": 1}, 7, True, "x\x00y", "a" * 100_000])
def test_nonsense_is_not_an_answer(person, clock, raw):
    sitting = quiz.started(person, at=clock.now)
    with pytest.raises(AnswerDoesNotFit):
        save_answer(sitting.past.id, single(sitting), raw, 0, of=person.id, at=clock.now)


@pytest.mark.parametrize("key", ["m1-tidak-ada", "x\x00y", ""])
def test_a_question_that_was_not_drawn_does_not_exist(person, clock, key):
    sitting = quiz.started(person, at=clock.now)
    with pytest.raises(NoResultFound):
        save_answer(sitting.past.id, key, "a", 0, of=person.id, at=clock.now)


def test_another_persons_attempt_does_not_exist(person, clock):
    sitting = quiz.started(person, at=clock.now)
    other = people.employee().id
    for ask in (
        lambda: attempt(sitting.past.id, of=other),
        lambda: save_answer(sitting.past.id, single(sitting), "a", 0, of=other, at=clock.now),
        lambda: submit(sitting.past.id, of=other, at=clock.now),
        lambda: attempt(uuid4(), of=person.id),
    ):
        with pytest.raises(NoResultFound):
            ask()


def test_right_answers_pass_and_wrong_ones_fail(person, clock):
    done = quiz.submitted(person, at=clock.now)
    assert done.passed
    assert done.score > 0.9
    later = quiz.submitted(person, at=clock.forward(days=2), right=0)
    assert (later.score, later.passed) == (0, False)


def test_submitting_twice_with_the_same_key_answers_the_same(person, clock):
    sitting = quiz.started(person, at=clock.now)
    first = submit(sitting.past.id, of=person.id, at=clock.now, key="k1")
    again = submit(sitting.past.id, of=person.id, at=clock.forward(hours=1), key="k1")
    assert again == first
    with pytest.raises(AlreadySubmitted):
        submit(sitting.past.id, of=person.id, at=clock.now, key="k2")
    with pytest.raises(KeyIsTooLong):
        submit(sitting.past.id, of=person.id, at=clock.now, key="k" * 81)


def test_simultaneous_submissions_make_one_result(person, database, clock):
    sitting = quiz.started(person, at=clock.now)
    me, at = person.id, clock.now
    db.session.commit()

    def close(_) -> object:
        with database.app_context():
            try:
                done = submit(sitting.past.id, of=me, at=at)
                db.session.commit()
                return done
            finally:
                db.session.remove()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(close, range(4)))) == 1


def test_a_submitted_attempt_takes_no_answer(person, clock):
    sitting = quiz.started(person, at=clock.now)
    submit(sitting.past.id, of=person.id, at=clock.now)
    with pytest.raises(AlreadySubmitted):
        save_answer(sitting.past.id, single(sitting), "a", 0, of=person.id, at=clock.now)


def test_no_answer_slips_in_behind_a_simultaneous_submission(person, database, clock):
    sitting = quiz.started(person, at=clock.now)
    key, me, at = single(sitting), person.id, clock.now
    db.session.commit()

    def act(what: str) -> str:
        with database.app_context():
            try:
                if what == "submit":
                    submit(sitting.past.id, of=me, at=at)
                else:
                    save_answer(sitting.past.id, key, "a", 0, of=me, at=at)
                db.session.commit()
            except AlreadySubmitted:
                return "refused"
            finally:
                db.session.remove()
        return what

    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(act, ("save", "submit")))
    after = attempt(sitting.past.id, of=person.id)
    assert told[1] == "submit"
    assert (after.past.marks[key] == 1) == (key in after.answers)


def test_a_retake_waits_and_brings_other_variants(person, clock):
    first = quiz.submitted(person, at=clock.now, right=0)
    with pytest.raises(RetakeIsTooEarly) as refused:
        quiz.started(person, at=clock.forward(hours=23))
    assert refused.value.not_before == first.at + timedelta(hours=24)
    quiz.started(person, at=clock.forward(hours=1))
    one, two = (set(each.keys) for each in history(person.id, content.SLUG))
    assert not one & two


def test_a_new_edition_starts_afresh_although_an_old_attempt_is_open(person, clock):
    old = quiz.started(person, at=clock.now)
    content.published(at=clock.now, minutes=15)
    new = quiz.started(person, at=clock.now)
    assert (old.past.edition, new.past.edition, new.past.number) == (1, 2, 2)
    submit(old.past.id, of=person.id, at=clock.now)


def test_a_module_without_a_quiz_has_no_attempt(person, clock):
    content.published("m2-tanpa-kuis", quizless=True)
    for slug in ("m2-tanpa-kuis", "tidak-ada", "x\x00y"):
        with pytest.raises(NoResultFound):
            quiz.started(person, slug, at=clock.now)


def test_an_attempt_with_its_answers_takes_two_queries(person, clock):
    sitting = quiz.started(person, at=clock.now)
    quiz.answered(sitting, of=person.id, at=clock.now)
    seen: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *call: seen.append(call[2]))
    assert len(attempt(sitting.past.id, of=person.id).answers) == 5
    assert len(seen) == 2


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE attempt SET number = 9",
        "UPDATE answer SET revision = 9",
        "UPDATE submission SET score = 1.0",
    ],
)
def test_the_database_refuses_to_change_what_was_answered(person, clock, change):
    quiz.submitted(person, at=clock.now)
    db.session.commit()
    with pytest.raises(DBAPIError, match="never changed"):
        db.session.execute(text(change))
    db.session.rollback()
