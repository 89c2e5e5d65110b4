"""When a quiz may be started, which attempt counts as first, and what a closed one refuses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from training.content.rules.quizzes import Quiz
from training.kernel.errors import Conflict, Invalid
from training.quiz.rules.answers import Value


class AlreadySubmitted(Conflict):
    """A submitted attempt is evidence: it takes no further answer and is never marked twice."""


class RetakeIsTooEarly(Conflict):
    """The quiz may be taken again, but not yet; `not_before` says when."""

    def __init__(self, not_before: datetime) -> None:
        self.not_before = not_before
        super().__init__(not_before)


class AnswerHasMovedOn(Conflict):
    """The answer was changed elsewhere since this page showed it."""

    def __init__(
        self, question: str, revision: int, value: Value, certainty: int | None = None
    ) -> None:
        self.question = question
        self.revision = revision
        self.value = value
        self.certainty = certainty
        super().__init__(question, revision)


class KeyIsTooLong(Invalid):
    """An idempotency key has at most 80 characters."""


class MayStart(StrEnum):
    """Whether a quiz may be started, and if not, why."""

    OK = "ok"
    OPEN_ATTEMPT = "open-attempt"
    TOO_EARLY = "too-early"
    NO_QUIZ = "no-quiz"


class State(StrEnum):
    """Where an attempt is."""

    OPEN = "open"
    SUBMITTED = "submitted"


@dataclass(frozen=True, slots=True)
class Past:
    """An attempt as facts: when it was started and, if it was, submitted with which marks.

    Score, passed and marks are the result as it stands; `original_score` is what was reached at
    submission, where people's marks or a corrected key have changed it since (`rescored_at`). While
    people still mark a free text, it is `pending`.
    """

    id: UUID
    slug: str
    release_id: UUID
    edition: int
    number: int
    keys: tuple[str, ...]
    started_at: datetime
    submitted_at: datetime | None = None
    score: float | None = None
    passed: bool = False
    marks: Mapping[str, float] = field(default_factory=dict)
    original_score: float | None = None
    rescored_at: datetime | None = None
    pending: bool = False

    @property
    def state(self) -> State:
        return State.OPEN if self.submitted_at is None else State.SUBMITTED


@dataclass(frozen=True, slots=True)
class Permit:
    """The answer to "may I start?", with the open attempt or the instant from which one may."""

    reason: MayStart
    open_attempt: UUID | None = None
    not_before: datetime | None = None


def may_start(quiz: Quiz | None, past: Sequence[Past], *, edition: int, at: datetime) -> Permit:
    """One open attempt at a time, and a pause after each; a new edition starts afresh.

    Reading first is advice, not a condition: who already knows may show it.
    """
    if quiz is None:
        return Permit(MayStart.NO_QUIZ)
    current = of_edition(past, edition)
    unfinished = next((each for each in current if each.state is State.OPEN), None)
    if unfinished:
        return Permit(MayStart.OPEN_ATTEMPT, open_attempt=unfinished.id)
    closed = [each.submitted_at for each in current if each.submitted_at]
    if not closed:
        return Permit(MayStart.OK)
    not_before = max(closed) + timedelta(hours=quiz.retake_after_hours)
    if at < not_before:
        return Permit(MayStart.TOO_EARLY, not_before=not_before)
    return Permit(MayStart.OK)


def of_edition(past: Sequence[Past], edition: int) -> tuple[Past, ...]:
    """The attempts at one edition, in the order in which they were started."""
    return tuple(sorted((e for e in past if e.edition == edition), key=lambda each: each.number))


def first(past: Sequence[Past], edition: int) -> Past | None:
    """The attempt that counts for knowledge: the first one at the edition, once it is submitted.

    A retake shows what one has learnt from the feedback, so it never replaces the first.
    """
    current = of_edition(past, edition)
    return current[0] if current and current[0].submitted_at else None


def best(past: Sequence[Past], edition: int) -> Past | None:
    """The attempt with the highest score at the edition; of equals the earliest."""
    scored = [each for each in of_edition(past, edition) if each.score is not None]
    return max(scored, key=lambda each: (each.score or 0.0, -each.number), default=None)


def first_passed(past: Sequence[Past], edition: int) -> Past | None:
    """The attempt that first passed the edition's quiz."""
    return next((each for each in of_edition(past, edition) if each.passed), None)
