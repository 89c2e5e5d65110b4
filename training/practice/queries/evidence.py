"""Retention as evidence: every finished review of a case, and whether it counts as retention."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, exists, or_, select

from training.kernel.db import db
from training.practice.rules.memory import DAY
from training.practice.tables.cases import PracticeCase, PracticeReview
from training.quiz.tables import Regrade

LEAST_GAP_DAYS = 60.0


@dataclass(frozen=True, slots=True)
class Recalled:
    """One finished review: what was asked of whom, after how long, and whether it was recalled.

    `gap_days` since the card was last practised or asked (a quiz counts as asking), `unseen`: the
    person had never had this variant before them, `predicted`: the recall (0–1) that memory
    promised just before, `void`: answered faster than it can be read, or marked by a key that was
    corrected afterwards. `kind` is practice or probe.
    """

    id: UUID
    employee_id: UUID
    unit_id: UUID | None
    at: datetime
    slug: str
    objective: str | None
    indicator: str
    question: str
    kind: str
    gap_days: float
    unseen: bool
    recalled: bool
    void: bool
    predicted: float

    @property
    def is_retention(self) -> bool:
        """Whether this is evidence of stream R: asked after sixty days, on an unseen variant."""
        return self.unseen and not self.void and self.gap_days >= LEAST_GAP_DAYS


def evidence_between(first: UUID, last: UUID) -> list[Recalled]:
    """All finished reviews of employees with first <= id <= last, by employee and time.

    One statement. Reviews that are no evidence of retention (too soon, a known variant, void) are
    there as well: `is_retention` tells them apart.
    """
    found = (
        select(
            PracticeReview.id, PracticeReview.employee_id, PracticeCase.unit_id,
            PracticeReview.answered_at, PracticeCase.slug, PracticeCase.objective,
            PracticeCase.indicator, PracticeCase.question, PracticeCase.kind,
            PracticeCase.shown_at, PracticeCase.asked_at, PracticeCase.unseen,
            PracticeReview.recalled, or_(PracticeReview.void, _corrected()).label("void"),
            PracticeCase.predicted,
        )
        .join(PracticeCase, PracticeCase.id == PracticeReview.case_id)
        .where(PracticeReview.employee_id.between(first, last))
        .order_by(PracticeReview.employee_id, PracticeReview.answered_at, PracticeReview.id)
    )  # fmt: skip
    return [_recalled(row) for row in db.session.execute(found)]


def _corrected() -> ColumnElement[bool]:
    """Whether the key of the question was corrected after it had been marked by the old one."""
    return exists().where(
        Regrade.slug == PracticeCase.slug,
        Regrade.question == PracticeCase.question,
        Regrade.at > PracticeReview.answered_at,
    )


def _recalled(row: Any) -> Recalled:
    return Recalled(
        row.id, row.employee_id, row.unit_id, row.answered_at, row.slug, row.objective,
        row.indicator, row.question, row.kind, (row.shown_at - row.asked_at) / DAY, row.unseen,
        row.recalled, row.void, row.predicted,
    )  # fmt: skip
