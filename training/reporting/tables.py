"""Read models: derived from facts, rebuilt by `report rebuild`, proven equal by `report check`."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from training.kernel.db import Instant, db


class PersonModule(db.Model):
    """How far one person is with the current edition of one module."""

    __tablename__ = "person_module"
    __table_args__ = (Index("ix_person_module_slug", "slug", "completed_at"),)
    employee_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"), primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), primary_key=True)
    edition: Mapped[int]
    lessons_read: Mapped[int]
    attempts: Mapped[int]
    first_score: Mapped[float | None]
    best_score: Mapped[float | None]
    read_at: Mapped[datetime | None] = mapped_column(Instant)
    passed_at: Mapped[datetime | None] = mapped_column(Instant)
    completed_at: Mapped[datetime | None] = mapped_column(Instant)
    last_at: Mapped[datetime | None] = mapped_column(Instant)


class UnitTally(db.Model):
    """Sums that can be added over units: `n` people, `total` and `squares` of their shares (0–1).

    `basis` is "now" (people by their present unit) or "then" (facts by the unit of that instant).
    `slug`, `dimension` and `stage` are empty where a figure is over all of them.
    """

    __tablename__ = "unit_tally"
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    basis: Mapped[str] = mapped_column(String(4), primary_key=True)
    measure: Mapped[str] = mapped_column(String(20), primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), primary_key=True, default="")
    dimension: Mapped[str] = mapped_column(String(10), primary_key=True, default="")
    stage: Mapped[str] = mapped_column(String(10), primary_key=True, default="")
    n: Mapped[int]
    total: Mapped[float] = mapped_column(default=0.0)
    squares: Mapped[float] = mapped_column(default=0.0)


class UnitMonth(db.Model):
    """How many people of a unit had started, passed or completed by the end of a month."""

    __tablename__ = "unit_month"
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    basis: Mapped[str] = mapped_column(String(4), primary_key=True)
    month: Mapped[date] = mapped_column(Date, primary_key=True)
    measure: Mapped[str] = mapped_column(String(20), primary_key=True)
    n: Mapped[int]
