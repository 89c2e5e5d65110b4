"""Certificates signed electronically, what the service refused, and whose turn it is."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from training.kernel.db import Instant, db


class SignedSheet(db.Model):
    """The sheet of a certificate as it came back signed: who asked, in which batch, in whose name.

    `digest` is the SHA-256 of `data`. The database refuses a second one for a certificate.
    """

    __tablename__ = "certificate_signed_sheet"
    certificate_id: Mapped[UUID] = mapped_column(ForeignKey("certificate.id"), primary_key=True)
    batch_id: Mapped[UUID]
    signatory: Mapped[str] = mapped_column(String(160))
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    digest: Mapped[str] = mapped_column(String(64))
    data: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class SigningRefusal(db.Model):
    """A certificate could not be signed in a batch, and why."""

    __tablename__ = "certificate_signing_refusal"
    __table_args__ = (Index("ix_certificate_signing_refusal", "certificate_id", "at"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    certificate_id: Mapped[UUID] = mapped_column(ForeignKey("certificate.id"))
    batch_id: Mapped[UUID]
    why: Mapped[str] = mapped_column(String(16))
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class SigningTurn(db.Model):
    """Which batch signs now, and until when nobody else may begin. The only row that changes."""

    __tablename__ = "certificate_signing_turn"
    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    batch_id: Mapped[UUID]
    until: Mapped[datetime] = mapped_column("until_at", Instant)
