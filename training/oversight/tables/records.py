"""What was held: signed records, findings, what was agreed and what followed."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from training.kernel.db import Instant, db


class OversightRecord(db.Model):
    """A signed record, number 1, or a correction of it. The highest number counts; none changes."""

    __tablename__ = "oversight_record"
    __table_args__ = (UniqueConstraint("entry_id", "number"), UniqueConstraint("entry_id", "key"))
    id: Mapped[UUID] = mapped_column(primary_key=True)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("oversight_entry.id"))
    number: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)
    place: Mapped[str] = mapped_column(String(120))
    started_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime] = mapped_column(Instant)
    present: Mapped[str] = mapped_column(String(400))
    seen: Mapped[str] = mapped_column(Text)
    by: Mapped[UUID] = mapped_column("by_id", ForeignKey("employee.id"), index=True)
    signed_at: Mapped[datetime] = mapped_column(Instant)
    key: Mapped[str | None] = mapped_column(String(80))


class OversightFinding(db.Model):
    """What was found: in words, with the behaviour and the KLA indicator that it touches."""

    __tablename__ = "oversight_finding"
    __table_args__ = (UniqueConstraint("entry_id", "key"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("oversight_entry.id"))
    what: Mapped[str] = mapped_column(Text)
    behaviour: Mapped[str] = mapped_column(String(60))
    kla: Mapped[int | None]
    stage: Mapped[str] = mapped_column(String(12))
    weight: Mapped[str] = mapped_column(String(12))
    by: Mapped[UUID] = mapped_column("by_id", ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    key: Mapped[str | None] = mapped_column(String(80))


class OversightAction(db.Model):
    """What was agreed about a finding; the highest number counts."""

    __tablename__ = "oversight_action"
    __table_args__ = (UniqueConstraint("finding_id", "number"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    finding_id: Mapped[UUID] = mapped_column(ForeignKey("oversight_finding.id"))
    number: Mapped[int]
    act: Mapped[str] = mapped_column(Text)
    owner: Mapped[str] = mapped_column(String(160))
    due: Mapped[date] = mapped_column(Date, index=True)
    by: Mapped[UUID] = mapped_column("by_id", ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class OversightDoer(db.Model):
    """Who of the unit does what was agreed; the highest number counts. Named by whom, and when."""

    __tablename__ = "oversight_doer"
    __table_args__ = (UniqueConstraint("action_id", "number"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    action_id: Mapped[UUID] = mapped_column(ForeignKey("oversight_action.id"))
    number: Mapped[int]
    employee_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"), index=True)
    by: Mapped[UUID] = mapped_column("by_id", ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class OversightStep(db.Model):
    """What somebody said of a finding afterwards: the unit's head, or the task force."""

    __tablename__ = "oversight_step"
    __table_args__ = (
        UniqueConstraint("finding_id", "number"),
        Index("ix_oversight_step_kind", "finding_id", "kind"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    finding_id: Mapped[UUID] = mapped_column(ForeignKey("oversight_finding.id"))
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(12))
    words: Mapped[str] = mapped_column(Text)
    to: Mapped[str] = mapped_column("addressee", String(160))
    by: Mapped[UUID] = mapped_column("by_id", ForeignKey("employee.id"), index=True)
    at: Mapped[datetime] = mapped_column(Instant)


class OversightPhoto(db.Model):
    """A photograph of a record, cleaned of place, time and device, that shows nobody."""

    __tablename__ = "oversight_photo"
    __table_args__ = (UniqueConstraint("entry_id", "digest"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("oversight_entry.id"))
    digest: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(4))
    size: Mapped[int]
    caption: Mapped[str] = mapped_column(String(160))
    by: Mapped[UUID] = mapped_column("by_id", ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class OversightPhotoFile(db.Model):
    """The bytes of a photograph: the one thing here that is deleted, if somebody is in it."""

    __tablename__ = "oversight_photo_file"
    photo_id: Mapped[UUID] = mapped_column(ForeignKey("oversight_photo.id"), primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class OversightPhotoRemoval(db.Model):
    """A photograph was taken out, with a reason."""

    __tablename__ = "oversight_photo_removal"
    photo_id: Mapped[UUID] = mapped_column(ForeignKey("oversight_photo.id"), primary_key=True)
    reason: Mapped[str] = mapped_column(Text)
    by: Mapped[UUID] = mapped_column("by_id", ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)
