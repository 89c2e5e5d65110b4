"""The result of a closed attempt as it stands: its submission, or the newest later result."""

from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased

from training.quiz.tables import Attempt, Rescore, Submission

SCORE = func.coalesce(Rescore.score, Submission.score)
PASSED = func.coalesce(Rescore.passed, Submission.passed)
MARKS = func.coalesce(Rescore.marks, Submission.marks)
PENDING = func.coalesce(Rescore.pending, Submission.pending)


def newest_rescore() -> ColumnElement[bool]:
    """The condition that joins, by an outer join, the one rescore of an attempt that counts."""
    later = aliased(Rescore)
    top: Any = select(func.max(later.number)).where(later.attempt_id == Attempt.id)
    return (Rescore.attempt_id == Attempt.id) & (
        Rescore.number == top.correlate(Attempt).scalar_subquery()
    )
