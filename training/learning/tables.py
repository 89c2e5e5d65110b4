"""Facts of reading: time while a lesson was visible, and lessons that were read to their end."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from training.kernel.db import Instant, db


class ReadingTick(db.Model):
    """Some seconds in which a lesson was on the screen of a person who was there."""

    __tablename__ = "reading_tick"
    __table_args__ = (Index("ix_reading_tick_person", "employee_id", "at"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    employee_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    slug: Mapped[str] = mapped_column(String(60))
    lesson: Mapped[str] = mapped_column(String(60))
    release_id: Mapped[UUID] = mapped_column(ForeignKey("release.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    seconds: Mapped[int]


class LessonRead(db.Model):
    """A person said of a lesson, at its end, that they have read it."""

    __tablename__ = "lesson_read"
    __table_args__ = (UniqueConstraint("employee_id", "slug", "edition", "lesson"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    employee_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))
    slug: Mapped[str] = mapped_column(String(60))
    edition: Mapped[int]
    lesson: Mapped[str] = mapped_column(String(60))
    release_id: Mapped[UUID] = mapped_column(ForeignKey("release.id"))
    at: Mapped[datetime] = mapped_column(Instant)
