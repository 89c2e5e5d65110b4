"""The answer to "may I start?": who asks, yes or no, and the named reason with its data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from training.content.rules.gates import Purpose
from training.kernel.errors import Conflict
from training.quiz.rules import leeway
from training.quiz.rules.leeway import Leeway


class MayStart(StrEnum):
    """Whether a quiz may be started, and if not, why."""

    OK = "ok"
    OPEN_ATTEMPT = "open-attempt"
    TOO_EARLY = "too-early"
    NO_QUIZ = "no-quiz"
    NO_SUCH_PURPOSE = "no-such-purpose"
    NOT_OPEN_YET = "not-open-yet"
    CLOSED = "closed"
    MODULE_FIRST = "module-first"
    LIMIT_REACHED = "limit-reached"
    NOT_FOR_ROLE = "not-for-role"
    NOT_FOR_JOB = "not-for-job"
    NOT_FOR_UNIT = "not-for-unit"
    NOT_IN_ROOM = "not-in-room"
    SUSPENDED = "suspended"
    READING_BEGUN = "reading-begun"
    NOT_PASSED_YET = "not-passed-yet"
    NOT_DUE_YET = "not-due-yet"
    NO_LONGER_DUE = "no-longer-due"
    ALREADY_DONE = "already-done"


@dataclass(frozen=True, slots=True)
class Permit:
    """The answer to "may I start?", with what a sentence about it needs.

    `not_before` and `closed_at` are instants of the reason, `limit` the most attempts, `names` the
    modules, roles, job families or kinds of unit that are meant, `note` the author's own words. Of
    a permit that is OK, `minutes` and `deadline` say how long one has (None: as long as one likes).
    An abandoned attempt that may be left for a new one is `open_attempt` of a permit that is OK.
    """

    reason: MayStart
    open_attempt: UUID | None = None
    not_before: datetime | None = None
    closed_at: datetime | None = None
    limit: int | None = None
    names: tuple[str, ...] = ()
    note: str = ""
    minutes: int | None = None
    deadline: datetime | None = None
    purpose: Purpose = Purpose.POST

    @property
    def is_ok(self) -> bool:
        return self.reason is MayStart.OK


class QuizMayNotStart(Conflict):
    """The quiz may not be started by this person now; the permit says why and until when."""

    def __init__(self, permit: Permit) -> None:
        self.permit = permit
        super().__init__(permit.reason)


class RetakeIsTooEarly(QuizMayNotStart):
    """The quiz may be taken again, but not yet; `not_before` says when."""

    @property
    def not_before(self) -> datetime | None:
        return self.permit.not_before


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who asks to start, as far as rules may ask: what is not known holds no condition."""

    job_family: str = ""
    unit_kind: str = ""
    roles: frozenset[str] = frozenset()
    address: str = ""
    completed: frozenset[str] = frozenset()
    has_read: bool = False
    leeway: Leeway = leeway.NONE


UNKNOWN = Candidate()
REFUSALS: Mapping[MayStart, type[QuizMayNotStart]] = {MayStart.TOO_EARLY: RetakeIsTooEarly}


def refusal(permit: Permit) -> QuizMayNotStart:
    """The refusal that a permit which is not OK stands for."""
    return REFUSALS.get(permit.reason, QuizMayNotStart)(permit)
