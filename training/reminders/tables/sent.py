"""Letters that reminded somebody, what stood in them, the switches, and what people chose."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from training.kernel.db import Instant, db


class ReminderDigest(db.Model):
    """One letter. The unique day is what makes a second letter on it impossible. Never changed."""

    __tablename__ = "reminder_digest"
    __table_args__ = (
        UniqueConstraint("to_id", "day"),
        Index("ix_reminder_digest_day", "day"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    to_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    day: Mapped[date] = mapped_column(Date)
    at: Mapped[datetime] = mapped_column(Instant)


class ReminderSent(db.Model):
    """One reminder about a person, to them or to their head: each occurrence once, for ever.

    `kind` is the rule's, `occurrence` names the anchor and its step. Never changed.
    """

    __tablename__ = "reminder_sent"
    __table_args__ = (
        UniqueConstraint("employee_id", "kind", "occurrence"),
        Index("ix_reminder_sent_day", "day"),
        Index("ix_reminder_sent_digest", "digest_id"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    digest_id: Mapped[UUID] = mapped_column(ForeignKey("reminder_digest.id"))
    employee_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    to_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    kind: Mapped[str] = mapped_column(String(30))
    occurrence: Mapped[str] = mapped_column(String(80))
    day: Mapped[date] = mapped_column(Date)


class ReminderSwitch(db.Model):
    """Somebody stopped or allowed a kind (all kinds: an empty one); the newest word counts."""

    __tablename__ = "reminder_switch"
    __table_args__ = (Index("ix_reminder_switch_kind", "kind", "id"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(30))
    off: Mapped[bool]
    reason: Mapped[str] = mapped_column(String(300))
    by: Mapped[UUID] = mapped_column("by_id", ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class ReminderWish(db.Model):
    """How a person wants to be reminded of what they may choose about; the newest counts."""

    __tablename__ = "reminder_wish"
    __table_args__ = (Index("ix_reminder_wish_employee", "employee_id", "id"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    employee_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    way: Mapped[str] = mapped_column(String(10))
    at: Mapped[datetime] = mapped_column(Instant)
