"""Voices: what was tapped, on which day and half-day; nothing that leads to whoever tapped."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Index, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from training.kernel.db import Instant, db

UNORDERED = {"sqlite_with_rowid": False}
"""Rows lie by their random key, so that not even their order tells when they came."""


class Voice(db.Model):
    """One visit that said something. Its key is random and holds no time. Never changed."""

    __tablename__ = "voice"
    __table_args__ = (Index("ix_voice_unit_id_day", "unit_id", "day"), UNORDERED)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    point_id: Mapped[UUID] = mapped_column(ForeignKey("service_point.id"), index=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    tier: Mapped[str] = mapped_column(String(10))
    day: Mapped[date] = mapped_column(Date)
    part: Mapped[str] = mapped_column(String(5))


class VoiceAnswer(db.Model):
    """One answer of a voice; without a value it was "I do not know". Never changed.

    It is about an indicator, or about an element of the survey of satisfaction.
    """

    __tablename__ = "voice_answer"
    __table_args__ = (UNORDERED,)
    voice_id: Mapped[UUID] = mapped_column(ForeignKey("voice.id"), primary_key=True)
    question: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[int | None]
    indicator: Mapped[str | None] = mapped_column(String(60))
    element: Mapped[str | None] = mapped_column(String(2))


class VoiceText(db.Model):
    """Harmless words of somebody, names covered, apart from their taps: unit and month only."""

    __tablename__ = "voice_text"
    __table_args__ = (Index("ix_voice_text_unit_id", "unit_id"), UNORDERED)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    tier: Mapped[str] = mapped_column(String(10))
    month: Mapped[date] = mapped_column(Date)
    text: Mapped[str] = mapped_column(Text)


class VoiceVisit(db.Model):
    """A visit of the last hour: makes a token work once and bursts visible, then it is deleted."""

    __tablename__ = "voice_visit"
    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    point_id: Mapped[UUID] = mapped_column(ForeignKey("service_point.id"), index=True)
    voice_id: Mapped[UUID | None]
    at: Mapped[datetime] = mapped_column(Instant)
    digest: Mapped[str] = mapped_column(String(16))
    answers: Mapped[int]
    helped: Mapped[bool] = mapped_column(default=False, server_default=false())


class VoiceFlag(db.Model):
    """A voice that came in a burst: it is not counted before somebody has looked."""

    __tablename__ = "voice_flag"
    voice_id: Mapped[UUID] = mapped_column(ForeignKey("voice.id"), primary_key=True)
    why: Mapped[str] = mapped_column(String(10))


class VoiceReview(db.Model):
    """What the task force found of the bursts of one point on one day. Never changed."""

    __tablename__ = "voice_review"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    point_id: Mapped[UUID] = mapped_column(ForeignKey("service_point.id"), index=True)
    day: Mapped[date] = mapped_column(Date)
    counted: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text)
    reviewed_by: Mapped[UUID] = mapped_column(ForeignKey("employee.id"), index=True)
    at: Mapped[datetime] = mapped_column(Instant)


class VoiceRuling(db.Model):
    """Which voices a review was about; each is ruled on once."""

    __tablename__ = "voice_ruling"
    voice_id: Mapped[UUID] = mapped_column(ForeignKey("voice_flag.voice_id"), primary_key=True)
    review_id: Mapped[UUID] = mapped_column(ForeignKey("voice_review.id"), index=True)
