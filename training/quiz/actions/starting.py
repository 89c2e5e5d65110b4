"""Starting a quiz: one open attempt at a time, with its own seeded draw of the pinned release."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import NoResultFound

from training.content.queries import quiz_of
from training.content.rules.quizzes import Quiz
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.people.rules.access import Actor
from training.quiz.queries import Edition, edition_of, history
from training.quiz.rules.attempts import MayStart, Past, RetakeIsTooEarly, may_start
from training.quiz.rules.drawing import draw
from training.quiz.tables import Attempt


@dataclass(frozen=True, slots=True)
class Started:
    """The attempt that is open now, and whether it was made just now."""

    attempt_id: UUID
    fresh: bool


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
    made = _insert(Attempt).values(row).on_conflict_do_nothing().returning(Attempt.id)
    return db.session.execute(made).scalar_one_or_none()


def _joined(person: UUID, now: Edition) -> Started:
    """The attempt that a simultaneous start has just made."""
    newest = max(history(person, now.slug), key=lambda each: each.number)
    return Started(newest.id, fresh=False)


def _insert(table: type[Any]) -> Any:
    dialect = sqlite if db.engine.dialect.name == "sqlite" else postgresql
    return dialect.insert(table)
