"""Periods of validity and what was said of them: recognised, excused, revoked."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Date, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from training.kernel.db import Instant, db


class CertificationPeriod(db.Model):
    """One validity of one person; `until` is the first day on which it holds no longer.

    `covered`: by module the edition, time, score and attempt that it rests on.
    """

    __tablename__ = "certification_period"
    __table_args__ = (
        UniqueConstraint("employee_id", "programme", "number"),
        CheckConstraint("until_date > since_date", name="span"),
        Index("ix_certification_period_programme", "programme", "until_date"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    employee_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))
    programme: Mapped[str] = mapped_column(String(60))
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(12))
    path: Mapped[str] = mapped_column(String(12))
    since: Mapped[date] = mapped_column("since_date", Date)
    until: Mapped[date] = mapped_column("until_date", Date)
    completed_at: Mapped[datetime] = mapped_column(Instant)
    digest: Mapped[str] = mapped_column(ForeignKey("programme_version.digest"))
    covered: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(Instant)


class Recognition(db.Model):
    """Prior learning behind a period: which document, by whom, and who approved it here."""

    __tablename__ = "recognition"
    period_id: Mapped[UUID] = mapped_column(ForeignKey("certification_period.id"), primary_key=True)
    document: Mapped[str] = mapped_column(String(160))
    issuer: Mapped[str] = mapped_column(String(160))
    approved_by: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class CertificationExcuse(db.Model):
    """Nothing is asked of a person until a day (its last), for one of the programme's reasons."""

    __tablename__ = "certification_excuse"
    __table_args__ = (Index("ix_certification_excuse_person", "employee_id", "programme"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    employee_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    programme: Mapped[str] = mapped_column(String(60))
    reason: Mapped[str] = mapped_column(String(60))
    note: Mapped[str] = mapped_column(String(400))
    since: Mapped[date] = mapped_column("since_date", Date)
    until: Mapped[date] = mapped_column("until_date", Date)
    by: Mapped[UUID] = mapped_column("by_id", ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class CertificationExcuseEnd(db.Model):
    """An excuse was taken back: from then on it is as if it had never been."""

    __tablename__ = "certification_excuse_end"
    excuse_id: Mapped[UUID] = mapped_column(ForeignKey("certification_excuse.id"), primary_key=True)
    by: Mapped[UUID] = mapped_column("by_id", ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class Revocation(db.Model):
    """Somebody asked that a period be revoked, and why."""

    __tablename__ = "revocation"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    period_id: Mapped[UUID] = mapped_column(ForeignKey("certification_period.id"), index=True)
    reason: Mapped[str] = mapped_column(String(600))
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class RevocationDecision(db.Model):
    """A second person confirmed or declined; the database itself refuses the same person."""

    __tablename__ = "revocation_decision"
    __table_args__ = (CheckConstraint("decided_by <> asked_by", name="two_persons"),)
    revocation_id: Mapped[UUID] = mapped_column(ForeignKey("revocation.id"), primary_key=True)
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    decided_by: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    confirmed: Mapped[bool]
    at: Mapped[datetime] = mapped_column(Instant)
