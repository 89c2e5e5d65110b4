"""Attempts, answers and submissions: appended, kept with the exact release they answered."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from training.kernel.db import Instant, db


class Attempt(db.Model):
    """One sitting. `questions` is the seeded draw: [{"key": …, "options": [keys in shown order]}].

    The unique number per person and quiz is what makes a second, simultaneous start impossible.
    """

    __tablename__ = "attempt"
    __table_args__ = (
        UniqueConstraint("employee_id", "slug", "number"),
        Index("ix_attempt_unit", "unit_id", "slug"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    employee_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))
    slug: Mapped[str] = mapped_column(String(60))
    release_id: Mapped[UUID] = mapped_column(ForeignKey("release.id"))
    edition: Mapped[int]
    number: Mapped[int]
    seed: Mapped[str] = mapped_column(String(32))
    questions: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    started_at: Mapped[datetime] = mapped_column(Instant)


class Answer(db.Model):
    """One saved state of one answer. The highest revision is the one that counts."""

    __tablename__ = "answer"
    # Saved most of all: one tree in SQLite, keyed by the primary key, instead of two.
    __table_args__ = ({"sqlite_with_rowid": False},)
    attempt_id: Mapped[UUID] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    question: Mapped[str] = mapped_column(String(60), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(Instant)


class Submission(db.Model):
    """The close of an attempt: its marks by question, score from 0 to 1, and whether it passed."""

    __tablename__ = "submission"
    attempt_id: Mapped[UUID] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
    score: Mapped[float]
    passed: Mapped[bool]
    marks: Mapped[dict[str, float]] = mapped_column(JSON)
    key: Mapped[str | None] = mapped_column(String(80))
