"""When people last did something in any module of any edition, and where they were then."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, Uuid, bindparam, func, select, union_all

from training.kernel.db import db
from training.learning.tables import LessonRead
from training.quiz.tables import Attempt, Submission
from training.reporting.rules.progress import Fact
from training.reporting.tables import PersonActivity


def activity_between(first: UUID, last: UUID) -> Iterator[tuple[UUID, Fact]]:
    """The latest lesson read or quiz handed in of every person of the range, from the facts.

    A new edition takes nothing back of it. Sittings without effort are void and do not count.
    """
    for person, at, unit in db.session.execute(LATEST, {"first": first, "last": last}):
        yield person, (at, unit)


def _latest() -> Select[UUID, datetime, UUID | None]:
    first, last = bindparam("first", type_=Uuid()), bindparam("last", type_=Uuid())
    read = select(
        LessonRead.employee_id.label("person"), LessonRead.at.label("at"),
        LessonRead.unit_id.label("unit"),
    ).where(LessonRead.employee_id.between(first, last))  # fmt: skip
    handed_in = (
        select(Attempt.employee_id, Submission.at, Attempt.unit_id)
        .join(Submission, Submission.attempt_id == Attempt.id)
        .where(Attempt.employee_id.between(first, last), Submission.void.is_(False))
    )
    facts = union_all(read, handed_in).subquery()
    place = func.row_number().over(
        partition_by=facts.c.person, order_by=(facts.c.at.desc(), facts.c.unit)
    )
    ranked = select(facts, place.label("place")).subquery()
    return select(ranked.c.person, ranked.c.at, ranked.c.unit).where(ranked.c.place == 1)


LATEST = _latest()


def activity_stored(first: UUID, last: UUID) -> Iterator[tuple[UUID, Fact]]:
    """The same as it is kept."""
    kept = select(PersonActivity).where(PersonActivity.employee_id.between(first, last))
    for row in db.session.scalars(kept):
        yield row.employee_id, (row.last_at, row.last_unit)
