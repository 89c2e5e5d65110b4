"""A key that is corrected more than once, or put back: every attempt follows the newest word."""

import pytest

from tests.factories import content, people, quiz
from tests.factories.kinds import free_text
from training.kernel.db import db
from training.quiz.actions import save_answer, submit
from training.quiz.actions.regrading import Asked, regrade
from training.quiz.queries import attempt, history
from training.quiz.queries.correcting import correctable
from training.quiz.rules.regrading import Policy
from training.quiz.tables import Submission
from training.web.employee.feedback import corrections_of

KEY = "m1-menyapa-a"


def asking(right, *more):
    return content.quiz_of(content.question(KEY, right=right), *more, hours=0)


def sat(at, answer="a", **more):
    """Somebody who answered the question, with an attempt that is open still."""
    person = people.employee(people.unit())
    sitting = quiz.started(person, at=at)
    for question, value in {KEY: answer, **more}.items():
        save_answer(sitting.past.id, question, value, 0, of=person.id, at=at)
    return person, sitting


def handed_in(clock, *given, **more):
    person, sitting = sat(clock.now, *given, **more)
    submit(sitting.past.id, of=person.id, at=clock.now)
    return person


def corrected(clock, *, replaced_by, policy=Policy.EVERYBODY, more=()):
    """Publish another key and correct whatever it replaces; answers how many results changed."""
    clock.forward(days=1)
    content.published(at=clock.now, quiz=asking(replaced_by, *more))
    author, changed = people.employee(), 0
    for each in correctable(content.SLUG):
        asked = Asked(content.SLUG, each.key, each.replaced, policy)
        plan = regrade(asked, reason="Kunci keliru.", by=author.id, at=clock.now)
        changed += plan.effect.changed
    return changed


def mark_of(person):
    return history(person.id)[0].marks[KEY]


def test_a_second_correction_reaches_attempts_that_the_first_one_changed(database, clock):
    content.published(quiz=asking("a"))
    early = {letter: handed_in(clock, letter) for letter in "abc"}
    corrected(clock, replaced_by="b")
    late = handed_in(clock, "b")
    assert corrected(clock, replaced_by="c") == 3
    assert {letter: mark_of(each) for letter, each in early.items()} == {"a": 0, "b": 0, "c": 1}
    assert mark_of(late) == 0


def test_a_correction_that_is_taken_back_is_taken_back_everywhere(database, clock):
    content.published(quiz=asking("a"))
    closed, (person, sitting) = handed_in(clock, "a"), sat(clock.now, "a")
    corrected(clock, replaced_by="b")
    assert mark_of(closed) == 0
    corrected(clock, replaced_by="a")
    submit(sitting.past.id, of=person.id, at=clock.now)
    assert mark_of(closed) == mark_of(person) == 1


def test_an_earlier_correction_says_nothing_of_a_later_release(database, clock):
    content.published(quiz=asking("a"))
    handed_in(clock, "b")
    corrected(clock, replaced_by="b")
    content.published(at=clock.forward(days=1), quiz=asking("a"))
    person, sitting = sat(clock.now, "a")
    submit(sitting.past.id, of=person.id, at=clock.now)
    assert mark_of(person) == 1
    assert corrections_of(attempt(sitting.past.id, of=person.id)) == {}


def test_the_person_is_told_of_the_correction_that_counts(database, clock):
    content.published(quiz=asking("a"))
    person = handed_in(clock, "a")
    corrected(clock, replaced_by="b")
    handed_in(clock, "b")
    corrected(clock, replaced_by="c")
    told = corrections_of(attempt(history(person.id)[0].id, of=person.id))
    assert told[KEY].at == clock.now


def test_what_is_void_never_passes_by_a_correction(database, clock):
    content.published(quiz=asking("a"))
    person, sitting = sat(clock.now, "b")
    save_answer(sitting.past.id, KEY, "c", 1, of=person.id, at=clock.forward(seconds=1))
    save_answer(sitting.past.id, KEY, "b", 2, of=person.id, at=clock.forward(seconds=1))
    assert submit(sitting.past.id, of=person.id, at=clock.now).void
    corrected(clock, replaced_by="b")
    assert history(person.id)[0].score == 1
    assert not history(person.id)[0].passed


def test_a_text_that_waits_for_people_waits_after_a_correction_too(database, clock):
    text = free_text()
    content.published(quiz=asking("a", text))
    person = handed_in(clock, "b", **{text.key: "Saya menyapa anak lebih dulu."})
    assert db.session.query(Submission.pending).scalar()
    corrected(clock, replaced_by="b", more=(text,))
    assert history(person.id)[0].pending


def test_handing_in_again_is_answered_as_the_first_time(database, clock):
    text = free_text()
    content.published(quiz=asking("a", text))
    person, sitting = sat(clock.now, "a", **{text.key: "Saya menyapa anak lebih dulu."})
    first = submit(sitting.past.id, of=person.id, at=clock.now)
    assert first.pending
    assert submit(sitting.past.id, of=person.id, at=clock.forward(minutes=1)) == first


@pytest.mark.parametrize("policy", Policy)
def test_a_second_correction_keeps_to_the_policy(database, clock, policy):
    content.published(quiz=asking("a"))
    person = handed_in(clock, "b")
    corrected(clock, replaced_by="b", policy=policy)
    assert mark_of(person) == 1
    handed_in(clock, "c")
    corrected(clock, replaced_by="c", policy=policy)
    assert mark_of(person) == (policy is Policy.ONLY_BETTER)
