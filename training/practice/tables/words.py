"""Pauses that people take, prompts that units write, and how well predictions fitted by month."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from training.kernel.db import Instant, db


class PracticeBreak(db.Model):
    """A person's word about pausing; the newest counts. Without an end it says: I go on."""

    __tablename__ = "practice_break"
    __table_args__ = (Index("ix_practice_break_employee", "employee_id", "id"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    employee_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    until: Mapped[date | None] = mapped_column("until_date", Date)
    reason: Mapped[str | None] = mapped_column(String(20))


class PracticePrompt(db.Model):
    """The sentence that a unit reads in a week; the newest of a unit and a week counts."""

    __tablename__ = "practice_prompt"
    __table_args__ = (Index("ix_practice_prompt_week", "unit_id", "week", "id"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    week: Mapped[date] = mapped_column(Date)
    text: Mapped[str] = mapped_column(String(160))
    made_by: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class PracticeCalibration(db.Model):
    """How well predicted recall fitted in one month (its first day); computed anew at any time."""

    __tablename__ = "practice_calibration"
    month: Mapped[date] = mapped_column(Date, primary_key=True)
    n: Mapped[int]
    rmse: Mapped[float | None]
    log_loss: Mapped[float | None]
    baseline_log_loss: Mapped[float | None]
    computed_at: Mapped[datetime] = mapped_column(Instant)
