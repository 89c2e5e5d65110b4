"""Attempts, answers, results and exceptions: appended, each with the release it is about."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, false, text
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
    purpose: Mapped[str] = mapped_column(String(20), default="post", server_default="post")
    form: Mapped[str | None] = mapped_column(String(20))
    deadline: Mapped[datetime | None] = mapped_column(Instant)


class Answer(db.Model):
    """One saved state of one answer. The highest revision is the one that counts.

    `digest` is of the value, `spent_ms` the time the person took as their page saw it, `certainty`
    how sure they were (1–3), and `sent_key` the key under which the page sent it.
    """

    __tablename__ = "answer"
    # Saved most of all: one tree in SQLite, keyed by the primary key, instead of two.
    __table_args__ = ({"sqlite_with_rowid": False},)
    attempt_id: Mapped[UUID] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    question: Mapped[str] = mapped_column(String(60), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(Instant)
    digest: Mapped[str | None] = mapped_column(String(16))
    spent_ms: Mapped[int | None]
    certainty: Mapped[int | None]
    sent_key: Mapped[str | None] = mapped_column(String(80))


class Submission(db.Model):
    """The close of an attempt: its marks by question, score from 0 to 1, and whether it passed.

    `cause` says who closed it. What people still have to mark is `pending`; an attempt that was
    answered implausibly fast is `void` (`effort` is its response-time effort): no evidence, no
    failure. Later marks never change this row; they are appended as rescores.
    """

    __tablename__ = "submission"
    __table_args__ = (
        Index("ix_submission_pending", "at", sqlite_where=text("pending"),
              postgresql_where=text("pending")),
        Index("ix_submission_at", "at"),
    )  # fmt: skip
    attempt_id: Mapped[UUID] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
    score: Mapped[float]
    passed: Mapped[bool]
    marks: Mapped[dict[str, float]] = mapped_column(JSON)
    key: Mapped[str | None] = mapped_column(String(80))
    cause: Mapped[str] = mapped_column(String(12), default="person", server_default="person")
    pending: Mapped[bool] = mapped_column(default=False, server_default=false())
    void: Mapped[bool] = mapped_column(default=False, server_default=false())
    effort: Mapped[float | None]


class Marking(db.Model):
    """What one person found in one free text: the points of each criterion. Never changed."""

    __tablename__ = "marking"
    attempt_id: Mapped[UUID] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    question: Mapped[str] = mapped_column(String(60), primary_key=True)
    marker_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"), primary_key=True)
    levels: Mapped[dict[str, int]] = mapped_column(JSON)
    comment: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(Instant)


class Regrade(db.Model):
    """A corrected key: which question, which version it replaces, why, and whom it changed.

    `policy` says whose results it was allowed to change.
    """

    __tablename__ = "regrade"
    __table_args__ = (Index("ix_regrade_slug", "slug", "at"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60))
    question: Mapped[str] = mapped_column(String(60))
    replaced: Mapped[str] = mapped_column(String(12))
    version: Mapped[str] = mapped_column(String(12))
    release_id: Mapped[UUID] = mapped_column(ForeignKey("release.id"))
    made_by: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    reason: Mapped[str] = mapped_column(Text)
    counts: Mapped[dict[str, int]] = mapped_column(JSON)
    policy: Mapped[str] = mapped_column(
        String(12), default="everybody", server_default="only-better"
    )


class Rescore(db.Model):
    """A later result of a closed attempt, after people marked it or a key was corrected.

    The highest number is the current result; the submission and all earlier ones stay.
    """

    __tablename__ = "rescore"
    __table_args__ = (Index("ix_rescore_at", "at"),)
    attempt_id: Mapped[UUID] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
    score: Mapped[float]
    passed: Mapped[bool]
    pending: Mapped[bool] = mapped_column(default=False)
    marks: Mapped[dict[str, float]] = mapped_column(JSON)
    cause: Mapped[str] = mapped_column(String(12))
    regrade_id: Mapped[UUID | None] = mapped_column(ForeignKey("regrade.id"), index=True)


class Allowance(db.Model):
    """An exception for one person: more time, more attempts, other dates; with reason and end."""

    __tablename__ = "allowance"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    employee_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"), index=True)
    slug: Mapped[str | None] = mapped_column(String(60))
    time_factor: Mapped[float] = mapped_column(default=1.0)
    extra_attempts: Mapped[int] = mapped_column(default=0)
    open_from: Mapped[datetime | None] = mapped_column(Instant)
    open_until: Mapped[datetime | None] = mapped_column(Instant)
    reason: Mapped[str] = mapped_column(Text)
    made_by: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    made_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class Paper(db.Model):
    """One printed sheet: what it asks, of which release, in which order. Never changed.

    `employee_id` is empty on a sheet for whoever sits in the room; `unit_id` says who may type it.
    """

    __tablename__ = "paper"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(8), unique=True)
    batch_id: Mapped[UUID] = mapped_column(index=True)
    slug: Mapped[str] = mapped_column(String(60))
    release_id: Mapped[UUID] = mapped_column(ForeignKey("release.id"))
    seed: Mapped[str] = mapped_column(String(32))
    questions: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    form: Mapped[str | None] = mapped_column(String(20))
    employee_id: Mapped[UUID | None] = mapped_column(ForeignKey("employee.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    made_by: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    made_at: Mapped[datetime] = mapped_column(Instant)


class PaperEntry(db.Model):
    """What one clerk read on a sheet. The keys refuse a third entry and a clerk's second one."""

    __tablename__ = "paper_entry"
    __table_args__ = (UniqueConstraint("paper_id", "clerk_id"),)
    paper_id: Mapped[UUID] = mapped_column(ForeignKey("paper.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    clerk_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    employee_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    sat_at: Mapped[datetime] = mapped_column(Instant)
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(Instant)


class PaperChoice(db.Model):
    """The third look: which entry is right where the two differ, and who looked."""

    __tablename__ = "paper_choice"
    paper_id: Mapped[UUID] = mapped_column(ForeignKey("paper.id"), primary_key=True)
    clerk_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    sides: Mapped[dict[str, str]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(Instant)


class PaperAttempt(db.Model):
    """The attempt that a sheet has become: once, and so the attempt is known to be on paper."""

    __tablename__ = "paper_attempt"
    paper_id: Mapped[UUID] = mapped_column(ForeignKey("paper.id"), primary_key=True)
    attempt_id: Mapped[UUID] = mapped_column(ForeignKey("attempt.id"), unique=True)
    made_by: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)
