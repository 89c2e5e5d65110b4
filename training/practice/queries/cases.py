"""Questions we ask of single cases, always one's own; and where a person's practice stands."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from training.content.queries import quiz_of
from training.content.rules.quizzes import Question, Quiz
from training.kernel.db import db
from training.practice.queries.records import record, shelved
from training.practice.rules.agenda import Agenda, agenda
from training.practice.rules.judging import Judged, judged
from training.practice.rules.memory import Memory
from training.practice.rules.record import CardName, CaseKind, Record
from training.practice.tables.cases import PracticeCase, PracticeReview
from training.quiz.queries.correcting import corrections, with_corrections
from training.quiz.rules.answers import Value
from training.quiz.rules.drawing import Drawn


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to a case and what became of it."""

    at: datetime
    value: Value
    points: float
    recalled: bool
    void: bool


@dataclass(frozen=True)
class Case:
    """One case of one person, as it was shown."""

    id: UUID
    person: UUID
    week: date
    place: int
    kind: CaseKind
    mark: int | None
    slug: str
    card: str
    question_key: str
    release_id: UUID
    options: tuple[str, ...]
    learnt_at: datetime
    learnt: int
    shown_at: datetime
    answered: Answered | None

    @cached_property
    def quiz(self) -> Quiz:
        """The pinned release's quiz, its keys as they were corrected."""
        quiz = quiz_of(self.release_id)
        if quiz is None:
            raise NoResultFound
        known = corrections(self.slug, of=self.release_id)
        return replace(quiz, questions=tuple(with_corrections(quiz, known).values()))

    @property
    def question(self) -> Question:
        """What is asked, key included."""
        return next(each for each in self.quiz.questions if each.key == self.question_key)

    @property
    def result(self) -> Judged | None:
        """What the answer is worth by the key that counts now; None while there is none."""
        if self.answered is None:
            return None
        seconds = (self.answered.at - self.shown_at).total_seconds()
        return judged(self.question, self.answered.value, seconds)

    @property
    def drawn(self) -> tuple[Drawn]:
        return (Drawn(self.question_key, self.options),)


def case(case_id: UUID, *, of: UUID) -> Case:
    """A person's own case; another person's does not exist (NoResultFound)."""
    row = db.session.execute(_cases().where(PracticeCase.id == case_id, _is(of))).one()
    answered = None
    if row.answered_at:
        answered = Answered(row.answered_at, row.answer, row.points, row.recalled, row.void)
    return Case(
        row.id, row.employee_id, row.week, row.place, CaseKind(row.kind), row.mark, row.slug,
        row.card, row.question, row.release_id, tuple(row.options), row.learnt_at, row.learnt,
        row.shown_at, answered,
    )  # fmt: skip


def _is(person: UUID):
    return PracticeCase.employee_id == person


def _cases():
    return select(
        PracticeCase.id, PracticeCase.employee_id, PracticeCase.week, PracticeCase.place,
        PracticeCase.kind, PracticeCase.mark, PracticeCase.slug, PracticeCase.card,
        PracticeCase.question, PracticeCase.release_id, PracticeCase.options,
        PracticeCase.learnt_at, PracticeCase.learnt, PracticeCase.shown_at,
        PracticeReview.answered_at, PracticeReview.answer, PracticeReview.points,
        PracticeReview.recalled, PracticeReview.void,
    ).outerjoin(PracticeReview, PracticeReview.case_id == PracticeCase.id)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person's practice stands, what it rests on, and the releases that are asked."""

    agenda: Agenda
    record: Record
    releases: Mapping[str, UUID]

    @property
    def memories(self) -> Mapping[CardName, Memory]:
        return self.record.memories


def standing(person: UUID, *, at: datetime, zone: str) -> Standing:
    """Where a person's practice stands at an instant, in two statements."""
    shelf, known = shelved(), record(person)
    return Standing(agenda(known, shelf.cards, at=at, zone=zone), known, shelf.releases)
