"""A sheet of paper becomes an attempt: typed twice, by the same rules, once, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from tests.factories import content, people, quiz
from tests.factories.kinds import right_answer, wrong_answer
from training.audit.tables import AuditEvent
from training.kernel.db import db
from training.quiz.actions.papers import Order, choose_sides, print_papers, take, type_in
from training.quiz.queries import history
from training.quiz.queries.papers import batch, sheet_of, unfinished
from training.quiz.rules.answers import AnswerDoesNotFit
from training.quiz.rules.papers import (
    Entry,
    OwnSheet,
    PaperIsDone,
    PaperIsNotAgreed,
    PaperIsTyped,
    SameClerkTwice,
    Side,
    State,
)
from training.quiz.rules.permits import UNKNOWN, MayStart, QuizMayNotStart
from training.quiz.rules.showing import questions_of
from training.quiz.tables import Submission


class Room:
    """A sheet, whose it is, three clerks, and the time that passes."""

    def __init__(self, clock) -> None:
        content.published()
        self.unit, self.clock = people.unit("A"), clock
        self.person = people.employee(self.unit)
        self.clerks = [people.employee(self.unit) for _ in range(3)]
        self.sat_at = clock.now + timedelta(minutes=1)
        self.code = self.printed()
        clock.forward(hours=5)

    def printed(self, **more) -> str:
        order = Order(content.SLUG, self.unit.id, **more)
        made = print_papers(order, by=self.clerks[0].id, at=self.clock.now)
        return batch(made, scope=(self.unit.path,))[0].code

    @property
    def sheet(self):
        return sheet_of(self.code, scope=(self.unit.path,))

    def answers(self, wrong: int = 0) -> dict:
        asked = questions_of(self.sheet.quiz, self.sheet.drawn)
        return {
            each.key: (wrong_answer if place < wrong else right_answer)(each)
            for place, each in enumerate(asked)
        }

    def type(self, clerk: int, *, wrong: int = 0, **more) -> None:
        values = {"person": self.person.id, "sat_at": self.sat_at, **more}
        answers = values.pop("answers", None) or self.answers(wrong)
        entry = Entry(self.clerks[clerk].id, answers=answers, **values)
        type_in(self.sheet, entry, at=self.clock.now)

    def take(self):
        who = people.acting(self.person)
        return take(self.sheet, who, who=UNKNOWN, by=self.clerks[0].id, at=self.clock.now)


@pytest.fixture
def room(database, clock):
    return Room(clock)


def test_two_equal_entries_become_an_attempt_that_is_not_void_and_known_to_be_on_paper(room):
    room.type(0)
    assert room.sheet.state is State.ONCE
    room.type(1)
    assert room.sheet.state is State.AGREED
    attempt_id = room.take()
    [past] = history(room.person.id, content.SLUG)
    assert (past.id, past.on_paper, past.void) == (attempt_id, True, False)
    assert past.passed
    assert past.submitted_at == past.started_at == room.sat_at
    assert db.session.scalars(select(Submission.effort)).one() is None
    assert room.sheet.state is State.DONE
    assert past.keys == room.sheet.keys
    kinds = set(db.session.scalars(select(AuditEvent.kind)))
    assert {"paper-printed", "paper-entered"} <= kinds


def test_the_marks_are_those_of_the_same_answers_on_a_screen(room):
    room.type(0, wrong=1)
    room.type(1, wrong=1)
    room.take()
    on_screen = quiz.started(people.employee(room.unit), at=room.clock.now)
    [past] = history(room.person.id, content.SLUG)
    assert past.score == pytest.approx(sum(past.marks.values()) / len(past.marks))
    assert len(past.marks) == len(on_screen.drawn)
    assert min(past.marks.values()) == 0


def test_differences_are_settled_by_a_third_look_question_by_question(room):
    room.type(0)
    room.type(1, wrong=1)
    sheet = room.sheet
    assert (sheet.state, sheet.apart) == (State.DIFFERS, sheet.keys[:1])
    with pytest.raises(PaperIsNotAgreed):
        room.take()
    with pytest.raises(PaperIsNotAgreed):
        choose_sides(sheet, {}, by=room.clerks[2].id, at=room.clock.now)
    sides = {sheet.keys[0]: Side.FIRST}
    choose_sides(sheet, sides, by=room.clerks[2].id, at=room.clock.now)
    assert room.sheet.state is State.AGREED
    room.take()
    [past] = history(room.person.id, content.SLUG)
    assert past.marks[sheet.keys[0]] == 1.0


def test_nobody_types_or_settles_their_own_sheet(room):
    with pytest.raises(OwnSheet):
        room.type(0, person=room.clerks[0].id)
    room.type(0)
    room.type(1, wrong=1)
    sides = {room.sheet.keys[0]: Side.FIRST}
    with pytest.raises(OwnSheet):
        choose_sides(room.sheet, sides, by=room.person.id, at=room.clock.now)


def test_one_clerk_never_makes_both_entries_and_nobody_a_third(room):
    room.type(0)
    with pytest.raises(SameClerkTwice):
        room.type(0)
    room.type(1)
    with pytest.raises(PaperIsTyped):
        room.type(2)


def test_a_code_is_entered_once(room):
    room.type(0)
    room.type(1)
    room.take()
    for again in (room.take, lambda: room.type(2)):
        with pytest.raises(PaperIsDone):
            again()
    assert len(history(room.person.id, content.SLUG)) == 1


def test_the_rules_of_the_quiz_hold_for_paper_too_and_the_entries_stay(room):
    quiz.submitted(room.person, at=room.sat_at - timedelta(minutes=1))
    room.type(0)
    room.type(1)
    with pytest.raises(QuizMayNotStart) as refused:
        room.take()
    assert refused.value.permit.reason is MayStart.TOO_EARLY
    assert room.sheet.state is State.AGREED
    assert len(room.sheet.entries) == 2


def test_an_open_attempt_on_a_screen_is_handed_in_first(room):
    quiz.started(room.person, at=room.clock.now)
    room.type(0)
    room.type(1)
    with pytest.raises(QuizMayNotStart) as refused:
        room.take()
    assert refused.value.permit.reason is MayStart.OPEN_ATTEMPT


def test_nonsense_is_not_an_answer(room):
    with pytest.raises(AnswerDoesNotFit):
        room.type(0, answers={room.sheet.keys[0]: "tidak-ada"})


def test_a_sheet_that_was_printed_for_somebody_is_theirs_whatever_is_typed(room):
    room.clock.forward(hours=1)
    room.sat_at = room.clock.now
    room.code = room.printed(employee_id=room.person.id)
    stranger = people.employee(room.unit)
    room.type(0, person=stranger.id)
    room.type(1)
    assert room.sheet.state is State.AGREED
    assert room.sheet.agreed.person == room.person.id


def test_sheets_for_a_room_have_codes_of_their_own_and_are_listed_until_they_are_done(room):
    order = Order(content.SLUG, room.unit.id, count=12)
    made = print_papers(order, by=room.clerks[0].id, at=room.clock.now)
    assert len({each.code for each in batch(made, scope=("/A/",))}) == 12
    assert len(unfinished(scope=("/A/",))) == 13
    assert unfinished(scope=("/B/",)) == ()


def test_the_database_refuses_to_change_what_was_typed(room):
    room.type(0)
    with pytest.raises(DatabaseError):
        db.session.execute(text("UPDATE paper_entry SET number = 2"))
    db.session.rollback()
