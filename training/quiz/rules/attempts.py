"""What an attempt is, in which state it is, which one counts, and what a closed one refuses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from training.content.rules.gates import Counts, Late, Policy, Purpose
from training.kernel.errors import Conflict, Invalid
from training.quiz.rules.answers import Value


class Cause(StrEnum):
    """Who closed an attempt: its person, the server when its time was over.

    What a page learns of a close that it did not ask for itself is that it came from elsewhere.
    """

    PERSON = "person"
    SERVER = "server"
    ELSEWHERE = "other-device"


class AlreadySubmitted(Conflict):
    """A submitted attempt is evidence: it takes no further answer and is never marked twice."""

    def __init__(self, cause: Cause = Cause.PERSON) -> None:
        self.cause = cause
        super().__init__(cause)


class TimeIsUp(AlreadySubmitted):
    """The deadline and its grace are over: the server closes the attempt, with what was saved."""

    def __init__(self) -> None:
        super().__init__(Cause.SERVER)


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


class State(StrEnum):
    """Whether an attempt takes answers."""

    OPEN = "open"
    SUBMITTED = "submitted"


class Phase(StrEnum):
    """Where an attempt is, derived from facts and the time of day."""

    NOT_STARTED = "not-started"
    IN_PROGRESS = "in-progress"
    OVERDUE = "overdue"
    SUBMITTED = "submitted"
    NEEDS_MARKING = "needs-marking"
    FINISHED = "finished"
    ABANDONED = "abandoned"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Past:
    """An attempt as facts: when it was started and, if it was, submitted with which marks.

    Score, passed and marks are the result as it stands; `original_score` is what was reached at
    submission, where people's marks or a corrected key have changed it since (`rescored_at`). While
    people still mark a free text, it is `pending`.
    `last_at` is when an open attempt was last answered; one `on_paper` was typed in by clerks.
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
    purpose: Purpose = Purpose.POST
    form: str | None = None
    deadline: datetime | None = None
    pending: bool = False
    void: bool = False
    cause: Cause = Cause.PERSON
    last_at: datetime | None = None
    on_paper: bool = False

    @property
    def state(self) -> State:
        return State.OPEN if self.submitted_at is None else State.SUBMITTED


def closes_at(deadline: datetime | None, policy: Policy) -> datetime | None:
    """The instant after which nothing is taken any more: the deadline and its grace."""
    return deadline + timedelta(seconds=policy.grace_seconds) if deadline else None


def is_nothing(cause: Cause, policy: Policy) -> bool:
    """Whether an attempt is worth nothing whatever it holds: it came too late for its policy."""
    return cause is Cause.SERVER and policy.late is Late.ZERO


def phase(past: Past | None, policy: Policy, *, at: datetime) -> Phase:
    """Where an attempt is at an instant.

    OVERDUE: past its deadline, within the grace. SUBMITTED: the grace is over and the server is
    about to mark it. ABANDONED: untimed, and left alone for as many days as the policy says.
    """
    if past is None:
        return Phase.NOT_STARTED
    if past.submitted_at is not None:
        closed = {past.pending: Phase.NEEDS_MARKING, past.void: Phase.VOID}
        return closed.get(True, Phase.FINISHED)
    if past.deadline is not None:
        end = past.deadline + timedelta(seconds=policy.grace_seconds)
        late = Phase.SUBMITTED if at > end else Phase.OVERDUE
        return late if at > past.deadline else Phase.IN_PROGRESS
    quiet = at - (past.last_at or past.started_at)
    left = quiet >= timedelta(days=policy.abandoned_after_days)
    return Phase.ABANDONED if left else Phase.IN_PROGRESS


def of_edition(past: Sequence[Past], edition: int) -> tuple[Past, ...]:
    """The attempts at one edition, in the order in which they were started."""
    return tuple(sorted((e for e in past if e.edition == edition), key=lambda each: each.number))


def counted(
    past: Sequence[Past], edition: int, purpose: Purpose = Purpose.POST
) -> tuple[Past, ...]:
    """The attempts at an edition that count for a purpose: what is void never happened."""
    return tuple(e for e in of_edition(past, edition) if e.purpose is purpose and not e.void)


def first(past: Sequence[Past], edition: int) -> Past | None:
    """The attempt that counts for knowledge: the first one at the edition that was submitted.

    A retake shows what one has learnt from the feedback, so it never replaces the first.
    """
    return next((each for each in counted(past, edition) if each.submitted_at), None)


def latest(past: Sequence[Past], edition: int) -> Past | None:
    """The attempt that was handed in last: what a person can do by now, never mixed with first."""
    closed = [each for each in counted(past, edition) if each.submitted_at]
    return closed[-1] if closed else None


def best(past: Sequence[Past], edition: int) -> Past | None:
    """The attempt with the highest score at the edition; of equals the earliest."""
    scored = [each for each in counted(past, edition) if each.score is not None]
    return max(scored, key=lambda each: (each.score or 0.0, -each.number), default=None)


def first_passed(past: Sequence[Past], edition: int, counts: Counts = Counts.BEST) -> Past | None:
    """The attempt by which the edition's quiz is passed, or None.

    Where the best attempt counts it is the first that passed; else the first or the latest one,
    if it passed.
    """
    closed = [each for each in counted(past, edition) if each.submitted_at]
    return decisive(closed, counts)


def decisive(closed: Sequence[Any], counts: Counts) -> Any:
    """Of submitted attempts in order (whatever has `passed`), the one that passes, or None."""
    chosen = {Counts.BEST: closed, Counts.FIRST: closed[:1], Counts.LATEST: closed[-1:]}[counts]
    return next((each for each in chosen if each.passed), None)
