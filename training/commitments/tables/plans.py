"""Plans in their versions, how they were rehearsed, told of, and ended."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from training.kernel.db import Instant, db


class Plan(db.Model):
    """One version of an if–then plan. The first version's id is the plan's id (`plan_id`).

    Unit and job family are those of the person's definitive post when the version was made.
    """

    __tablename__ = "plan"
    __table_args__ = (
        UniqueConstraint("plan_id", "version"),
        Index("ix_plan_employee_id", "employee_id", "made_at"),
        Index("ix_plan_unit_id", "unit_id", "made_at"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plan.id"))
    version: Mapped[int]
    employee_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))
    job_family: Mapped[str | None] = mapped_column(String(30))
    template: Mapped[str | None] = mapped_column(String(60))
    when: Mapped[str] = mapped_column("if_text", String(200))
    then: Mapped[str] = mapped_column("then_text", String(200))
    indicator: Mapped[str] = mapped_column(String(60))
    dimension: Mapped[str] = mapped_column(String(10))
    stage: Mapped[str] = mapped_column(String(10))
    role_specific: Mapped[bool]
    made_at: Mapped[datetime] = mapped_column(Instant)


class PlanEnd(db.Model):
    """A plan was ended, or goes on again: the highest number is what holds."""

    __tablename__ = "plan_end"
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plan.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    employee_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"), index=True)
    reason: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(Instant)


class Rehearsal(db.Model):
    """What somebody wrote for themselves in one step of rehearsing; the newest number counts."""

    __tablename__ = "plan_rehearsal"
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plan.id"), primary_key=True)
    step: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    employee_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"), index=True)
    words: Mapped[str] = mapped_column(String(600))
    at: Mapped[datetime] = mapped_column(Instant)


class CheckIn(db.Model):
    """What was told of a plan after 2, 6 or 12 weeks; the note is for the person alone."""

    __tablename__ = "plan_check_in"
    __table_args__ = (UniqueConstraint("plan_id", "week"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plan.id"))
    week: Mapped[int]
    employee_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"), index=True)
    happened: Mapped[str] = mapped_column(String(10))
    did: Mapped[str | None] = mapped_column(String(10))
    note: Mapped[str] = mapped_column(String(600))
    at: Mapped[datetime] = mapped_column(Instant)
