"""Answers of every kind on both databases: kept as they are, marked when handed in."""

import pytest

from tests.factories import content, kinds, people, quiz
from training.content.rules.quizzes import Kind
from training.quiz.actions import save_answer, submit
from training.quiz.queries import answers
from training.quiz.rules.kinds import KINDS

QUESTIONS = {question.kind: question for question in kinds.every_kind()}
ODD = "a\x00b\ud800 😀 “é” \u202e%(x)s {{y}} ' \\"


@pytest.fixture
def person(database):
    content.published(quiz=content.quiz_of(*QUESTIONS.values()))
    return people.employee(people.unit())


def test_the_best_answer_to_every_kind_passes(person, clock):
    sitting = quiz.started(person, at=clock.now)
    quiz.answered(sitting, of=person.id, at=clock.now)
    kept = answers(sitting.past.id)
    assert {key: each.value for key, each in kept.items()} == {
        question.key: kinds.right_answer(question) for question in QUESTIONS.values()
    }
    done = submit(sitting.past.id, of=person.id, at=clock.now)
    at_once = [kind for kind in QUESTIONS if not KINDS[kind].by_people]
    assert done.score == pytest.approx(len(at_once) / len(QUESTIONS), abs=0.01)
    assert done.passed


@pytest.mark.parametrize("kind", [Kind.SHORT_TEXT, Kind.NUMERIC, Kind.CLOZE])
def test_odd_signs_are_kept_without_what_no_database_takes(person, clock, kind):
    sitting, question = quiz.started(person, at=clock.now), QUESTIONS[kind]
    raw = {"kata": ODD} if kind is Kind.CLOZE else ODD
    save_answer(sitting.past.id, question.key, raw, 0, of=person.id, at=clock.now)
    value = answers(sitting.past.id)[question.key].value
    said = value["kata"] if kind is Kind.CLOZE else value
    assert said == "a b 😀 “é” %(x)s {{y}} ' \\"


def test_the_same_answer_sent_again_is_the_same_answer(person, clock):
    sitting, question = quiz.started(person, at=clock.now), QUESTIONS[Kind.SHORT_TEXT]
    first = save_answer(sitting.past.id, question.key, " anak ", 0, of=person.id, at=clock.now)
    again = save_answer(sitting.past.id, question.key, "anak", 0, of=person.id, at=clock.now)
    assert (first.revision, again.revision) == (1, 1)
