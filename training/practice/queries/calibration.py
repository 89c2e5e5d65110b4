"""How well predicted recall came true, month by month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from training.kernel.db import db
from training.practice.rules.calibration import Outcome
from training.practice.tables.cases import PracticeCase, PracticeReview
from training.practice.tables.words import PracticeCalibration


@dataclass(frozen=True, slots=True)
class Fit:
    """One month: n reviews, RMSE over bins, log loss in nats, and that of the baseline."""

    month: date
    n: int
    rmse: float | None
    log_loss: float | None
    baseline_log_loss: float | None
    computed_at: datetime


def latest() -> Fit | None:
    """The newest month that holds reviews, or None."""
    found = _fits().where(PracticeCalibration.n > 0).order_by(PracticeCalibration.month.desc())
    row = db.session.execute(found.limit(1)).first()
    return Fit(*row) if row else None


def by_month() -> tuple[Fit, ...]:
    """All computed months, the oldest first."""
    rows = db.session.execute(_fits().order_by(PracticeCalibration.month))
    return tuple(Fit(*row) for row in rows)


def _fits():
    return select(
        PracticeCalibration.month, PracticeCalibration.n, PracticeCalibration.rmse,
        PracticeCalibration.log_loss, PracticeCalibration.baseline_log_loss,
        PracticeCalibration.computed_at,
    )  # fmt: skip


def outcomes(since: datetime | None, until: datetime) -> Sequence[Outcome]:
    """The reviews of a time (its end excluded) in order; void ones say nothing about memory."""
    found = (
        select(PracticeReview.employee_id, PracticeCase.predicted, PracticeReview.recalled)
        .join(PracticeCase, PracticeCase.id == PracticeReview.case_id)
        .where(PracticeReview.void.is_(False), PracticeReview.answered_at < until)
        .order_by(PracticeReview.answered_at, PracticeReview.id)
    )
    if since is not None:
        found = found.where(PracticeReview.answered_at >= since)
    return [Outcome(*row) for row in db.session.execute(found)]


def first_review() -> datetime | None:
    """When the first case of all was answered."""
    return db.session.execute(select(func.min(PracticeReview.answered_at))).scalar()
