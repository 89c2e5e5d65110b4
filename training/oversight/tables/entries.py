"""The calendar of the task force: what was planned, moved to another day or leader, cancelled."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, Date, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from training.kernel.db import Instant, db


class OversightEntry(db.Model):
    """One thing that the task force plans in a unit; what is for the whole city is at its root.

    `key` comes from the page, so that two clicks plan once.
    """

    __tablename__ = "oversight_entry"
    __table_args__ = (UniqueConstraint("made_by", "key"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(24))
    title: Mapped[str] = mapped_column(String(120))
    why: Mapped[str] = mapped_column(Text)
    day: Mapped[date] = mapped_column(Date, index=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    leader_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"), index=True)
    cycle_id: Mapped[UUID | None] = mapped_column(ForeignKey("cycle.id"))
    announced: Mapped[bool]
    behaviours: Mapped[list[str]] = mapped_column(JSON)
    kla: Mapped[list[int]] = mapped_column(JSON)
    made_by: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    key: Mapped[str | None] = mapped_column(String(80))


class OversightSeries(db.Model):
    """Several talks on one theme, planned together; what became of each is with its entry."""

    __tablename__ = "oversight_series"
    __table_args__ = (UniqueConstraint("made_by", "key"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(120))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    made_by: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    key: Mapped[str | None] = mapped_column(String(80))


class OversightTurn(db.Model):
    """Which talk of a series an entry is: the first, the second."""

    __tablename__ = "oversight_turn"
    __table_args__ = (UniqueConstraint("series_id", "number"),)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("oversight_entry.id"), primary_key=True)
    series_id: Mapped[UUID] = mapped_column(ForeignKey("oversight_series.id"))
    number: Mapped[int]


class OversightMove(db.Model):
    """An entry got another day or another leader, with a reason; the highest number counts."""

    __tablename__ = "oversight_move"
    __table_args__ = (UniqueConstraint("entry_id", "number"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("oversight_entry.id"))
    number: Mapped[int]
    day: Mapped[date] = mapped_column(Date)
    leader_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"), index=True)
    reason: Mapped[str] = mapped_column(Text)
    by: Mapped[UUID] = mapped_column("by_id", ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class OversightCancelling(db.Model):
    """An entry was cancelled, with a reason."""

    __tablename__ = "oversight_cancelling"
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("oversight_entry.id"), primary_key=True)
    reason: Mapped[str] = mapped_column(Text)
    by: Mapped[UUID] = mapped_column("by_id", ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)
