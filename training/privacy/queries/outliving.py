"""What has outlived its term: the rows of each sort that nothing stands on any more."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from training.audit.rules import EventKind
from training.audit.tables import AuditEvent
from training.certification.tables.periods import CertificationExcuse
from training.commitments.tables.plans import CheckIn, Rehearsal
from training.kernel.db import db
from training.kernel.idempotency import KeptAnswer
from training.kernel.jobs import Job
from training.learning.tables import LessonRead, ReadingTick
from training.people.tables.accounts import ApiToken, FailureCount, OneTimeLink, SignIn
from training.quiz.tables import Allowance, Answer, Attempt, Submission
from training.reminders.tables.sent import ReminderDigest, ReminderSent

Outlived = Callable[[datetime], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Sort:
    """Rows that are cleaned alike: their term in the declaration, which of them, and how.

    `emptied`: what is put into which column instead of deleting the row.
    """

    term: str
    table: Any
    outlived: Outlived
    emptied: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


def ran_before() -> bool:
    """Whether anything was ever cleaned: an operator let it begin."""
    kind = AuditEvent.kind == EventKind.RETENTION_RUN.value
    return db.session.execute(select(AuditEvent.seq).where(kind).limit(1)).first() is not None


def _sign_ins(before: datetime) -> ColumnElement[bool]:
    return func.coalesce(SignIn.ended_at, SignIn.seen_at) < before


def _tokens(before: datetime) -> ColumnElement[bool]:
    return or_(ApiToken.revoked_at < before, ApiToken.expires_at < before)


def _ticks(before: datetime) -> ColumnElement[bool]:
    """Time on the screen that no finished reading of the module came after."""
    finished = exists().where(
        LessonRead.employee_id == ReadingTick.employee_id, LessonRead.slug == ReadingTick.slug,
        LessonRead.at >= ReadingTick.at,
    )  # fmt: skip
    return and_(ReadingTick.at < before, ~finished)


def _journal(before: datetime) -> ColumnElement[bool]:
    """Answers between the first and the last one to a question.

    Only of attempts that were handed in long ago and are no first ones: those say something about
    items (`quiz.queries.results.is_evidence_on_items`), and the time of every answer is reckoned
    anew by `report check`.
    """
    earlier, mine = aliased(Attempt), aliased(Attempt)
    repeated = exists().where(
        mine.id == Answer.attempt_id, earlier.employee_id == mine.employee_id,
        earlier.slug == mine.slug, earlier.purpose == mine.purpose, earlier.number < mine.number,
    )  # fmt: skip
    later = aliased(Answer)
    followed = exists().where(
        later.attempt_id == Answer.attempt_id, later.question == Answer.question,
        later.revision > Answer.revision,
    )  # fmt: skip
    closed = exists().where(Submission.attempt_id == Answer.attempt_id, Submission.at < before)
    return and_(Answer.revision > 1, followed, closed, repeated)


def _given_up(before: datetime) -> ColumnElement[bool]:
    return and_(Job.done_at.is_(None), Job.failed, Job.asked_at < before)


def _letters(before: datetime) -> ColumnElement[bool]:
    """Letters all of whose reminders have outlived their term, and go before them."""
    younger = exists().where(
        ReminderSent.digest_id == ReminderDigest.id, ReminderSent.day >= before.date()
    )
    return and_(ReminderDigest.day < before.date(), ~younger)


SORTS: tuple[Sort, ...] = (
    Sort("sign_in", SignIn, _sign_ins),
    Sort("api_token", ApiToken, _tokens),
    Sort("one_time_link", OneTimeLink, lambda before: OneTimeLink.expires_at < before),
    Sort("failure_count", FailureCount, lambda before: FailureCount.last_at < before),
    Sort("kept_answer", KeptAnswer, lambda before: KeptAnswer.at < before),
    Sort("reading_tick", ReadingTick, _ticks),
    Sort("answer", Answer, _journal),
    Sort("allowance", Allowance, lambda before: and_(
        Allowance.expires_at < before, Allowance.reason != ""), {"reason": ""}),
    Sort("plan_check_in", CheckIn, lambda before: and_(CheckIn.at < before, CheckIn.note != ""),
         {"note": ""}),
    Sort("plan_rehearsal", Rehearsal,
         lambda before: and_(Rehearsal.at < before, Rehearsal.words != ""), {"words": ""}),
    Sort("certification_excuse", CertificationExcuse, lambda before: and_(
        CertificationExcuse.until < before.date(), CertificationExcuse.note != ""), {"note": ""}),
    Sort("reminder_sent", ReminderSent, lambda before: ReminderSent.day < before.date()),
    Sort("reminder_digest", ReminderDigest, _letters),
    Sort("job", Job, _given_up),
)  # fmt: skip
