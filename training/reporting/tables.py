"""Read models: derived from facts, rebuilt by `report rebuild`, proven equal by `report check`."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Date, ForeignKey, Index, String, text
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
    latest_score: Mapped[float | None]
    best_score: Mapped[float | None]
    first_at: Mapped[datetime | None] = mapped_column(Instant)
    first_unit: Mapped[UUID | None]
    read_at: Mapped[datetime | None] = mapped_column(Instant)
    passed_at: Mapped[datetime | None] = mapped_column(Instant)
    completed_at: Mapped[datetime | None] = mapped_column(Instant)
    completed_unit: Mapped[UUID | None]
    points: Mapped[dict[str, Any]] = mapped_column(JSON)


class PersonActivity(db.Model):
    """When a person last did something in any module, whatever its edition; with the unit then."""

    __tablename__ = "person_activity"
    employee_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"), primary_key=True)
    last_at: Mapped[datetime] = mapped_column(Instant)
    last_unit: Mapped[UUID | None]


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


class UnitHeld(db.Model):
    """How many people whom a unit counts on have left it or the units below it (`rules.leaving`).

    As it was counted in a month, last; of months that are over what their trend needs.
    """

    __tablename__ = "unit_held"
    unit_id: Mapped[UUID] = mapped_column(primary_key=True)
    month: Mapped[date] = mapped_column(Date, primary_key=True)
    measure: Mapped[str] = mapped_column(String(20), primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), primary_key=True)
    dimension: Mapped[str] = mapped_column(String(10), primary_key=True)
    stage: Mapped[str] = mapped_column(String(10), primary_key=True)
    as_of: Mapped[date] = mapped_column(Date)
    n: Mapped[int]


class Counting(db.Model):
    """The last time that anything was counted: one row, whose token is new every time."""

    __tablename__ = "counting"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    token: Mapped[UUID]


class UnitMonth(db.Model):
    """How many people a unit had in a month, and how many of them had begun or completed all.

    The row of a month that is over stays as it was last counted in that month.
    """

    __tablename__ = "unit_month"
    unit_id: Mapped[UUID] = mapped_column(primary_key=True)
    month: Mapped[date] = mapped_column(Date, primary_key=True)
    measure: Mapped[str] = mapped_column(String(20), primary_key=True)
    as_of: Mapped[date] = mapped_column(Date)
    n: Mapped[int]


class StatementSent(db.Model):
    """A fact whose xAPI statements a learning record store was told.

    One row per fact: what is not here was not sent, however late a fact came in. `refused` counts
    the statements of it that the store will never take.
    """

    __tablename__ = "statement_sent"
    __table_args__ = ({"sqlite_with_rowid": False},)
    source: Mapped[str] = mapped_column(String(12), primary_key=True)
    key: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Instant)
    refused: Mapped[int] = mapped_column(default=0)


class TalliedAttempt(db.Model):
    """A first attempt that counts for item statistics, and whether it is in the tallies already.

    First of its `purpose`: after learning (`post`), or before it (`baseline`).

    What is in them is exactly what is marked here: so that none is counted twice, however often the
    work is repeated, and none is forgotten.
    """

    __tablename__ = "tallied_attempt"
    __table_args__ = (
        Index("ix_tallied_attempt_waiting", "slug", sqlite_where=text("NOT counted"),
              postgresql_where=text("NOT counted")),
    )  # fmt: skip
    attempt_id: Mapped[UUID] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    slug: Mapped[str] = mapped_column(String(60))
    purpose: Mapped[str] = mapped_column(String(20))
    counted: Mapped[bool]


class QuizTally(db.Model):
    """A quiz's first attempts: sums of the form, attempts by month, and what pages tell of them.

    Those after learning and those before it are counted apart. `token` is new whenever something
    was counted.
    """

    __tablename__ = "quiz_tally"
    slug: Mapped[str] = mapped_column(String(60), primary_key=True)
    purpose: Mapped[str] = mapped_column(String(20), primary_key=True)
    token: Mapped[UUID]
    at: Mapped[datetime] = mapped_column(Instant)
    form: Mapped[dict[str, Any]] = mapped_column(JSON)
    months: Mapped[dict[str, int]] = mapped_column(JSON)
    told: Mapped[dict[str, Any]] = mapped_column(JSON)


class ItemTally(db.Model):
    """One version of one question: exact sums over first attempts, and what pages tell of them.

    `release_id` is the first release that asks this version.
    """

    __tablename__ = "item_tally"
    slug: Mapped[str] = mapped_column(String(60), primary_key=True)
    purpose: Mapped[str] = mapped_column(String(20), primary_key=True)
    question: Mapped[str] = mapped_column(String(60), primary_key=True)
    version: Mapped[str] = mapped_column(String(12), primary_key=True)
    release_id: Mapped[UUID] = mapped_column(ForeignKey("release.id"))
    sums: Mapped[dict[str, Any]] = mapped_column(JSON)
    told: Mapped[dict[str, Any]] = mapped_column(JSON)


class ItemModels(db.Model):
    """Models of ability of one quiz's items, and the attempts to which they were fitted."""

    __tablename__ = "item_models"
    slug: Mapped[str] = mapped_column(String(60), primary_key=True)
    purpose: Mapped[str] = mapped_column(String(20), primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
    attempts: Mapped[list[str]] = mapped_column(JSON)
    told: Mapped[dict[str, Any]] = mapped_column(JSON)


class UnitAnswers(db.Model):
    """A unit's first attempts at one quiz after learning: sums by day, and each wrong answer."""

    __tablename__ = "unit_answers"
    slug: Mapped[str] = mapped_column(String(60), primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    sums: Mapped[dict[str, Any]] = mapped_column(JSON)


class KeyAlarm(db.Model):
    """A sign that a quiz's key is known in a unit: about the data, and about nobody in it."""

    __tablename__ = "key_alarm"
    __table_args__ = (Index("ix_key_alarm_unit", "unit_id"),)
    slug: Mapped[str] = mapped_column(String(60), primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    sign: Mapped[str] = mapped_column(String(12), primary_key=True)
    told: Mapped[dict[str, Any]] = mapped_column(JSON)
