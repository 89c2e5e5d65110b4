"""Read models: derived from facts, rebuilt by `report rebuild`, proven equal by `report check`."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from training.kernel.db import Instant, db


class PersonModule(db.Model):
    """How far one person is with the current edition of one module, once they have begun it.

    Each instant has the unit that the person held then. `points` holds, for the first attempt,
    points and number of questions by "measure:dimension:stage".
    """

    __tablename__ = "person_module"
    __table_args__ = (Index("ix_person_module_slug", "slug", "completed_at"),)
    employee_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"), primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), primary_key=True)
    edition: Mapped[int]
    lessons_read: Mapped[int]
    attempts: Mapped[int]
    started_at: Mapped[datetime] = mapped_column(Instant)
    started_unit: Mapped[UUID | None]
    last_at: Mapped[datetime] = mapped_column(Instant)
    last_unit: Mapped[UUID | None]
    first_score: Mapped[float | None]
    best_score: Mapped[float | None]
    first_at: Mapped[datetime | None] = mapped_column(Instant)
    first_unit: Mapped[UUID | None]
    read_at: Mapped[datetime | None] = mapped_column(Instant)
    passed_at: Mapped[datetime | None] = mapped_column(Instant)
    completed_at: Mapped[datetime | None] = mapped_column(Instant)
    completed_unit: Mapped[UUID | None]
    points: Mapped[dict[str, Any]] = mapped_column(JSON)


class UnitTally(db.Model):
    """Sums over a unit's own people that can be added over units: n people, values and squares.

    `unit_id` is where the people are on the day `as_of` (the zero id: on no roster), `then_id`
    where they were when it happened; so one row serves "as it is now" and "as it was". `slug`,
    `dimension` and `stage` are empty where a figure is over all of them.
    """

    __tablename__ = "unit_tally"
    unit_id: Mapped[UUID] = mapped_column(primary_key=True)
    then_id: Mapped[UUID] = mapped_column(primary_key=True)
    measure: Mapped[str] = mapped_column(String(20), primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), primary_key=True)
    dimension: Mapped[str] = mapped_column(String(10), primary_key=True)
    stage: Mapped[str] = mapped_column(String(10), primary_key=True)
    as_of: Mapped[date] = mapped_column(Date)
    n: Mapped[int]
    total: Mapped[float]
    squares: Mapped[float]


class Counting(db.Model):
    """The last time that anything was counted: one row, whose token is new every time."""

    __tablename__ = "counting"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    token: Mapped[UUID]


class UnitMonth(db.Model):
    """How many of a unit's present people had begun or completed all by the end of a month."""

    __tablename__ = "unit_month"
    unit_id: Mapped[UUID] = mapped_column(primary_key=True)
    month: Mapped[date] = mapped_column(Date, primary_key=True)
    measure: Mapped[str] = mapped_column(String(20), primary_key=True)
    as_of: Mapped[date] = mapped_column(Date)
    n: Mapped[int]
