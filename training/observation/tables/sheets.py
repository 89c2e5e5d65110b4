"""Signed sheets with their corrections, and serious conduct that was seen beside them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from training.kernel.db import Instant, db


class VisitSheet(db.Model):
    """A signed sheet, number 1, or a correction of it. The highest number counts; none changes.

    `unit_id` is the unit of the observed person at that instant; `key` comes from the device, so
    that what is sent twice is signed once.
    """

    __tablename__ = "visit_sheet"
    __table_args__ = (
        UniqueConstraint("visit_id", "number"),
        UniqueConstraint("visit_id", "key"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visit.id"))
    number: Mapped[int]
    corrects: Mapped[UUID | None] = mapped_column("corrects_id", ForeignKey("visit_sheet.id"))
    reason: Mapped[str] = mapped_column(Text, default="")
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    place: Mapped[str] = mapped_column(String(200))
    started_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime] = mapped_column(Instant)
    marks: Mapped[dict[str, str]] = mapped_column(JSON)
    note: Mapped[str] = mapped_column(Text)
    signed_at: Mapped[datetime] = mapped_column(Instant)
    key: Mapped[str | None] = mapped_column(String(80))


class ContraryFinding(db.Model):
    """Serious conduct that an observer saw, at most one a visit, and who is to verify it."""

    __tablename__ = "contrary_finding"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visit.id"), unique=True)
    kind: Mapped[str] = mapped_column(String(60))
    note: Mapped[str] = mapped_column(Text)
    verifier_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"), index=True)
    at: Mapped[datetime] = mapped_column(Instant)


class ContraryVerdict(db.Model):
    """What the second mentor found."""

    __tablename__ = "contrary_verdict"
    finding_id: Mapped[UUID] = mapped_column(ForeignKey("contrary_finding.id"), primary_key=True)
    verified: Mapped[bool]
    note: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)


class ContraryClosing(db.Model):
    """The task force closed a finding, with a reason."""

    __tablename__ = "contrary_closing"
    finding_id: Mapped[UUID] = mapped_column(ForeignKey("contrary_finding.id"), primary_key=True)
    reason: Mapped[str] = mapped_column(Text)
    by: Mapped[UUID] = mapped_column("by_id", ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)
