"""What an employee does to a quiz: start it, answer, submit. All of it appends, nothing changes."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Uuid, exists, insert, literal, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import NoResultFound

from training.content.queries import quiz_of
from training.content.rules.model import Question, Quiz
from training.kernel import bulk
from training.kernel.db import Instant, db
from training.kernel.ids import uuid7
from training.people.rules.access import Actor
from training.quiz.queries import Edition, Kept, answers, edition_of, history, value_at
from training.quiz.rules.answers import Value, parse_answer
from training.quiz.rules.attempts import (
    AlreadySubmitted,
    AnswerHasMovedOn,
    KeyIsTooLong,
    MayStart,
    Past,
    RetakeIsTooEarly,
    may_start,
)  # fmt: skip
from training.quiz.rules.drawing import Drawn, draw
from training.quiz.rules.marking import mark, passed, score
from training.quiz.rules.showing import questions_of
from training.quiz.tables import Answer, Attempt, Submission

LONGEST_KEY = 80


@dataclass(frozen=True, slots=True)
class Started:
    """The attempt that is open now, and whether it was made just now."""

    attempt_id: UUID
    fresh: bool


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
class Submitted:
    """The result of an attempt."""

    attempt_id: UUID
    slug: str
    at: datetime
    score: float
    passed: bool


def start(person: Actor, slug: str, *, at: datetime) -> Started:
    """Start the module's quiz for a person, or answer the attempt that is open already.

    Refuses before the pause after the last attempt is over (RetakeIsTooEarly); NoResultFound where
    there is no quiz. A second, simultaneous start meets the unique number and joins the first.
    """
    now = edition_of(slug)
    quiz = quiz_of(now.release_id)
    past = history(person.id, slug)
    permit = may_start(quiz, past, edition=now.edition, at=at)
    if quiz is None:
        raise NoResultFound
    if permit.reason is MayStart.TOO_EARLY and permit.not_before:
        raise RetakeIsTooEarly(permit.not_before)
    if permit.open_attempt:
        return Started(permit.open_attempt, fresh=False)
    made = _append_attempt(person, now, quiz, past, at)
    return Started(made, fresh=True) if made else _joined(person.id, now)


def _append_attempt(
    person: Actor, now: Edition, quiz: Quiz, past: tuple[Past, ...], at: datetime
) -> UUID | None:
    """The new attempt's id, or None when a simultaneous start was faster."""
    seed = secrets.token_hex(16)
    drawn = draw(quiz, seed=seed, earlier=[each.keys for each in past])
    row = {
        "id": uuid7(at), "employee_id": person.id, "unit_id": person.unit_id, "slug": now.slug,
        "release_id": now.release_id, "edition": now.edition,
        "number": max((each.number for each in past), default=0) + 1, "seed": seed,
        "questions": [{"key": each.key, "options": list(each.options)} for each in drawn],
        "started_at": at,
    }  # fmt: skip
    made = _insert_or_not(Attempt).values(row).on_conflict_do_nothing().returning(Attempt.id)
    return db.session.execute(made).scalar_one_or_none()


def _joined(person: UUID, now: Edition) -> Started:
    """The attempt that a simultaneous start has just made."""
    newest = max(history(person, now.slug), key=lambda each: each.number)
    return Started(newest.id, fresh=False)


def _insert_or_not(table: type[Any]) -> Any:
    dialect = sqlite if db.engine.dialect.name == "sqlite" else postgresql
    return dialect.insert(table)


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


def save_answer(
    attempt_id: UUID, question: str, raw: Any, revision: int, *, of: UUID, at: datetime
) -> Saved:
    """Keep an answer that was given while `revision` was the current one.

    The same answer sent again on the same revision is the same answer. A revision that is no longer
    current raises AnswerHasMovedOn; a closed attempt AlreadySubmitted; nonsense AnswerDoesNotFit.
    """
    desk = _desk(attempt_id, question, of=of)
    value = parse_answer(desk.question, raw)
    known = desk.revision in (revision, revision + 1) and value == desk.value
    if known:
        return Saved(desk.revision, desk.kept.at if desk.kept else at)
    if desk.revision != revision:
        raise AnswerHasMovedOn(question, desk.revision, desk.value)
    return _append_answer(attempt_id, question, value, revision + 1, at)


def save_answers(
    attempt_id: UUID, given: Mapping[str, tuple[Any, int]], *, of: UUID, at: datetime
) -> SavedAll:
    """Keep what a form changed: by question the answer and the revision that the form showed.

    A question that the person left as the form showed it is not a change, even if it was answered
    elsewhere meanwhile; one that both changed differently is reported and left as it stands.
    """
    saved, moved_on = 0, []
    for question, (raw, revision) in given.items():
        desk = _desk(attempt_id, question, of=of)
        value = parse_answer(desk.question, raw)
        if value == desk.value:
            continue
        if desk.revision == revision:
            _append_answer(attempt_id, question, value, revision + 1, at)
            saved += 1
        elif value != value_at(attempt_id, question, revision):
            moved_on.append(AnswerHasMovedOn(question, desk.revision, desk.value))
    return SavedAll(saved, tuple(moved_on))


def _desk(attempt_id: UUID, question: str, *, of: UUID) -> _Desk:
    """One question of an open attempt; on PostgreSQL the attempt is held against a submission."""
    kept = (Answer.attempt_id == Attempt.id) & (Answer.question == question.replace("\x00", ""))
    found = (
        select(
            Attempt.release_id, Attempt.questions, Submission.at.label("submitted_at"),
            Answer.revision, Answer.value, Answer.at,
        )
        .outerjoin(Submission, Submission.attempt_id == Attempt.id)
        .outerjoin(Answer, kept)
        .where(Attempt.id == attempt_id, Attempt.employee_id == of)
        .order_by(Answer.revision.desc().nulls_last())
        .limit(1)
        .with_for_update(read=True, of=Attempt)
    )  # fmt: skip
    row = db.session.execute(found).one()
    if row.submitted_at:
        raise AlreadySubmitted
    quiz = quiz_of(row.release_id)
    asked = [Drawn(each["key"], ()) for each in row.questions if each["key"] == question]
    if quiz is None or not asked:
        raise NoResultFound
    has_answer = row.revision is not None
    current = Kept(row.revision, row.value, row.at) if has_answer else None
    return _Desk(questions_of(quiz, asked)[0], current)


def _append_answer(
    attempt_id: UUID, question: str, value: Value, revision: int, at: datetime
) -> Saved:
    """Append one revision, unless the attempt was closed or the revision taken a moment ago."""
    closed = exists().where(Submission.attempt_id == attempt_id)
    row = select(
        literal(attempt_id, Uuid()), literal(question), literal(revision), literal(value, JSON()),
        literal(at, Instant()),
    ).where(~closed)  # fmt: skip
    columns = ["attempt_id", "question", "revision", "value", "at"]
    appended = _insert_or_not(Answer).from_select(columns, row).on_conflict_do_nothing()
    if db.session.execute(appended.returning(Answer.revision)).scalar_one_or_none():
        return Saved(revision, at)
    current = answers(attempt_id).get(question)
    if current is None or current.revision < revision:
        raise AlreadySubmitted
    raise AnswerHasMovedOn(question, current.revision, current.value)


def submit(attempt_id: UUID, *, of: UUID, at: datetime, key: str | None = None) -> Submitted:
    """Close an attempt, mark it with the key of its own release, and keep the result.

    It happens once. Asked again with the same key (by default the attempt's id, so that a double
    click is harmless) it answers the same result; with another key it raises AlreadySubmitted.
    """
    key = str(attempt_id) if key is None else key
    if len(key) > LONGEST_KEY:
        raise KeyIsTooLong
    held = select(Attempt.slug, Attempt.release_id, Attempt.questions).where(
        Attempt.id == attempt_id, Attempt.employee_id == of
    )
    slug, release_id, questions = db.session.execute(held.with_for_update(of=Attempt)).one()
    closed = db.session.execute(
        select(Submission.at, Submission.score, Submission.passed, Submission.key).where(
            Submission.attempt_id == attempt_id
        )
    ).first()
    if closed and closed.key != key:
        raise AlreadySubmitted
    if closed:
        return Submitted(attempt_id, slug, closed.at, closed.score, closed.passed)
    quiz = quiz_of(release_id)
    if quiz is None:
        raise NoResultFound
    drawn = [Drawn(each["key"], tuple(each["options"])) for each in questions]
    return _close(attempt_id, slug, quiz, drawn, at, key)


def _close(
    attempt_id: UUID, slug: str, quiz: Quiz, drawn: list[Drawn], at: datetime, key: str
) -> Submitted:
    given = answers(attempt_id)
    marks = [
        mark(question, given[question.key].value if question.key in given else None)
        for question in questions_of(quiz, drawn)
    ]
    reached = score(marks)
    result = Submitted(attempt_id, slug, at, reached, passed(reached, quiz.pass_mark))
    row = {
        "attempt_id": attempt_id, "at": at, "score": result.score, "passed": result.passed,
        "key": key, "marks": {each.question: each.points for each in marks},
    }  # fmt: skip
    db.session.execute(insert(Submission).values(row))
    return result


HISTORY = {"attempt": Attempt, "answer": Answer, "submission": Submission}


def keep_history(kind: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Append many facts of the past at once (the demo city, a takeover from another system)."""
    return bulk.keep(HISTORY[kind].__table__, columns, rows)
