"""Submitting an attempt: once, marked with the key of its own release."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.exc import NoResultFound

from training.content.queries import quiz_of
from training.content.rules.quizzes import Quiz
from training.kernel.db import db
from training.quiz.queries import answers
from training.quiz.queries.correcting import corrections, with_corrections
from training.quiz.rules.attempts import AlreadySubmitted, KeyIsTooLong
from training.quiz.rules.drawing import Drawn
from training.quiz.rules.marking import mark, passed, score, waits
from training.quiz.tables import Attempt, Submission

LONGEST_KEY = 80


@dataclass(frozen=True, slots=True)
class Submitted:
    """The result of an attempt."""

    attempt_id: UUID
    slug: str
    at: datetime
    score: float
    passed: bool


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
    given, keyed = answers(attempt_id), with_corrections(quiz, corrections(slug))
    marks = [
        mark(keyed[each.key], given[each.key].value if each.key in given else None)
        for each in drawn
    ]
    pending = any(waits(keyed[each.question], each.chosen) for each in marks)
    reached = score(marks)
    result = Submitted(attempt_id, slug, at, reached, passed(reached, quiz.pass_mark))
    row = {
        "attempt_id": attempt_id, "at": at, "score": result.score, "passed": result.passed,
        "key": key, "pending": pending, "marks": {each.question: each.points for each in marks},
    }  # fmt: skip
    db.session.execute(insert(Submission).values(row))
    return result
