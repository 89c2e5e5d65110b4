"""Programmes as they were used, hours that decrees granted, rules, and who they assign."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from training.kernel.db import Instant, db


class ProgrammeVersion(db.Model):
    """A programme's text as something was done under it, named by the digest of what it says."""

    __tablename__ = "programme_version"
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    programme: Mapped[str] = mapped_column(String(60))
    told: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(Instant)


class ProgrammeJp(db.Model):
    """Hours of learning (JP) of a programme by a decree; the newest row counts."""

    __tablename__ = "programme_jp"
    __table_args__ = (Index("ix_programme_jp_programme", "programme", "id"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    programme: Mapped[str] = mapped_column(String(60))
    hours: Mapped[int]
    decree: Mapped[str] = mapped_column(String(120))
    decree_on: Mapped[date] = mapped_column(Date)
    by: Mapped[UUID] = mapped_column("by_id", ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class AssignmentRule(db.Model):
    """Who must hold a programme's certificate, by which conditions, and by when."""

    __tablename__ = "assignment_rule"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    programme: Mapped[str] = mapped_column(String(60), index=True)
    name: Mapped[str] = mapped_column(String(120))
    audience: Mapped[dict[str, Any]] = mapped_column(JSON)
    due_event: Mapped[str] = mapped_column(String(12))
    due_days: Mapped[int]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class AssignmentRuleEnd(db.Model):
    """A rule assigns nobody any more."""

    __tablename__ = "assignment_rule_end"
    rule_id: Mapped[UUID] = mapped_column(ForeignKey("assignment_rule.id"), primary_key=True)
    by: Mapped[UUID] = mapped_column("by_id", ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class AssignmentRun(db.Model):
    """A rule was evaluated: how many it had, would enter and leave; `held` for a person to look."""

    __tablename__ = "assignment_run"
    __table_args__ = (Index("ix_assignment_run_rule", "rule_id", "id"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    rule_id: Mapped[UUID] = mapped_column(ForeignKey("assignment_rule.id"))
    before: Mapped[int]
    entering: Mapped[int]
    leaving: Mapped[int]
    held: Mapped[bool]
    by: Mapped[UUID | None] = mapped_column("by_id", ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class Assignment(db.Model):
    """From a day on a person must hold a certificate, by a rule, the first time by a due day."""

    __tablename__ = "assignment"
    __table_args__ = (Index("ix_assignment_rule", "rule_id", "employee_id"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    rule_id: Mapped[UUID] = mapped_column(ForeignKey("assignment_rule.id"))
    employee_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"), index=True)
    since: Mapped[date] = mapped_column(Date)
    due: Mapped[date] = mapped_column(Date)
    at: Mapped[datetime] = mapped_column(Instant)


class AssignmentEnd(db.Model):
    """An assignment ended: its rule no longer fits the person, or ended itself."""

    __tablename__ = "assignment_end"
    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignment.id"), primary_key=True)
    on: Mapped[date] = mapped_column("on_date", Date)
    at: Mapped[datetime] = mapped_column(Instant)
