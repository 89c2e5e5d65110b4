"""Naming who of a unit does what was agreed; a further naming stands beside the earlier ones."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, insert, select

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.oversight.tables.records import OversightDoer


def name(action_id: UUID, doer: UUID, *, by: UUID, at: datetime) -> None:
    """Let somebody do what was agreed, from now on."""
    count = select(func.count()).where(OversightDoer.action_id == action_id)
    row = {
        "id": uuid7(at), "action_id": action_id, "employee_id": doer, "by": by, "at": at,
        "number": db.session.execute(count).scalar_one() + 1,
    }  # fmt: skip
    db.session.execute(insert(OversightDoer).values(row))
    note(Happening(EventKind.CASE_DOER_NAMED, at, by, "case-act", str(action_id)))
