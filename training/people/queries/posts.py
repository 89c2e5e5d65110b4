"""Which unit people served in at which time."""

from collections import defaultdict
from datetime import date
from uuid import UUID

from sqlalchemy import select

from training.kernel.db import db
from training.people.rules.kinds import PostingKind
from training.people.tables.employees import Posting

Served = list[tuple[date, date | None, UUID]]


def served_between(first: UUID, last: UUID) -> dict[UUID, Served]:
    """The definitive posts of employees with first <= id <= last: from, until (excluded), unit."""
    found = (
        select(Posting.employee_id, Posting.valid_from, Posting.valid_to, Posting.unit_id)
        .where(Posting.employee_id.between(first, last), Posting.kind == PostingKind.DEFINITIVE)
        .order_by(Posting.employee_id, Posting.valid_from)
    )
    held: dict[UUID, Served] = defaultdict(list)
    for employee, since, until, unit in db.session.execute(found):
        held[employee].append((since, until, unit))
    return held
