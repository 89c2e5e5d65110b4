"""What a unit reads this week: its own sentence, or the nearest one above it in the tree."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select

from training.kernel.db import db
from training.people.tables.employees import Employee
from training.people.tables.units import Unit
from training.practice.tables.words import PracticePrompt

MOST = 12


@dataclass(frozen=True, slots=True)
class Prompt:
    """One sentence of a unit."""

    unit: str
    text: str
    week: date


@dataclass(frozen=True, slots=True)
class Written:
    """One sentence with who wrote it when, for those who may write the next."""

    week: date
    text: str
    by: str
    at: datetime


def prompt_for(path: str, week: date) -> Prompt | None:
    """The sentence of a unit (by its place in the tree) in a week: its own, else of one above."""
    found = (
        select(Unit.name, PracticePrompt.text, PracticePrompt.week)
        .join(Unit, Unit.id == PracticePrompt.unit_id)
        .where(Unit.path.in_(_upwards(path)), PracticePrompt.week == week)
        .order_by(func.length(Unit.path).desc(), PracticePrompt.id.desc())
    )
    row = db.session.execute(found.limit(1)).first()
    return Prompt(*row) if row else None


def _upwards(path: str) -> list[str]:
    """A unit's own path and those of all units above it."""
    codes = path.strip("/").split("/") if path.strip("/") else []
    return [f"/{'/'.join(codes[:count])}/" for count in range(1, len(codes) + 1)]


def written(unit_id: UUID) -> Sequence[Written]:
    """The newest sentences of a unit, the newest first."""
    found = (
        select(PracticePrompt.week, PracticePrompt.text, Employee.name, PracticePrompt.at)
        .join(Employee, Employee.id == PracticePrompt.made_by)
        .where(PracticePrompt.unit_id == unit_id)
        .order_by(PracticePrompt.id.desc())
    )
    return [Written(*row) for row in db.session.execute(found.limit(MOST))]


def newest_text(unit_id: UUID, week: date) -> str | None:
    """What a unit's own sentence of a week says now."""
    found = select(PracticePrompt.text).where(
        PracticePrompt.unit_id == unit_id, PracticePrompt.week == week
    )
    return db.session.execute(found.order_by(PracticePrompt.id.desc()).limit(1)).scalar()
