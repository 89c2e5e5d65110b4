"""Facts of learning for xAPI statements: all, or those that no store has yet, page by page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, exists, func, literal, select, tuple_

from training.content.queries import module_of, quiz_of
from training.content.rules.gates import Counts, Purpose, policy_of
from training.kernel.db import Instant, db
from training.kernel.ids import first_of
from training.learning.tables import LessonRead
from training.quiz.tables import Attempt, Rescore, Submission
from training.reporting.rules.statements import (
    Course,
    Fact,
    Outcome,
    Source,
    Tried,
    completes,
)
from training.reporting.tables import StatementSent

PAGE = 100
START = (UUID(int=0), -1)
RESULTS = (Source.SUBMISSION, Source.RESCORE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which facts: from one instant until before another, perhaps only those not sent yet.

    `newest` asks for those that were written as of an instant, by indexes and without a walk
    through all: lessons and attempts by their keys, which begin with their time, results by theirs.
    What was written later with an earlier time is not among them.
    """

    unsent: bool = False
    since: datetime | None = None
    until: datetime | None = None
    newest: datetime | None = None


def pages(wanted: Wanted, *, size: int = PAGE) -> Iterator[list[Fact]]:
    """The facts, a page at a time, by source and key; each page is read when it is asked for.

    The newest results come by time, and then by key.
    """
    for source in Source:
        after = _start(source, wanted)
        while True:
            rows = db.session.execute(_page(source, wanted, after).limit(size)).all()
            if not rows:
                break
            after = (*_time_of(rows[-1], source, wanted), rows[-1].key, rows[-1].number)
            yield _facts(source, rows)


def _by_time(source: Source, wanted: Wanted) -> bool:
    return wanted.newest is not None and source in RESULTS


def _start(source: Source, wanted: Wanted) -> tuple[Any, ...]:
    """Below all that is wanted."""
    if wanted.newest is None:
        return START
    if source in RESULTS:
        return (wanted.newest, *START)
    return (first_of(wanted.newest), -1)


def _time_of(row: Any, source: Source, wanted: Wanted) -> tuple[datetime, ...]:
    return (row.at,) if _by_time(source, wanted) else ()


def ledger() -> tuple[int, int]:
    """How many facts an LRS has been told, and how many statements it refused for good."""
    counted = select(func.count(), func.coalesce(func.sum(StatementSent.refused), 0))
    sent, refused = db.session.execute(counted.select_from(StatementSent)).one()
    return sent, int(refused)


def unsent() -> int:
    """How many facts no LRS has been told."""
    return sum(
        db.session.execute(
            select(func.count()).select_from(_page(source, Wanted(unsent=True), START).subquery())
        ).scalar_one()
        for source in Source
    )


def _page(source: Source, wanted: Wanted, after: tuple[Any, ...]) -> Select[*tuple[Any, ...]]:
    found, key, number, at = SHAPES[source]()
    order = (at, key, number) if _by_time(source, wanted) else (key, number)
    kinds = {datetime: Instant()}
    last = (literal(each, kinds.get(type(each))) for each in after)
    found = found.where(tuple_(*order) > tuple_(*last))
    if _by_time(source, wanted):
        found = found.where(at >= after[0])  # says the same once more, for the index
    if wanted.since:
        found = found.where(at >= wanted.since)
    if wanted.until:
        found = found.where(at < wanted.until)
    if wanted.unsent:
        known = exists().where(
            StatementSent.source == source.value, StatementSent.key == key,
            StatementSent.number == number,
        )  # fmt: skip
        found = found.where(~known)
    return found.order_by(*order)


def _read() -> tuple[Select[*tuple[Any, ...]], Any, Any, Any]:
    number = literal(0)
    found = select(
        LessonRead.id.label("key"), number.label("number"), LessonRead.at.label("at"),
        LessonRead.employee_id, LessonRead.slug, LessonRead.edition, LessonRead.release_id,
        LessonRead.lesson,
    )  # fmt: skip
    return found, LessonRead.id, number, LessonRead.at


def _attempt() -> tuple[Select[*tuple[Any, ...]], Any, Any, Any]:
    number = literal(0)
    found = select(
        Attempt.id.label("key"), number.label("number"), Attempt.started_at.label("at"),
        Attempt.employee_id, Attempt.slug, Attempt.edition, Attempt.release_id, Attempt.purpose,
    )  # fmt: skip
    return found, Attempt.id, number, Attempt.started_at


def _submission() -> tuple[Select[*tuple[Any, ...]], Any, Any, Any]:
    number = literal(0)
    found = select(
        Attempt.id.label("key"), number.label("number"), Submission.at.label("at"),
        Attempt.employee_id, Attempt.slug, Attempt.edition, Attempt.release_id, Attempt.purpose,
        Attempt.started_at, Submission.score, Submission.passed, Submission.pending,
        Submission.void,
    ).join(Submission, Submission.attempt_id == Attempt.id)  # fmt: skip
    return found, Attempt.id, number, Submission.at


def _rescore() -> tuple[Select[*tuple[Any, ...]], Any, Any, Any]:
    found = select(
        Attempt.id.label("key"), Rescore.number.label("number"), Rescore.at.label("at"),
        Attempt.employee_id, Attempt.slug, Attempt.edition, Attempt.release_id, Attempt.purpose,
        Attempt.started_at, Rescore.score, Rescore.passed, Rescore.pending, Submission.void,
    )  # fmt: skip
    found = found.join(Rescore, Rescore.attempt_id == Attempt.id)
    found = found.join(Submission, Submission.attempt_id == Attempt.id)
    return found, Attempt.id, Rescore.number, Rescore.at


SHAPES = {
    Source.READ: _read, Source.ATTEMPT: _attempt, Source.SUBMISSION: _submission,
    Source.RESCORE: _rescore,
}  # fmt: skip


def _facts(source: Source, rows: Sequence[Any]) -> list[Fact]:
    told = [(row, _fact(source, row)) for row in rows]
    if source is Source.ATTEMPT:
        return [fact for _row, fact in told]
    done = _Done({row.employee_id for row in rows})
    return [replace(fact, completes=done.by(fact, row.release_id)) for row, fact in told]


def _fact(source: Source, row: Any) -> Fact:
    module = module_of(row.release_id)
    fact = Fact(
        source, row.key, row.number, row.at, row.employee_id, row.slug, row.edition, module.title
    )
    if source is Source.READ:
        titles = {lesson.id: lesson.title for lesson in module.lessons}
        return replace(fact, lesson=(row.lesson, titles.get(row.lesson, row.lesson)))
    if source is Source.ATTEMPT:
        return replace(fact, purpose=row.purpose)
    return replace(
        fact,
        purpose=row.purpose,
        seconds=(row.at - row.started_at).total_seconds() if source is Source.SUBMISSION else None,
        outcome=Outcome(row.score, bool(row.passed), bool(row.pending), bool(row.void)),
    )


class _Done:
    """What some people have read and submitted, from which follows when they completed what."""

    def __init__(self, people: set[UUID]) -> None:
        self.read: dict[tuple[UUID, str, int], list[tuple[datetime, UUID, str]]] = {}
        self.tried: dict[tuple[UUID, str, int], list[Tried]] = {}
        for row in db.session.execute(_lessons_of(people)):
            place = (row.employee_id, row.slug, row.edition)
            self.read.setdefault(place, []).append((row.at, row.id, row.lesson))
        later: dict[UUID, list[tuple[datetime, bool]]] = {}
        for row in db.session.execute(_rescores_of(people)):
            later.setdefault(row.attempt_id, []).append((row.at, bool(row.passed)))
        for row in db.session.execute(_closed_of(people)):
            results = ((row.at, bool(row.passed)), *later.get(row.id, ()))
            place = (row.employee_id, row.slug, row.edition)
            tried = Tried(row.id, row.number, row.at, tuple(results))
            self.tried.setdefault(place, []).append(tried)

    def by(self, fact: Fact, release_id: UUID) -> bool:
        """Whether a fact completed its module, as its own release asks it."""
        outcome = fact.outcome
        if outcome and (outcome.void or fact.purpose != Purpose.POST):
            return False
        module, quiz = module_of(release_id), quiz_of(release_id)
        counts = policy_of(quiz.rules, Purpose.POST).counts if quiz else Counts.BEST
        place = (fact.person, fact.slug, fact.edition)
        course = Course(
            tuple(lesson.id for lesson in module.lessons), quiz is not None, counts,
            tuple(self.read.get(place, ())), self.tried.get(place, ()),
        )  # fmt: skip
        return completes(fact, course)


def _lessons_of(people: set[UUID]) -> Select[*tuple[Any, ...]]:
    columns = (
        LessonRead.employee_id, LessonRead.slug, LessonRead.edition, LessonRead.at, LessonRead.id,
        LessonRead.lesson,
    )  # fmt: skip
    return select(*columns).where(LessonRead.employee_id.in_(people))


def _rescores_of(people: set[UUID]) -> Select[*tuple[Any, ...]]:
    found = select(Rescore.attempt_id, Rescore.at, Rescore.passed)
    mine = found.join(Attempt, Attempt.id == Rescore.attempt_id)
    mine = mine.where(Attempt.employee_id.in_(people))
    return mine.order_by(Rescore.attempt_id, Rescore.number)


def _closed_of(people: set[UUID]) -> Select[*tuple[Any, ...]]:
    """Their closed attempts that count: after learning, and not void."""
    found = select(
        Attempt.id, Attempt.employee_id, Attempt.slug, Attempt.edition, Attempt.number,
        Submission.at, Submission.passed,
    ).join(Submission, Submission.attempt_id == Attempt.id)  # fmt: skip
    counted = found.where(Attempt.purpose == Purpose.POST.value, Submission.void.is_(False))
    return counted.where(Attempt.employee_id.in_(people)).order_by(Attempt.number)
