"""The result of a closed attempt as it stands: its submission, or the newest later result."""

from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased

from training.content.rules.gates import Purpose
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


COUNTED = (Purpose.POST, Purpose.BASELINE)
"""The purposes whose first attempts say something about items: after learning, and before."""


def is_evidence_on_items() -> ColumnElement[bool]:
    """A closed attempt, the person's first before or first after learning, that counts for items.

    It is not void and has nothing left for people to mark. Whoever answered before learning has
    a first attempt after it as well, and that draws variants they have not seen.
    """
    earlier = aliased(Attempt)
    first: Any = select(func.min(earlier.number)).where(
        earlier.employee_id == Attempt.employee_id, earlier.slug == Attempt.slug,
        earlier.purpose == Attempt.purpose,
    )  # fmt: skip
    return (
        Attempt.purpose.in_([each.value for each in COUNTED])
        & (Attempt.number == first.correlate(Attempt).scalar_subquery())
        & Submission.void.is_(False)
        & PENDING.is_(False)
    )
