"""The roll-out of the city: sealed once, with the step of every unit."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from training.kernel.db import Instant, db


class Rollout(db.Model):
    """The one roll-out (`number` is 1): its seed was hashed and sealed before the order was told.

    The seed and the order are told on the day after `at`, when the hash has been public.
    """

    __tablename__ = "rollout"
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    steps: Mapped[int]
    first_day: Mapped[date] = mapped_column(Date)
    weeks: Mapped[int]
    commitment: Mapped[str] = mapped_column(String(64))
    seed: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(Instant)
    by: Mapped[UUID | None] = mapped_column("by_id", ForeignKey("employee.id"))


class RolloutUnit(db.Model):
    """In which step (from 1) a unit begins."""

    __tablename__ = "rollout_unit"
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    step: Mapped[int]
