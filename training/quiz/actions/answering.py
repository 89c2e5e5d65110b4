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
from training.content.rules.gates import Purpose, policy_of
from training.content.rules.quizzes import Question
from training.kernel.db import Instant, ask, db, write_at_once
from training.quiz.queries import Kept, answers, sent_before, value_at
from training.quiz.queries.allowances import deadline_now
from training.quiz.rules.answers import Value, must_follow, parse_answer
from training.quiz.rules.attempts import (
    AlreadySubmitted,
    AnswerHasMovedOn,
    Cause,
    TimeIsUp,
    closes_at,
)
from training.quiz.rules.certainty import parse_certainty
from training.quiz.rules.drawing import Drawn
from training.quiz.rules.journal import Sent, believable_ms, digest
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


def save_answer(
    attempt_id: UUID, question: str, raw: Any, revision: int, *, of: UUID, at: datetime
) -> Saved:
    """Keep an answer that was given while `revision` was the current one; see save_sent."""
    return save_sent(attempt_id, question, Sent(raw, revision), of=of, at=at)


def save_sent(attempt_id: UUID, question: str, sent: Sent, *, of: UUID, at: datetime) -> Saved:
    """Keep an answer with what its page says of it.

    The same answer sent again on the same revision is the same answer; under the same key it is
    so for ever, and the revision that it was acknowledged with is answered again. A revision that
    is no longer current raises AnswerHasMovedOn; a closed attempt AlreadySubmitted; one whose time
    and grace are over TimeIsUp; nonsense, and what may not follow the kept answer,
    AnswerDoesNotFit.
    """
    desk = _desk(attempt_id, question, of=of, at=at)
    value, sure = parse_answer(desk.question, sent.answer), parse_certainty(sent.certainty)
    known = desk.revision in (sent.revision, sent.revision + 1) and desk.holds(value, sure)
    if known:
        return Saved(desk.revision, desk.kept.at if desk.kept else at)
    if desk.revision != sent.revision:
        return _acknowledged(attempt_id, question, value, sent, desk)
    must_follow(desk.question, desk.value, value)
    return _append_answer(attempt_id, question, value, sent, at)


def _acknowledged(attempt_id: UUID, question: str, value: Value, sent: Sent, desk: _Desk) -> Saved:
    """What a replay was answered the first time; what is no replay has met another answer."""
    before = sent_before(attempt_id, question, sent.key) if sent.key else None
    if before:
        return Saved(before.revision, before.at)
    # What changed nothing when it came first has no row of its own.
    is_replay = sent.key and 0 < sent.revision < desk.revision
    if is_replay and desk.kept and value == value_at(attempt_id, question, sent.revision):
        return Saved(sent.revision, desk.kept.at)
    raise AnswerHasMovedOn(question, desk.revision, desk.value, desk.certainty)


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
        desk = _desk(attempt_id, question, of=of, at=at)
        value, sure = parse_answer(desk.question, raw), parse_certainty(certainty.get(question))
        if desk.holds(value, sure):
            continue
        if desk.revision == revision:
            must_follow(desk.question, desk.value, value)
            _append_answer(attempt_id, question, value, Sent(raw, revision, certainty=sure), at)
            saved += 1
        elif value != value_at(attempt_id, question, revision):
            refused = AnswerHasMovedOn(question, desk.revision, desk.value, desk.certainty)
            moved_on.append(refused)
    return SavedAll(saved, tuple(moved_on))


def _desk(attempt_id: UUID, question: str, *, of: UUID, at: datetime) -> _Desk:
    """One question of an open attempt; on PostgreSQL the attempt is held against a submission."""
    named = {"attempt": attempt_id, "question": question.replace("\x00", ""), "person": of}
    row = ask(DESK, named).one()
    if row.submitted_at:
        raise AlreadySubmitted(Cause.SERVER if row.cause == Cause.SERVER else Cause.ELSEWHERE)
    quiz = quiz_of(row.release_id)
    asked = [Drawn(each["key"], ()) for each in row.questions if each["key"] == question]
    if quiz is None or not asked:
        raise NoResultFound
    if row.deadline and at > row.deadline:
        deadline = deadline_now(of, row.slug, row.started_at, row.deadline, quiz.rules)
        end = closes_at(deadline, policy_of(quiz.rules, Purpose(row.purpose)))
        if end and at > end:
            raise TimeIsUp
    has_answer = row.revision is not None
    current = Kept(row.revision, row.value, row.at, row.certainty) if has_answer else None
    return _Desk(questions_of(quiz, asked)[0], current)


def _append_answer(
    attempt_id: UUID, question: str, value: Value, sent: Sent, at: datetime
) -> Saved:
    """Append one revision, unless the attempt was closed or the revision taken a moment ago."""
    revision = sent.revision + 1
    row = {
        "attempt": attempt_id, "question": question, "revision": revision, "value": value,
        "at": at, "digest": digest(value), "spent_ms": believable_ms(sent.spent_ms),
        "sent_key": sent.key, "certainty": parse_certainty(sent.certainty),
    }  # fmt: skip
    if write_at_once(APPEND[db.engine.dialect.name], row):
        return Saved(revision, at)
    before = sent_before(attempt_id, question, sent.key) if sent.key else None
    if before:
        return Saved(before.revision, before.at)
    current = answers(attempt_id).get(question)
    if current is None or current.revision < revision:
        raise AlreadySubmitted(Cause.ELSEWHERE)
    raise AnswerHasMovedOn(question, current.revision, current.value, current.certainty)


def _desk_statement() -> Select[*tuple[Any, ...]]:
    """Built once: answers are what people save most."""
    attempt, answer, closed = ATTEMPT.c, ANSWER.c, SUBMISSION.c
    kept = (answer.attempt_id == attempt.id) & (answer.question == bindparam("question"))
    sitting = ATTEMPT.outerjoin(SUBMISSION, closed.attempt_id == attempt.id)
    return (
        select(
            attempt.release_id, attempt.slug, attempt.started_at, attempt.questions,
            attempt.deadline, attempt.purpose,
            closed.at.label("submitted_at"), closed.cause, answer.revision, answer.value,
            answer.at, answer.certainty,
        )
        .select_from(sitting.outerjoin(ANSWER, kept))
        .where(attempt.id == bindparam("attempt"), attempt.employee_id == bindparam("person"))
        .order_by(answer.revision.desc().nulls_last())
        .limit(1)
        .with_for_update(read=True, of=ATTEMPT)
    )  # fmt: skip


def _append_statement(insert: Callable[..., Any]) -> Any:
    """An answer goes in only while there is no submission and its key is new.

    The primary key refuses a second revision.
    """
    attempt = bindparam("attempt", type_=ANSWER.c.attempt_id.type)
    question = bindparam("question", type_=String())
    sent_key = bindparam("sent_key", type_=String())
    closed = exists().where(SUBMISSION.c.attempt_id == attempt)
    sent = ANSWER.alias()
    known = exists().where(
        sent.c.attempt_id == attempt, sent.c.question == question, sent.c.sent_key == sent_key
    )
    row = select(
        attempt, question, bindparam("revision", type_=Integer()),
        bindparam("value", type_=JSON()), bindparam("at", type_=Instant()),
        bindparam("digest", type_=String()), bindparam("spent_ms", type_=Integer()), sent_key,
        bindparam("certainty", type_=Integer()),
    ).where(~closed, ~known)  # fmt: skip
    columns = [
        "attempt_id", "question", "revision", "value", "at", "digest", "spent_ms", "sent_key",
        "certainty",
    ]  # fmt: skip
    added = insert(ANSWER).from_select(columns, row).on_conflict_do_nothing()
    return added.returning(ANSWER.c.revision)


DESK = _desk_statement()
APPEND = {
    "sqlite": _append_statement(sqlite.insert),
    "postgresql": _append_statement(postgresql.insert),
}
