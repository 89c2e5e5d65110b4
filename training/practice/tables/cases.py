"""Cases that were opened, the reviews that they became, and what memory is left of each card."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Date, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from training.kernel.db import Instant, db


class PracticeCase(db.Model):
    """One case before one person: what it asked, of which release, and how the card stood then.

    The unique places are what makes a third case of a week impossible, and a probe unrepeatable.
    `asked_at` is when the card had last been practised or asked, `learnt_at` and `learnt` how it
    stood when its module was finished, `predicted` the recall that memory promised. Never changed.
    """

    __tablename__ = "practice_case"
    __table_args__ = (
        UniqueConstraint("employee_id", "week", "place"),
        UniqueConstraint("employee_id", "slug", "mark"),
        CheckConstraint("place BETWEEN 1 AND 2", name="place"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    employee_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))
    week: Mapped[date] = mapped_column(Date)
    place: Mapped[int]
    kind: Mapped[str] = mapped_column(String(10))
    mark: Mapped[int | None]
    slug: Mapped[str] = mapped_column(String(60))
    card: Mapped[str] = mapped_column(String(80))
    indicator: Mapped[str] = mapped_column(String(60))
    objective: Mapped[str | None] = mapped_column(String(60))
    question: Mapped[str] = mapped_column(String(60))
    release_id: Mapped[UUID] = mapped_column(ForeignKey("release.id"))
    options: Mapped[list[str]] = mapped_column(JSON)
    seed: Mapped[str] = mapped_column(String(80))
    unseen: Mapped[bool]
    asked_at: Mapped[datetime] = mapped_column(Instant)
    learnt_at: Mapped[datetime] = mapped_column(Instant)
    learnt: Mapped[int]
    predicted: Mapped[float]
    shown_at: Mapped[datetime] = mapped_column(Instant)


class PracticeReview(db.Model):
    """The answer to a case: once, marked at once, never changed.

    `spent_ms` is by the server's clock. A `void` one came faster than it can be read: it is no
    evidence, and memory does not count it.
    """

    __tablename__ = "practice_review"
    __table_args__ = (Index("ix_practice_review_employee", "employee_id", "id"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("practice_case.id"), unique=True)
    employee_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    answered_at: Mapped[datetime] = mapped_column(Instant, index=True)
    answer: Mapped[Any] = mapped_column(JSON)
    points: Mapped[float]
    recalled: Mapped[bool]
    grade: Mapped[int]
    spent_ms: Mapped[int]
    void: Mapped[bool]


class PracticeMemory(db.Model):
    """The memory of one card as its reviews leave it: derived, and rebuilt by replay."""

    __tablename__ = "practice_memory"
    employee_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"), primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), primary_key=True)
    card: Mapped[str] = mapped_column(String(80), primary_key=True)
    stability: Mapped[float]
    difficulty: Mapped[float]
    last_at: Mapped[datetime] = mapped_column(Instant)
    due_at: Mapped[datetime] = mapped_column(Instant)
    reviews: Mapped[int]
