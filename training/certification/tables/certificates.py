"""Certificates as they were issued, the keys that signed them, and numbers that were skipped."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from training.kernel.db import Instant, db


class Certificate(db.Model):
    """One certificate of one period: its number, its secret code, and what was signed.

    `series` is the programme's pattern of numbers; each counts for itself in every year.
    """

    __tablename__ = "certificate"
    __table_args__ = (UniqueConstraint("series", "year", "sequence"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    period_id: Mapped[UUID] = mapped_column(ForeignKey("certification_period.id"), unique=True)
    series: Mapped[str] = mapped_column(String(60))
    year: Mapped[int]
    sequence: Mapped[int]
    number: Mapped[str] = mapped_column(String(80), unique=True)
    code: Mapped[str] = mapped_column(String(27), unique=True)
    status_index: Mapped[int] = mapped_column(unique=True)
    kid: Mapped[str] = mapped_column(ForeignKey("certificate_key.kid"))
    signed: Mapped[str] = mapped_column(Text)
    issued_at: Mapped[datetime] = mapped_column(Instant)


class CertificateKey(db.Model):
    """The public half of a key that signs: what it signed can be verified without the key."""

    __tablename__ = "certificate_key"
    kid: Mapped[str] = mapped_column(String(43), primary_key=True)
    jwk: Mapped[dict[str, Any]] = mapped_column(JSON)
    since: Mapped[datetime] = mapped_column(Instant)


class NumberGap(db.Model):
    """Why no certificate has a number that lies below others."""

    __tablename__ = "number_gap"
    series: Mapped[str] = mapped_column(String(60), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    reason: Mapped[str] = mapped_column(String(400))
    by: Mapped[UUID] = mapped_column("by_id", ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)
