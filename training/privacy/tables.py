"""Objections with their answers; requests that a person be erased, each decided by a second person.

Triggers of the migration refuse every change but the erasure of what was written.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from training.kernel.db import Instant, db


class Objection(db.Model):
    """Somebody objected to how they are dealt with, in their own words."""

    __tablename__ = "objection"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    employee_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"), index=True)
    category: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)


class ObjectionAnswer(db.Model):
    """What an administrator answered: granted or declined, and why."""

    __tablename__ = "objection_answer"
    objection_id: Mapped[UUID] = mapped_column(ForeignKey("objection.id"), primary_key=True)
    outcome: Mapped[str] = mapped_column(String(10))
    words: Mapped[str] = mapped_column(Text)
    by: Mapped[UUID] = mapped_column("by_id", ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class ErasureRequest(db.Model):
    """An administrator asked that a person be erased; `ground` says what allows it."""

    __tablename__ = "erasure_request"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    employee_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"), index=True)
    ground: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text)
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class ErasureDecision(db.Model):
    """A second administrator carried it out or declined; the database refuses the same person."""

    __tablename__ = "erasure_decision"
    __table_args__ = (CheckConstraint("decided_by <> asked_by", name="two_persons"),)
    request_id: Mapped[UUID] = mapped_column(ForeignKey("erasure_request.id"), primary_key=True)
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    decided_by: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    confirmed: Mapped[bool]
    at: Mapped[datetime] = mapped_column(Instant)
