"""Since when people have had something to practise, for letters of the past."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from training.kernel.db import db
from training.practice.tables.cases import PracticeCase


def first_cases() -> dict[UUID, datetime]:
    """When everybody who practises opened their first case."""
    first = func.min(PracticeCase.shown_at, type_=PracticeCase.shown_at.type)
    found = select(PracticeCase.employee_id, first).group_by(PracticeCase.employee_id)
    return {person: at for person, at in db.session.execute(found)}
