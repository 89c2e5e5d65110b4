"""Answering: every answer is appended as a revision, and two tabs never overwrite each other."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Integer, Select, String, bindparam, exists, inspect, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import NoResultFound

from training.content.queries import quiz_of
from training.content.rules.quizzes import Question
from training.kernel.db import Instant, ask, db, now_writing
from training.quiz.queries import Kept, answers, value_at
from training.quiz.rules.answers import Value, must_follow, parse_answer
from training.quiz.rules.attempts import AlreadySubmitted, AnswerHasMovedOn
from training.quiz.rules.certainty import parse_certainty
from training.quiz.rules.drawing import Drawn
from training.quiz.rules.showing import questions_of
from training.quiz.tables import Answer, Attempt, Submission

ATTEMPT, ANSWER, SUBMISSION = (
    inspect(table).local_table for table in (Attempt, Answer, Submission)
)


NOTHING_SAID: Mapping[str, int | None] = {}


@dataclass(frozen=True, slots=True)
class Saved:
    """An answer that is kept: its revision and since when."""

    revision: int
    at: datetime


@dataclass(frozen=True, slots=True)
class SavedAll:
    """What became of the answers of a whole form: how many were kept, and which had moved on."""

    saved: int
    moved_on: tuple[AnswerHasMovedOn, ...]


@dataclass(frozen=True, slots=True)
class _Desk:
    """An open attempt, one of its questions, and the answer that is kept of it."""

    question: Question
    kept: Kept | None

    @property
    def revision(self) -> int:
        return self.kept.revision if self.kept else 0

    @property
    def value(self) -> Value:
        return self.kept.value if self.kept else None

    @property
    def certainty(self) -> int | None:
        return self.kept.certainty if self.kept else None

    def holds(self, value: Value, certainty: int | None) -> bool:
        """Whether this is what is kept; who says nothing of certainty changes none."""
        return value == self.value and certainty in (None, self.certainty)


def save_answer(  # noqa: PLR0913  (what a page sends belongs together: answer, revision, certainty)
    attempt_id: UUID, question: str, raw: Any, revision: int, *, of: UUID, at: datetime,
    certainty: int | None = None,
) -> Saved:  # fmt: skip
    """Keep an answer that was given while `revision` was the current one.

    The same answer sent again on the same revision is the same answer. A revision that is no longer
    current raises AnswerHasMovedOn; a closed attempt AlreadySubmitted; nonsense, and what may not
    follow the kept answer, AnswerDoesNotFit.
    """
    desk = _desk(attempt_id, question, of=of)
    value, certainty = parse_answer(desk.question, raw), parse_certainty(certainty)
    known = desk.revision in (revision, revision + 1) and desk.holds(value, certainty)
    if known:
        return Saved(desk.revision, desk.kept.at if desk.kept else at)
    if desk.revision != revision:
        raise AnswerHasMovedOn(question, desk.revision, desk.value, desk.certainty)
    must_follow(desk.question, desk.value, value)
    return _append_answer(attempt_id, question, value, revision + 1, at, certainty)


def save_answers(
    attempt_id: UUID, given: Mapping[str, tuple[Any, int]], *, of: UUID, at: datetime,
    certainty: Mapping[str, int | None] = NOTHING_SAID,
) -> SavedAll:  # fmt: skip
    """Keep what a form changed: by question the answer and the revision that the form showed.

    A question that the person left as the form showed it is not a change, even if it was answered
    elsewhere meanwhile; one that both changed differently is reported and left as it stands.
    """
    saved, moved_on = 0, []
    for question, (raw, revision) in given.items():
        desk = _desk(attempt_id, question, of=of)
        value, sure = parse_answer(desk.question, raw), parse_certainty(certainty.get(question))
        if desk.holds(value, sure):
            continue
        if desk.revision == revision:
            must_follow(desk.question, desk.value, value)
            _append_answer(attempt_id, question, value, revision + 1, at, sure)
            saved += 1
        elif value != value_at(attempt_id, question, revision):
            refused = AnswerHasMovedOn(question, desk.revision, desk.value, desk.certainty)
            moved_on.append(refused)
    return SavedAll(saved, tuple(moved_on))


def _desk(attempt_id: UUID, question: str, *, of: UUID) -> _Desk:
    """One question of an open attempt; on PostgreSQL the attempt is held against a submission."""
    named = {"attempt": attempt_id, "question": question.replace("\x00", ""), "person": of}
    row = ask(DESK, named).one()
    if row.submitted_at:
        raise AlreadySubmitted
    quiz = quiz_of(row.release_id)
    asked = [Drawn(each["key"], ()) for each in row.questions if each["key"] == question]
    if quiz is None or not asked:
        raise NoResultFound
    has_answer = row.revision is not None
    current = Kept(row.revision, row.value, row.at, row.certainty) if has_answer else None
    return _Desk(questions_of(quiz, asked)[0], current)


def _append_answer(
    attempt_id: UUID, question: str, value: Value, revision: int, at: datetime,
    certainty: int | None,
) -> Saved:  # fmt: skip
    """Append one revision, unless the attempt was closed or the revision taken a moment ago."""
    row = {
        "attempt": attempt_id, "question": question, "revision": revision, "value": value, "at": at,
        "certainty": certainty,
    }  # fmt: skip
    now_writing()
    appended = ask(APPEND[db.engine.dialect.name], row)
    if appended.scalar_one_or_none():
        return Saved(revision, at)
    current = answers(attempt_id).get(question)
    if current is None or current.revision < revision:
        raise AlreadySubmitted
    raise AnswerHasMovedOn(question, current.revision, current.value, current.certainty)


def _desk_statement() -> Select[*tuple[Any, ...]]:
    """Built once: answers are what people save most."""
    attempt, answer, closed = ATTEMPT.c, ANSWER.c, SUBMISSION.c
    kept = (answer.attempt_id == attempt.id) & (answer.question == bindparam("question"))
    sitting = ATTEMPT.outerjoin(SUBMISSION, closed.attempt_id == attempt.id)
    return (
        select(
            attempt.release_id, attempt.questions, closed.at.label("submitted_at"),
            answer.revision, answer.value, answer.at, answer.certainty,
        )
        .select_from(sitting.outerjoin(ANSWER, kept))
        .where(attempt.id == bindparam("attempt"), attempt.employee_id == bindparam("person"))
        .order_by(answer.revision.desc().nulls_last())
        .limit(1)
        .with_for_update(read=True, of=ATTEMPT)
    )  # fmt: skip


def _append_statement(insert: Callable[..., Any]) -> Any:
    """An answer goes in only while there is no submission; the key refuses a second revision."""
    attempt = bindparam("attempt", type_=ANSWER.c.attempt_id.type)
    closed = exists().where(SUBMISSION.c.attempt_id == attempt)
    row = select(
        attempt, bindparam("question", type_=String()), bindparam("revision", type_=Integer()),
        bindparam("value", type_=JSON()), bindparam("at", type_=Instant()),
        bindparam("certainty", type_=Integer()),
    ).where(~closed)  # fmt: skip
    columns = ["attempt_id", "question", "revision", "value", "at", "certainty"]
    added = insert(ANSWER).from_select(columns, row).on_conflict_do_nothing()
    return added.returning(ANSWER.c.revision)


DESK = _desk_statement()
APPEND = {
    "sqlite": _append_statement(sqlite.insert),
    "postgresql": _append_statement(postgresql.insert),
}
