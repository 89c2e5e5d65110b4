"""Read model: where everybody stands with every programme; derived, never a source of anything."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from training.kernel.db import Instant, db


class KeptStanding(db.Model):
    """Where one person stood with one programme as of `at`, and the day that matters next."""

    __tablename__ = "certification_standing"
    __table_args__ = (Index("ix_certification_standing_unit", "unit_id", "programme"),)
    programme: Mapped[str] = mapped_column(String(60), primary_key=True)
    employee_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"), primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    job_family: Mapped[str] = mapped_column(String(30))
    must: Mapped[bool]
    state: Mapped[str] = mapped_column(String(12))
    day: Mapped[date | None] = mapped_column(Date)
    at: Mapped[datetime] = mapped_column(Instant)


class StandingsTaken(db.Model):
    """The last time that everybody's standing was taken: one row.

    `uncomputed`: by rule, how many cases it could not decide.
    """

    __tablename__ = "certification_standings_taken"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(Date)
    at: Mapped[datetime] = mapped_column(Instant)
    uncomputed: Mapped[dict[str, Any]] = mapped_column(JSON)
