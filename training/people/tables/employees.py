"""Employees, their numbers, posts and standing, each with its dates (valid_to is exclusive)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from training.kernel.db import Instant, db

OPEN = text("valid_to IS NULL")


class Employee(db.Model):
    """A person who works for the city. The id is the only key: numbers and names change."""

    __tablename__ = "employee"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str] = mapped_column(String(200), index=True)
    email: Mapped[str | None] = mapped_column(String(200), unique=True)
    status: Mapped[str] = mapped_column(String(20))
    added_at: Mapped[datetime] = mapped_column(Instant)


class Identifier(db.Model):
    """A number of the administration (NIP, NI PPPK, contract number) while it is valid."""

    __tablename__ = "identifier"
    __table_args__ = (
        Index("uq_identifier_open_value", "value", unique=True, sqlite_where=OPEN,
              postgresql_where=OPEN),
    )  # fmt: skip
    id: Mapped[UUID] = mapped_column(primary_key=True)
    employee_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    value: Mapped[str] = mapped_column(String(40))
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)


class Posting(db.Model):
    """A post in a unit for a time: one definitive post at most, and acting posts beside it."""

    __tablename__ = "posting"
    __table_args__ = (
        Index("ix_posting_unit", "unit_id", "kind", "valid_to", "employee_id"),
        Index("uq_posting_open_definitive", "employee_id", unique=True,
              sqlite_where=text("valid_to IS NULL AND kind = 'definitif'"),
              postgresql_where=text("valid_to IS NULL AND kind = 'definitif'")),
    )  # fmt: skip
    id: Mapped[UUID] = mapped_column(primary_key=True)
    employee_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"), index=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    kind: Mapped[str] = mapped_column(String(10))
    title: Mapped[str] = mapped_column(String(200))
    job_family: Mapped[str] = mapped_column(String(30))
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)


class Standing(db.Model):
    """A time in which a person is not counted: leave without pay, study, … (kedudukan hukum)."""

    __tablename__ = "standing"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    employee_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"), index=True)
    kind: Mapped[str] = mapped_column(String(30))
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)


class RoleGrant(db.Model):
    """A role over a unit's subtree, from the instant it was granted until it was ended."""

    __tablename__ = "role_grant"
    __table_args__ = (
        Index("uq_role_grant_open", "employee_id", "role", "unit_id", unique=True,
              sqlite_where=text("ended_at IS NULL"), postgresql_where=text("ended_at IS NULL")),
    )  # fmt: skip
    id: Mapped[UUID] = mapped_column(primary_key=True)
    employee_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    role: Mapped[str] = mapped_column(String(20))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    granted_at: Mapped[datetime] = mapped_column(Instant)
    granted_by: Mapped[UUID | None]
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_by: Mapped[UUID | None]
