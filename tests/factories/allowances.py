"""Exceptions for one person, as the table holds them."""

from datetime import datetime, timedelta

from tests.factories import people
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.people.tables.employees import Employee
from training.quiz.tables import Allowance


def allowance(person: Employee, *, at: datetime, days: int = 30, **more) -> Allowance:
    made = Allowance(
        id=uuid7(at), employee_id=person.id, reason="Pendampingan khusus.",
        made_by=more.pop("by", None) or people.employee().id, made_at=at,
        expires_at=at + timedelta(days=days), **more,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    return made
