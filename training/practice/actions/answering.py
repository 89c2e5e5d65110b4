"""Answering a case: judged at once, kept once, and the card's memory goes on from it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from training.kernel.db import db
from training.kernel.ids import uuid7
from training.people.actions.news import note_evidence
from training.practice.actions.calibrating import ask_to_calibrate
from training.practice.queries.cases import Case, case
from training.practice.queries.records import memories, memory
from training.practice.rules.judging import AnswerIsMissing, CaseHasLapsed, Judged, judged
from training.practice.rules.memory import Grade, Memory, after, begun
from training.practice.rules.weeks import has_lapsed
from training.practice.tables.cases import PracticeCase, PracticeMemory, PracticeReview
from training.quiz.rules.answers import Value, is_complete, parse_answer


def answer_case(case_id: UUID, raw: Any, *, of: UUID, at: datetime, zone: str) -> bool:
    """Keep the answer to one's own case; False if it was answered before, which stays as it is.

    NoResultFound for another person's case; CaseHasLapsed after its week; AnswerIsMissing and
    AnswerDoesNotFit for what is no whole answer.
    """
    found = _held(case_id, of)
    if found.answered:
        return False
    if has_lapsed(found.week, found.shown_at, at=at, zone=zone):
        raise CaseHasLapsed
    value = parse_answer(found.question, raw)
    if not is_complete(found.question, value):
        raise AnswerIsMissing
    seconds = max(0.0, (at - found.shown_at).total_seconds())
    result = judged(found.question, value, seconds)
    if not _keep_review(found, value, result, seconds, at):
        return False
    if not result.void:
        _remember(found, result.grade, at)
    note_evidence(found.person, at=at)
    ask_to_calibrate(at=at, zone=zone)
    return True


def _held(case_id: UUID, person: UUID) -> Case:
    """The case, which nobody else answers while we look at it."""
    own = (PracticeCase.id == case_id) & (PracticeCase.employee_id == person)
    db.session.execute(select(PracticeCase.id).where(own).with_for_update()).one()
    return case(case_id, of=person)


def _keep_review(found: Case, value: Value, result: Judged, seconds: float, at: datetime) -> bool:
    row = {
        "id": uuid7(at), "case_id": found.id, "employee_id": found.person, "answered_at": at,
        "answer": value, "points": result.points, "recalled": result.recalled,
        "grade": int(result.grade), "spent_ms": int(seconds * 1000), "void": result.void,
    }  # fmt: skip
    made = _dialect().insert(PracticeReview).values(row).on_conflict_do_nothing()
    done = db.session.execute(made.returning(PracticeReview.id))
    return done.scalar_one_or_none() is not None


def _remember(found: Case, grade: Grade, at: datetime) -> None:
    """Bring the card's memory up to date, as the replay of its reviews would."""
    own = (
        (PracticeMemory.employee_id == found.person)
        & (PracticeMemory.slug == found.slug)
        & (PracticeMemory.card == found.card)
    )
    row = db.session.execute(memories(own)).first()
    before = memory(row) if row else begun(Grade(found.learnt), found.learnt_at)
    keep_memory(found.person, found.slug, found.card, after(before, grade, at))


def keep_memory(person: UUID, slug: str, card: str, known: Memory) -> None:
    """Write one memory in the place of the former."""
    now = {
        "stability": known.stability, "difficulty": known.difficulty, "last_at": known.last_at,
        "due_at": known.due_at, "reviews": known.reviews,
    }  # fmt: skip
    made = _dialect().insert(PracticeMemory)
    made = made.values(employee_id=person, slug=slug, card=card, **now)
    keys = [PracticeMemory.employee_id, PracticeMemory.slug, PracticeMemory.card]
    db.session.execute(made.on_conflict_do_update(index_elements=keys, set_=now))


def _dialect() -> Any:
    return sqlite if db.engine.dialect.name == "sqlite" else postgresql
