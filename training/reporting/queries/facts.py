"""What people read and submitted, by person and module, a range of people at a time."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Uuid, and_, bindparam, case, false, func, or_, select
from sqlalchemy.orm import aliased

from training.content.queries import quiz_of
from training.content.rules.gates import Purpose
from training.kernel.db import db
from training.learning.tables import LessonRead
from training.quiz.queries.results import MARKS, PASSED, SCORE, newest_rescore
from training.quiz.tables import Attempt, Rescore, Submission
from training.reporting.queries.modules import Current
from training.reporting.rules.progress import (
    Progress,
    Reading,
    Sitting,
    places,
    progress,
    split,
)  # fmt: skip

Key = tuple[UUID, str]
Editions = tuple[tuple[str, int, tuple[str, ...]], ...]
"""Modules by slug, current edition and current lessons."""
FIRST, LAST = bindparam("first", type_=Uuid()), bindparam("last", type_=Uuid())


def progress_between(
    first: UUID, last: UUID, modules: Sequence[Current]
) -> Iterator[tuple[UUID, str, Progress]]:
    """The state of every person of the range in every module that they have begun."""
    asked = {each.slug: each.asked for each in modules}
    read = _readings(first, last, modules)
    tried = _sittings(first, last, modules)
    for key in sorted(read.keys() | tried.keys()):
        person, slug = key
        found = progress(asked[slug], read.get(key), tried.get(key, ()))
        if found is not None:
            yield person, slug, found


def _readings(first: UUID, last: UUID, modules: Sequence[Current]) -> dict[Key, Reading]:
    rows = db.session.execute(_reading_statement(_asked(modules)), {"first": first, "last": last})
    return {(person, slug): Reading(*rest) for person, slug, *rest in rows}


def _asked(modules: Sequence[Current]) -> Editions:
    return tuple((each.slug, each.edition, each.lessons) for each in modules)


@lru_cache(maxsize=64)
def _reading_statement(modules: Editions) -> Select[*tuple[Any, ...]]:
    """Built once per module: to build it took longer than to ask it, at every submission."""
    is_current = or_(
        false(),
        *(
            (LessonRead.slug == slug) & LessonRead.lesson.in_(lessons)
            for slug, _, lessons in modules
        ),
    )
    grouped = (
        select(
            LessonRead.employee_id.label("person"), LessonRead.slug.label("slug"),
            LessonRead.edition.label("edition"),
            func.sum(case((is_current, 1), else_=0)).label("lessons"),
            func.min(LessonRead.at).label("first_at"), func.max(LessonRead.at).label("last_at"),
            func.max(case((is_current, LessonRead.at))).label("current_at"),
        )
        .where(LessonRead.employee_id.between(FIRST, LAST), _in_edition(LessonRead, modules))
        .group_by(LessonRead.employee_id, LessonRead.slug, LessonRead.edition)
    ).subquery()  # fmt: skip
    return select(
        grouped.c.person, grouped.c.slug, grouped.c.lessons, grouped.c.first_at,
        _unit_at(grouped, "first_at"), grouped.c.last_at, _unit_at(grouped, "last_at"),
        grouped.c.current_at, _unit_at(grouped, "current_at"),
    )  # fmt: skip


def _unit_at(grouped: Any, column: str) -> Any:
    """The unit of the lesson that was read at that instant (of several the first by name)."""
    read = aliased(LessonRead)
    found: Select[Any] = select(read.unit_id).where(
        read.employee_id == grouped.c.person,
        read.slug == grouped.c.slug,
        read.edition == grouped.c.edition,
        read.at == grouped.c[column],
    )
    return found.order_by(read.lesson).limit(1).correlate(grouped).scalar_subquery()


def _in_edition(table: Any, modules: Editions) -> ColumnElement[bool]:
    each = (and_(table.slug == slug, table.edition == edition) for slug, edition, _ in modules)
    return or_(false(), *each)


@lru_cache(maxsize=64)
def _sitting_statement(modules: Editions) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Attempt.employee_id, Attempt.slug, Attempt.release_id, Attempt.number, Attempt.unit_id,
            Submission.at, SCORE, PASSED, MARKS,
        )
        .join(Submission, Submission.attempt_id == Attempt.id)
        .outerjoin(Rescore, newest_rescore())
        .where(
            Attempt.employee_id.between(FIRST, LAST), _in_edition(Attempt, modules),
            Attempt.purpose == Purpose.POST.value, Submission.void.is_(False),
        )
        .order_by(Attempt.employee_id, Attempt.slug, Attempt.number)
    )  # fmt: skip


def _sittings(first: UUID, last: UUID, modules: Sequence[Current]) -> dict[Key, list[Sitting]]:
    found = _sitting_statement(_asked(modules))
    tried: dict[Key, list[Sitting]] = {}
    for row in db.session.execute(found, {"first": first, "last": last}):
        person, slug, release_id, number, unit, at, score, passed, marks = row
        before = tried.setdefault((person, slug), [])
        # Only the first attempt's points count, so those of the others are not taken apart.
        points = split(marks, _places(release_id)) if not before else {}
        before.append(Sitting(number, unit, at, score, passed, points))
    return tried


@lru_cache(maxsize=512)
def _places(release_id: UUID) -> Mapping[str, str]:
    return places(quiz_of(release_id))
