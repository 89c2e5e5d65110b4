"""Anonymous waves: who took part is kept apart from what was answered."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Date, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from training.kernel.db import Instant, db


class Wave(db.Model):
    """One wave: what it asks, when, and what it promises. Frozen once somebody has answered."""

    __tablename__ = "wave"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    first_day: Mapped[date] = mapped_column(Date)
    last_day: Mapped[date] = mapped_column(Date)
    promise: Mapped[str] = mapped_column(Text)
    form: Mapped[dict[str, Any]] = mapped_column(JSON)
    by: Mapped[UUID | None] = mapped_column("made_by", ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class WaveConsultation(db.Model):
    """With whom a wave was talked over, on which day, and what came of it."""

    __tablename__ = "wave_consultation"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    wave_id: Mapped[UUID] = mapped_column(ForeignKey("wave.id"), index=True)
    whom: Mapped[str] = mapped_column(Text)
    on: Mapped[date] = mapped_column("on_date", Date)
    result: Mapped[str] = mapped_column(Text)
    by: Mapped[UUID | None] = mapped_column("made_by", ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class WaveOpening(db.Model):
    """The instant from which a wave can be answered; the database asks for a consultation."""

    __tablename__ = "wave_opening"
    wave_id: Mapped[UUID] = mapped_column(ForeignKey("wave.id"), primary_key=True)
    by: Mapped[UUID | None] = mapped_column("made_by", ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class WaveClosing(db.Model):
    """The end of a wave: only from here on anything is added up."""

    __tablename__ = "wave_closing"
    wave_id: Mapped[UUID] = mapped_column(ForeignKey("wave.id"), primary_key=True)
    by: Mapped[UUID | None] = mapped_column("made_by", ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class WaveParticipation(db.Model):
    """Somebody answered a wave on a day: no time, no number, no place in a row."""

    __tablename__ = "wave_participation"
    # Without a rowid SQLite keeps the rows by their key, not in the order in which people came.
    __table_args__ = ({"sqlite_with_rowid": False},)
    wave_id: Mapped[UUID] = mapped_column(ForeignKey("wave.id"), primary_key=True)
    employee_id: Mapped[UUID] = mapped_column(
        ForeignKey("employee.id"), primary_key=True, index=True
    )
    day: Mapped[date] = mapped_column(Date)


class WaveAnswer(db.Model):
    """One answered sheet. `id` is random, renewed whenever somebody of the same cell answers.

    It holds no person, no day and no time. `unit_id` is empty for units of fewer than k people.
    """

    __tablename__ = "wave_answer"
    __table_args__ = (
        Index("ix_wave_answer_cell", "wave_id", "unit_id", "kelompok"),
        {"sqlite_with_rowid": False},
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    wave_id: Mapped[UUID] = mapped_column(ForeignKey("wave.id"))
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))
    group: Mapped[str] = mapped_column("kelompok", String(60))
    answers: Mapped[dict[str, int]] = mapped_column(JSON)
