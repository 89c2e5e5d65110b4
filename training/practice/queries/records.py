"""What is known of people's practice, in three statements whether it is one person or many."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select

from training.content.queries import quiz_of
from training.content.rules.gates import Purpose
from training.kernel.bundle import Part, fetch
from training.kernel.db import db
from training.practice.rules.breaks import Break, Reason
from training.practice.rules.cards import Card, cards_of
from training.practice.rules.memory import Memory
from training.practice.rules.record import Asked, CaseKind, Finish, Record, Shelf, Shown
from training.practice.tables.cases import PracticeCase, PracticeMemory, PracticeReview
from training.practice.tables.words import PracticeBreak
from training.quiz.queries import Edition, editions
from training.quiz.queries.results import MARKS, PASSED, newest_rescore
from training.quiz.tables import Attempt, Rescore, Submission


@dataclass(frozen=True, slots=True)
class Shelved:
    """What can be practised now: the cards of every module, and the release that they are of."""

    cards: Shelf
    releases: Mapping[str, UUID]


def shelved() -> Shelved:
    """The cards of the current releases."""
    return shelved_from(editions())


def shelved_from(current: Iterable[Edition]) -> Shelved:
    """The cards of releases that are known to be the current ones."""
    now = {each.slug: each.release_id for each in current}
    return Shelved({slug: _cards(release) for slug, release in now.items()}, now)


_known: dict[UUID, tuple[Card, ...]] = {}


def _cards(release_id: UUID) -> tuple[Card, ...]:
    """Releases never change, so that their cards are sorted out once."""
    if release_id not in _known:
        if len(_known) > 512:
            _known.clear()
        _known[release_id] = cards_of(quiz_of(release_id))
    return _known[release_id]


def record(person: UUID) -> Record:
    """Everything that decides what a person practises next, in one statement."""
    return _record(person, fetch(_parts(_of(person))))


def record_parts(person: Any) -> dict[str, Part]:
    """The same as parts of a larger bundle; `person` may be a bound parameter."""
    return _parts(_of(person))


def record_from(person: UUID, found: Mapping[str, Iterable[Any]]) -> Record:
    """The record of a person from the parts that a bundle has fetched."""
    return _record(person, found)


def records(first: UUID, last: UUID) -> list[Record]:
    """The same of everybody with first <= id <= last who has finished a module, by id."""
    lists: dict[str, dict[UUID, list[Any]]] = {}
    for name, part in _parts(_between(first, last)).items():
        grouped: dict[UUID, list[Any]] = defaultdict(list)
        for row in db.session.execute(part.wanted.order_by(part.order)):
            grouped[row.employee_id].append(row)
        lists[name] = grouped
    people = sorted(lists["attempts"])
    made = (_record(one, {name: lists[name].get(one, ()) for name in lists}) for one in people)
    return [each for each in made if each.finished]


def _of(person: Any):
    return lambda column: column == person


def _between(first: UUID, last: UUID):
    return lambda column: column.between(first, last)


def _parts(theirs: Any) -> dict[str, Part]:
    attempts = (
        select(
            Attempt.employee_id, Attempt.slug, Attempt.questions, Attempt.purpose,
            Attempt.started_at, Submission.at.label("submitted_at"), Submission.void,
            PASSED.label("passed"), MARKS.label("marks"),
        )
        .outerjoin(Submission, Submission.attempt_id == Attempt.id)
        .outerjoin(Rescore, newest_rescore())
    )  # fmt: skip
    return {
        "attempts": Part(attempts.where(theirs(Attempt.employee_id)), Attempt.id),
        "cases": Part(cases().where(theirs(PracticeCase.employee_id)), PracticeCase.id),
        "memories": Part(
            memories(theirs(PracticeMemory.employee_id)),
            PracticeMemory.due_at,
        ),
        "breaks": Part(
            select(
                PracticeBreak.employee_id, PracticeBreak.at, PracticeBreak.until.label("until"),
                PracticeBreak.reason,
            ).where(theirs(PracticeBreak.employee_id)),
            PracticeBreak.id,
        ),
    }  # fmt: skip


def cases():
    """The cases with when they were answered, as rules know them."""
    return select(
        PracticeCase.employee_id, PracticeCase.id, PracticeCase.week,
        PracticeCase.place.label("in_week"),
        PracticeCase.slug, PracticeCase.card, PracticeCase.question, PracticeCase.kind,
        PracticeCase.mark, PracticeCase.shown_at, PracticeReview.answered_at,
    ).outerjoin(PracticeReview, PracticeReview.case_id == PracticeCase.id)  # fmt: skip


def memories(condition: ColumnElement[bool]):
    """The memories of cards, as they are kept."""
    return select(
        PracticeMemory.employee_id, PracticeMemory.slug, PracticeMemory.card,
        PracticeMemory.stability, PracticeMemory.difficulty, PracticeMemory.last_at,
        PracticeMemory.due_at, PracticeMemory.reviews,
    ).where(condition)  # fmt: skip


def shown(row: Any) -> Shown:
    """One case of `cases`."""
    return Shown(
        row.id, row.week, row.in_week, row.slug, row.card, row.question, CaseKind(row.kind),
        row.mark, row.shown_at, row.answered_at,
    )  # fmt: skip


def memory(row: Any) -> Memory:
    """One memory of `memories`."""
    return Memory(row.stability, row.difficulty, row.last_at, row.due_at, row.reviews)


def _record(person: UUID, parts: Mapping[str, Iterable[Any]]) -> Record:
    attempts, breaks = list(parts["attempts"]), list(parts["breaks"])
    asked = tuple(
        Asked(row.slug, each["key"], row.submitted_at or row.started_at)
        for row in attempts
        for each in row.questions
    )
    return Record(
        person,
        _finished(attempts),
        asked,
        tuple(shown(row) for row in parts["cases"]),
        {(row.slug, row.card): memory(row) for row in parts["memories"]},
        _break(breaks[-1]) if breaks else None,
    )


def _finished(attempts: Iterable[Any]) -> dict[str, Finish]:
    """Each module whose quiz was passed, from the first time on; void sittings do not count."""
    found: dict[str, Finish] = {}
    for row in attempts:
        passes = row.passed and not row.void and row.purpose == Purpose.POST
        if passes and row.slug not in found:
            found[row.slug] = Finish(row.submitted_at, row.marks or {})
    return found


def _break(row: Any) -> Break:
    return Break(row.at, row.until, Reason(row.reason) if row.reason else None)
