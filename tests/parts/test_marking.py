"""Free texts on both databases: blind, twice, never one's own, and then the result follows."""

import pytest
from sqlalchemy.exc import NoResultFound

from tests.factories import content, kinds, people, quiz
from training.people.rules.kinds import Role
from training.quiz.actions import save_answer, submit
from training.quiz.actions.marking import mark_text
from training.quiz.queries import history
from training.quiz.queries.marking import markings, piles, waiting
from training.quiz.rules.rubric import RubricIsIncomplete

TEXT = kinds.free_text("m1-uraian-a")
GOOD, FAIR, POOR = ({"sapa": n, "dengar": n} for n in (2, 1, 0))


@pytest.fixture
def written(database, clock):
    """Somebody's attempt: one free text, and one question with a right answer."""
    asked = content.quiz_of(TEXT, content.question("m1-satu-a"))
    content.published(quiz=asked)
    writer = people.employee(people.unit("LOKET"))
    sitting = quiz.started(writer, at=clock.now)
    key, said = sitting.past.id, "Saya menyapa anak itu."
    save_answer(key, TEXT.key, said, 0, of=writer.id, at=clock.now)
    save_answer(key, "m1-satu-a", "a", 0, of=writer.id, at=clock.now)
    submit(key, of=writer.id, at=clock.now)
    return writer, key


def reader(name: str):
    unit = people.unit(name)
    person = people.employee(unit)
    people.role(person, Role.MENTOR, unit)
    return people.acting(person)


def test_an_attempt_with_a_free_text_waits_for_people(written):
    past = history(written[0].id)[0]
    assert (past.pending, past.passed, past.score) == (True, False, 0.5)


def test_the_writer_and_their_unit_never_see_the_text(written):
    writer, _ = written
    colleague = people.employee(people.unit("LOKET-2"))
    assert waiting(people.acting(writer)) == []
    assert [each.text for each in waiting(people.acting(colleague))] == ["Saya menyapa anak itu."]


def test_two_who_agree_make_the_result(written, clock):
    writer, attempt = written
    assert mark_text(reader("SATU"), attempt, TEXT.key, GOOD, "", at=clock.now) is None
    done = mark_text(reader("DUA"), attempt, TEXT.key, GOOD, "Jelas.", at=clock.forward(hours=1))
    assert done.person == writer.id
    past = history(writer.id)[0]
    assert (past.pending, past.passed, past.score, past.original_score) == (False, True, 1.0, 0.5)
    assert [each.comment for each in markings([attempt])[attempt, TEXT.key]] == ["", "Jelas."]


def test_a_third_decides_where_two_are_far_apart(written, clock):
    writer, attempt = written
    for name, levels in (("SATU", GOOD), ("DUA", POOR)):
        assert mark_text(reader(name), attempt, TEXT.key, levels, "", at=clock.now) is None
    assert history(writer.id)[0].pending
    assert mark_text(reader("TIGA"), attempt, TEXT.key, FAIR, "", at=clock.forward(hours=1))
    assert history(writer.id)[0].score == 0.75


def test_nobody_marks_twice_nor_what_is_settled(written, clock):
    _, attempt = written
    first = reader("SATU")
    mark_text(first, attempt, TEXT.key, GOOD, "", at=clock.now)
    with pytest.raises(NoResultFound):
        mark_text(first, attempt, TEXT.key, GOOD, "", at=clock.now)
    mark_text(reader("DUA"), attempt, TEXT.key, GOOD, "", at=clock.now)
    with pytest.raises(NoResultFound):
        mark_text(reader("TIGA"), attempt, TEXT.key, GOOD, "", at=clock.now)


def test_a_step_is_missing_and_nothing_is_kept(written, clock):
    _, attempt = written
    with pytest.raises(RubricIsIncomplete):
        mark_text(reader("SATU"), attempt, TEXT.key, {"sapa": 1}, "", at=clock.now)
    assert markings([attempt]) == {}


def test_what_is_too_short_waits_for_nobody(database, clock):
    content.published(quiz=content.quiz_of(TEXT, content.question("m1-satu-a")))
    writer = people.employee(people.unit())
    sitting = quiz.started(writer, at=clock.now)
    save_answer(sitting.past.id, TEXT.key, "dua kata", 0, of=writer.id, at=clock.now)
    submit(sitting.past.id, of=writer.id, at=clock.now)
    assert not history(writer.id)[0].pending
    assert waiting(reader("SATU")) == []


def test_the_pile_tells_how_far_people_agree(written, clock):
    _, attempt = written
    mark_text(reader("SATU"), attempt, TEXT.key, GOOD, "", at=clock.now)
    mark_text(reader("DUA"), attempt, TEXT.key, POOR, "", at=clock.now)
    pile = piles(reader("TIGA"))[0]
    assert (pile.waiting, pile.agreement.n, pile.agreement.near) == (1, 2, 0.0)
