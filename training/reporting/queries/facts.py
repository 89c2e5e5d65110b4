"""What people read and submitted, by person and module, a range of people at a time."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select
from sqlalchemy.orm import aliased

from training.content.queries import quiz_of
from training.kernel.db import db
from training.learning.tables import LessonRead
from training.people.tables.employees import Employee
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

BATCH = 4000
Key = tuple[UUID, str]


def batches(*, size: int = BATCH) -> list[tuple[UUID, UUID]]:
    """The first and the last person of every batch of people, in the order of their ids."""
    people = list(db.session.scalars(select(Employee.id).order_by(Employee.id)))
    return [
        (people[start], people[min(start + size, len(people)) - 1])
        for start in range(0, len(people), size)
    ]


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
    is_current = or_(
        false(),
        *((LessonRead.slug == each.slug) & LessonRead.lesson.in_(each.lessons) for each in modules),
    )
    grouped = (
        select(
            LessonRead.employee_id.label("person"), LessonRead.slug.label("slug"),
            LessonRead.edition.label("edition"),
            func.sum(case((is_current, 1), else_=0)).label("lessons"),
            func.min(LessonRead.at).label("first_at"), func.max(LessonRead.at).label("last_at"),
            func.max(case((is_current, LessonRead.at))).label("current_at"),
        )
        .where(LessonRead.employee_id.between(first, last), _in_edition(LessonRead, modules))
        .group_by(LessonRead.employee_id, LessonRead.slug, LessonRead.edition)
    ).subquery()  # fmt: skip
    rows = db.session.execute(
        select(
            grouped.c.person, grouped.c.slug, grouped.c.lessons, grouped.c.first_at,
            _unit_at(grouped, "first_at"), grouped.c.last_at, _unit_at(grouped, "last_at"),
            grouped.c.current_at, _unit_at(grouped, "current_at"),
        )
    )  # fmt: skip
    return {(person, slug): Reading(*rest) for person, slug, *rest in rows}


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


def _in_edition(table: Any, modules: Sequence[Current]) -> ColumnElement[bool]:
    each = (and_(table.slug == module.slug, table.edition == module.edition) for module in modules)
    return or_(false(), *each)


def _sittings(first: UUID, last: UUID, modules: Sequence[Current]) -> dict[Key, list[Sitting]]:
    found = (
        select(
            Attempt.employee_id, Attempt.slug, Attempt.release_id, Attempt.number, Attempt.unit_id,
            Submission.at, SCORE, PASSED, MARKS,
        )
        .join(Submission, Submission.attempt_id == Attempt.id)
        .outerjoin(Rescore, newest_rescore())
        .where(Attempt.employee_id.between(first, last), _in_edition(Attempt, modules))
        .order_by(Attempt.employee_id, Attempt.slug, Attempt.number)
    )  # fmt: skip
    tried: dict[Key, list[Sitting]] = {}
    for row in db.session.execute(found):
        person, slug, release_id, number, unit, at, score, passed, marks = row
        before = tried.setdefault((person, slug), [])
        # Only the first attempt's points count, so those of the others are not taken apart.
        points = split(marks, _places(release_id)) if not before else {}
        before.append(Sitting(number, unit, at, score, passed, points))
    return tried


@lru_cache(maxsize=512)
def _places(release_id: UUID) -> Mapping[str, str]:
    return places(quiz_of(release_id))
