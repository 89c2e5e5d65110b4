"""Exceptions for one person: all of them, those in force, and what they do to a running clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, or_, select

from training.content.rules.gates import Rule
from training.kernel.db import db
from training.people.tables.employees import Employee
from training.quiz.rules import leeway
from training.quiz.rules.deadlines import Grant, deadline_as_granted
from training.quiz.tables import Allowance


@dataclass(frozen=True, slots=True)
class Exemption:
    """One exception as it is on record, with the name of whoever made it."""

    id: UUID
    slug: str | None
    time_factor: float
    extra_attempts: int
    open_from: datetime | None
    open_until: datetime | None
    reason: str
    made_by: str
    made_at: datetime
    expires_at: datetime
    ended_at: datetime | None

    def is_in_force(self, *, at: datetime) -> bool:
        """Whether it holds at an instant."""
        return self.ended_at is None and self.made_at <= at < self.expires_at


def exemptions_of(person: UUID) -> Select[*tuple[Any, ...]]:
    """Every exception ever made for a person: the columns of Exemption."""
    return (
        select(
            Allowance.id, Allowance.slug, Allowance.time_factor, Allowance.extra_attempts,
            Allowance.open_from, Allowance.open_until, Allowance.reason,
            Employee.name.label("made_by"),
            Allowance.made_at, Allowance.expires_at, Allowance.ended_at,
        )
        .join(Employee, Employee.id == Allowance.made_by)
        .where(Allowance.employee_id == person)
    )  # fmt: skip


def exemptions(person: UUID) -> tuple[Exemption, ...]:
    """Every exception ever made for a person, the newest first."""
    found = exemptions_of(person).order_by(Allowance.made_at.desc(), Allowance.id.desc())
    return tuple(Exemption(*row) for row in db.session.execute(found))


def leeway_of(person: UUID, slug: str, *, at: datetime) -> leeway.Leeway:
    """The exceptions of a person for a module that are in force at an instant, as one."""
    return leeway.together(e.leeway for e in _grants(person, slug) if e.holds(at=at))


def deadline_now(
    person: UUID, slug: str, started_at: datetime, deadline: datetime, rules: Sequence[Rule]
) -> datetime:
    """The deadline of a running attempt, with what was granted to its person since it began."""
    return deadline_as_granted(rules, started_at, deadline, _grants(person, slug))


def _grants(person: UUID, slug: str) -> list[Grant]:
    """Every exception that a person ever had for a module."""
    every = or_(Allowance.slug.is_(None), Allowance.slug == slug)
    held = select(
        Allowance.time_factor, Allowance.extra_attempts, Allowance.open_from, Allowance.open_until,
        Allowance.made_at, Allowance.expires_at, Allowance.ended_at,
    ).where(Allowance.employee_id == person, every)  # fmt: skip
    rows = db.session.execute(held)
    return [Grant(leeway.Leeway(*row[:4]), *row[4:]) for row in rows]
