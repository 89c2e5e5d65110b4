"""What is noted beside an answer, and that a replay is answered what it was answered before."""

import pytest
from sqlalchemy import event, select

from tests.factories import content, people, quiz
from training.kernel.db import db
from training.quiz.actions import save_sent, submit
from training.quiz.queries import answers
from training.quiz.rules.attempts import AlreadySubmitted, AnswerHasMovedOn, Cause
from training.quiz.rules.journal import Sent, digest
from training.quiz.tables import Answer, Submission


@pytest.fixture
def person(database):
    content.published()
    return people.employee(people.unit())


@pytest.fixture
def sitting(person, clock):
    return quiz.started(person, at=clock.now)


@pytest.fixture
def send(person, sitting, clock):
    """Send an answer to the question with one right answer; answers the acknowledged revision."""
    key = next(each.key for each in sitting.drawn if "-menyapa-" in each.key)

    def sent(answer, revision, name=None, spent=None) -> int:
        told = Sent(answer, revision, name, spent)
        at = clock.forward(seconds=1)
        return save_sent(sitting.past.id, key, told, of=person.id, at=at).revision

    return sent


def rows():
    return db.session.scalars(select(Answer).order_by(Answer.revision)).all()


def test_an_answer_is_noted_with_its_digest_its_key_and_the_time_it_took(send):
    send("a", 0, "k1", 12_345)
    row = rows()[0]
    assert (row.digest, row.sent_key, row.spent_ms) == (digest("a"), "k1", 12_345)


@pytest.mark.parametrize("told", [None, "lama", True, [1], float("nan")])
def test_what_is_no_time_is_not_noted_as_one(send, told):
    send("a", 0, None, told)
    assert rows()[0].spent_ms is None


def test_a_replay_is_acknowledged_as_it_was_whatever_came_after_it(send):
    assert [send("a", 0, "k1"), send("b", 1, "k2"), send("a", 2, "k3")] == [1, 2, 3]
    assert send("a", 0, "k1") == 1
    assert send("b", 1, "k2") == 2
    assert len(rows()) == 3


def test_a_key_that_comes_on_a_newer_revision_is_still_the_same_answer(send):
    send("a", 0, "k1")
    send("b", 1, "k2")
    assert send("a", 2, "k1") == 1
    assert [row.value for row in rows()] == ["a", "b"]


def test_a_replay_of_what_had_changed_nothing_is_acknowledged_too(send):
    send("a", 0, "k1")
    assert send("a", 1, "k2") == 1
    send("b", 1, "k3")
    assert send("a", 1, "k2") == 1


def test_another_answer_on_a_stale_revision_is_refused_with_or_without_a_key(send):
    send("a", 0, "k1")
    send("b", 1, "k2")
    for name in (None, "k9"):
        with pytest.raises(AnswerHasMovedOn) as refused:
            send("c", 1, name)
        assert (refused.value.revision, refused.value.value) == (2, "b")


def test_the_same_key_may_name_answers_to_several_questions(person, sitting, clock):
    for each in sitting.drawn[:2]:
        told = Sent(quiz.right_answer(quiz.question_of(sitting, each.key)), 0, "k1")
        save_sent(sitting.past.id, each.key, told, of=person.id, at=clock.now)
    assert len(answers(sitting.past.id)) == 2


def test_saving_an_answer_takes_two_statements(send):
    seen: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *call: seen.append(call[2]))
    send("a", 0, "k1", 1000)
    assert len(seen) == 2


def test_who_closed_an_attempt_is_on_record_and_the_other_device_is_told(
    person, sitting, send, clock
):
    submit(sitting.past.id, of=person.id, at=clock.now)
    assert db.session.scalars(select(Submission.cause)).one() == Cause.PERSON
    with pytest.raises(AlreadySubmitted) as refused:
        send("a", 0)
    assert refused.value.cause is Cause.ELSEWHERE
