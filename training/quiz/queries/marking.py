"""Free texts that wait for people: shown without a name, never to their writer or their unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import aliased

from training.content.queries import quiz_of
from training.content.rules.details import FreeText
from training.content.rules.quizzes import Question
from training.kernel.db import db
from training.people.rules.access import Actor
from training.quiz.queries.results import PENDING, newest_rescore
from training.quiz.rules import rubric
from training.quiz.rules.marking import waits
from training.quiz.rules.rubric import Agreement, Levels
from training.quiz.tables import Answer, Attempt, Marking, Rescore, Submission

MOST_WAITING = 2000


@dataclass(frozen=True, slots=True)
class Waiting:
    """One free text that a person may mark: whose it is, is not told."""

    attempt_id: UUID
    slug: str
    question: Question
    text: str
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class Pile:
    """The texts of one question that wait for a person, and how far markers agree so far."""

    slug: str
    question: Question
    waiting: int
    oldest: datetime
    first: UUID
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class Marked:
    """What one person found in a text."""

    marker: UUID
    levels: Levels
    comment: str
    at: datetime


def rubric_of(question: Question) -> FreeText:
    """The rubric of a free text. NoResultFound for any other question."""
    if not isinstance(question.detail, FreeText):
        raise NoResultFound
    return question.detail


def markings(attempt_ids: Sequence[UUID]) -> dict[tuple[UUID, str], list[Marked]]:
    """What was found in the texts of attempts, by attempt and question, in the order of time."""
    columns = (
        Marking.attempt_id, Marking.question, Marking.marker_id, Marking.levels, Marking.comment,
        Marking.at,
    )  # fmt: skip
    rows = select(*columns).where(Marking.attempt_id.in_(attempt_ids))
    found: dict[tuple[UUID, str], list[Marked]] = {}
    in_time = rows.order_by(Marking.at, Marking.marker_id)
    for attempt, question, marker, levels, comment, at in db.session.execute(in_time):
        found.setdefault((attempt, question), []).append(Marked(marker, levels, comment, at))
    return found


def piles(marker: Actor) -> tuple[Pile, ...]:
    """What waits for a person, by question, the oldest first."""
    found: dict[tuple[str, str], list[Waiting]] = {}
    for each in waiting(marker):
        found.setdefault((each.slug, each.question.key), []).append(each)
    return tuple(_pile(texts) for texts in found.values())


def _pile(texts: Sequence[Waiting]) -> Pile:
    first = texts[0]
    pairs = _pairs(first.slug, first.question)
    told = rubric.agreement(rubric_of(first.question), pairs)
    return Pile(first.slug, first.question, len(texts), first.submitted_at, first.attempt_id, told)


def _pairs(slug: str, question: Question) -> list[tuple[Levels, Levels]]:
    """The first two findings of every text of a question that has two with the same criteria."""
    rows = (
        select(Marking.attempt_id, Marking.levels)
        .join(Attempt, Attempt.id == Marking.attempt_id)
        .where(Attempt.slug == slug, Marking.question == question.key)
        .order_by(Marking.attempt_id, Marking.at, Marking.marker_id)
    )
    given: dict[UUID, list[Levels]] = {}
    wanted = {each.key for each in rubric_of(question).criteria}
    for attempt, levels in db.session.execute(rows):
        if levels.keys() == wanted:
            given.setdefault(attempt, []).append(levels)
    return [(each[0], each[1]) for each in given.values() if len(each) > 1]


def waiting(marker: Actor, *, only: UUID | None = None) -> list[Waiting]:
    """The free texts that a person may mark now, the oldest first; of one attempt or of all.

    Never their own, never one of their own unit, never twice, and none that is settled.
    """
    rows = _pending(marker)
    if only is not None:
        rows = rows.where(Attempt.id == only)
    every = list(db.session.execute(rows))
    marked = markings(list({row[0] for row in every}))
    texts = (_waiting(row, marked, marker.id) for row in every)
    return [each for each in texts if each]


def _pending(marker: Actor) -> Select[*tuple[Any, ...]]:
    later = aliased(Answer)
    newest = (
        select(func.max(later.revision))
        .where(later.attempt_id == Attempt.id, later.question == Answer.question)
        .correlate(Attempt, Answer)
        .scalar_subquery()
    )
    elsewhere = Attempt.unit_id.is_distinct_from(marker.unit_id)
    return (
        select(
            Attempt.id, Attempt.slug, Attempt.release_id, Submission.at, Answer.question,
            Answer.value,
        )
        .join(Submission, Submission.attempt_id == Attempt.id)
        .outerjoin(Rescore, newest_rescore())
        .join(Answer, (Answer.attempt_id == Attempt.id) & (Answer.revision == newest))
        .where(Submission.pending, PENDING, Attempt.employee_id != marker.id, elsewhere)
        .order_by(Submission.at, Attempt.id)
        .limit(MOST_WAITING)
    )  # fmt: skip


def _waiting(
    row: Any, marked: Mapping[tuple[UUID, str], list[Marked]], marker: UUID
) -> Waiting | None:
    attempt, slug, release_id, at, key, value = row
    quiz = quiz_of(release_id)
    question = next((each for each in quiz.questions if each.key == key), None) if quiz else None
    if question is None or not waits(question, value):
        return None
    found = marked.get((attempt, key), [])
    done = rubric.settled(rubric_of(question), [each.levels for each in found]) is not None
    if done or any(each.marker == marker for each in found):
        return None
    return Waiting(attempt, slug, question, str(value), at)


def the_waiting(marker: Actor, attempt_id: UUID, question: str) -> Waiting:
    """One text that a person may mark now. NoResultFound for any other."""
    for each in waiting(marker, only=attempt_id):
        if each.question.key == question:
            return each
    raise NoResultFound
