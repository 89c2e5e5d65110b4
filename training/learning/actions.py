"""What learning leaves behind: seconds of reading, lessons read to their end, quizzes begun."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import NoResultFound

from training.content.queries import module_of
from training.content.rules.gates import Purpose
from training.kernel import bulk
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.learning.queries import Where, candidate, last_tick
from training.learning.rules.reading import accept_tick
from training.learning.tables import LessonRead, ReadingTick
from training.people.rules.access import Actor
from training.people.tables.employees import Employee
from training.quiz.actions import Started, start
from training.quiz.queries import Edition, edition_of


def tick(person: UUID, slug: str, lesson: str, *, seconds: float, at: datetime) -> int:
    """Add reading time to a lesson; answers how many seconds were believed."""
    now = _edition_with(slug, lesson)
    # Two pages that tick at the same moment queue here: the same seconds never count twice.
    held = select(Employee.id).where(Employee.id == person)
    db.session.execute(held.with_for_update(key_share=True))
    last = last_tick(person)
    believed = accept_tick(seconds, at - last if last else None)
    if believed:
        row = {
            "id": uuid7(at), "employee_id": person, "slug": slug, "lesson": lesson,
            "release_id": now.release_id, "at": at, "seconds": believed,
        }  # fmt: skip
        db.session.execute(insert(ReadingTick).values(row))
    return believed


def mark_read(person: Actor, slug: str, lesson: str, *, at: datetime) -> bool:
    """Note that a person has read a lesson of the current edition; False if that was known."""
    now = _edition_with(slug, lesson)
    row = {
        "id": uuid7(at), "employee_id": person.id, "unit_id": person.unit_id, "slug": slug,
        "edition": now.edition, "lesson": lesson, "release_id": now.release_id, "at": at,
    }  # fmt: skip
    on_sqlite = db.engine.dialect.name == "sqlite"
    added = (sqlite if on_sqlite else postgresql).insert(LessonRead).values(row)
    returned = added.on_conflict_do_nothing().returning(LessonRead.id)
    return db.session.execute(returned).scalar_one_or_none() is not None


def begin(
    person: Actor, slug: str, *, at: datetime, where: Where, purpose: Purpose = Purpose.POST
) -> Started:
    """Start a module's quiz for a person, with what its rules may ask of them; see quiz.start."""
    who = candidate(person, edition_of(slug), today=where.today, address=where.address)
    return start(person, slug, at=at, purpose=purpose, who=who)


def _edition_with(slug: str, lesson: str) -> Edition:
    """The current edition, if it has the lesson; NoResultFound if not."""
    now = edition_of(slug)
    if lesson not in {each.id for each in module_of(now.release_id).lessons}:
        raise NoResultFound
    return now


HISTORY = {"reading_tick": ReadingTick, "lesson_read": LessonRead}


def keep_history(kind: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Append many facts of the past at once (the demo city, a takeover from another system)."""
    return bulk.keep(HISTORY[kind].__table__, columns, rows)
