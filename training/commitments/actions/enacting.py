"""The fact that an act was corroborated: one for each check-in, whoever comes first."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from training.commitments.queries.posts import post_of
from training.commitments.rules.witnesses import By
from training.commitments.tables import CheckIn, Enactment
from training.kernel import jobs
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.people.actions.news import note_evidence

SWEEP = "artefact-sweep"
"""The job that deletes files which are not to be there any more."""


def corroborated(check_in_id: UUID, by: By, *, at: datetime, today: date) -> bool:
    """Note that an act was corroborated, for the unit of that day; False if that was known."""
    whose = select(CheckIn.plan_id, CheckIn.employee_id).where(CheckIn.id == check_in_id)
    plan_id, person = db.session.execute(whose).one()
    post = post_of(person, today=today)
    row = {
        "id": uuid7(at), "check_in_id": check_in_id, "plan_id": plan_id, "employee_id": person,
        "unit_id": post.unit_id if post else None, "by": by.value, "at": at,
    }  # fmt: skip
    on_sqlite = db.engine.dialect.name == "sqlite"
    added = (sqlite if on_sqlite else postgresql).insert(Enactment).values(row)
    returned = added.on_conflict_do_nothing().returning(Enactment.id)
    fresh = db.session.execute(returned).scalar_one_or_none() is not None
    if fresh:
        jobs.ask(SWEEP, {}, at=at)
        note_evidence(person, at=at)
    return fresh
