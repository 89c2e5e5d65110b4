"""How sure a person is, kept with every revision of an answer, on both databases."""

import pytest
from sqlalchemy import select

from tests.factories import content, people, quiz
from training.kernel.db import db
from training.quiz.actions import save_answer, save_answers, save_sent, submit
from training.quiz.queries import answers
from training.quiz.rules.answers import AnswerDoesNotFit
from training.quiz.rules.attempts import AnswerHasMovedOn
from training.quiz.rules.journal import Sent
from training.quiz.tables import Answer

ASKED = content.quiz_of(content.question("m1-a"), content.question("m1-b"), certainty=True)


@pytest.fixture
def sitting(database, clock):
    content.published(quiz=ASKED)
    person = people.employee(people.unit())
    return quiz.started(person, at=clock.now), {"of": person.id, "at": clock.now}


def kept(attempt_id) -> dict[str, tuple[object, int | None, int]]:
    found = answers(attempt_id).items()
    return {key: (each.value, each.certainty, each.revision) for key, each in found}


def test_certainty_is_kept_with_its_revision(sitting):
    (found, who), key = sitting, "m1-a"
    save_sent(found.past.id, key, Sent("a", 0, certainty=1), **who)
    save_sent(found.past.id, key, Sent("a", 1, certainty=3), **who)
    save_answer(found.past.id, key, "b", 2, **who)
    stored = select(Answer.value, Answer.certainty).order_by(Answer.revision)
    assert db.session.execute(stored).all() == [("a", 1), ("a", 3), ("b", None)]


def test_the_same_said_again_is_the_same(sitting):
    found, who = sitting
    for _ in range(3):
        assert save_sent(found.past.id, "m1-a", Sent("a", 0, certainty=2), **who).revision == 1
    assert save_answer(found.past.id, "m1-a", "a", 1, **who).revision == 1


def test_another_certainty_on_an_old_revision_is_refused_with_what_is_kept(sitting):
    found, who = sitting
    save_sent(found.past.id, "m1-a", Sent("a", 0, certainty=2), **who)
    with pytest.raises(AnswerHasMovedOn) as refused:
        save_sent(found.past.id, "m1-a", Sent("a", 0, certainty=3), **who)
    assert (refused.value.value, refused.value.certainty) == ("a", 2)


def test_a_form_keeps_certainty_by_question(sitting):
    found, who = sitting
    given = {"m1-a": ("a", 0), "m1-b": ("b", 0)}
    done = save_answers(found.past.id, given, certainty={"m1-b": 3}, **who)
    assert done.saved == 2
    assert kept(found.past.id) == {"m1-a": ("a", None, 1), "m1-b": ("b", 3, 1)}
    again = save_answers(found.past.id, given, certainty={"m1-b": 3}, **who)
    assert (again.saved, again.moved_on) == (0, ())


@pytest.mark.parametrize("said", [0, 4, "2", True, 2.0])
def test_nonsense_is_not_kept(sitting, said):
    found, who = sitting
    with pytest.raises(AnswerDoesNotFit):
        save_sent(found.past.id, "m1-a", Sent("a", 0, certainty=said), **who)
    assert kept(found.past.id) == {}


@pytest.mark.parametrize("certainty", [None, 1, 3])
def test_the_score_is_the_same_however_sure_one_was(sitting, certainty):
    found, who = sitting
    save_sent(found.past.id, "m1-a", Sent("a", 0, certainty=certainty), **who)
    save_sent(found.past.id, "m1-b", Sent("b", 0, certainty=certainty), **who)
    assert submit(found.past.id, **who).score == 0.5
