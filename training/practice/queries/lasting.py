"""How long what people learnt lasts: the median predicted recall of each person's cards."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from training.kernel.db import db
from training.practice.queries.records import memories, memory
from training.practice.rules.lasting import HORIZON_DAYS, lasts
from training.practice.tables.cases import PracticeMemory


@dataclass(frozen=True, slots=True)
class Lasting:
    """One person: the median recall (0–1) predicted for some days ahead, over how many cards."""

    employee_id: UUID
    recall: float
    cards: int


def predicted_recall(
    first: UUID, last: UUID, at: datetime, days: int = HORIZON_DAYS
) -> list[Lasting]:
    """Everybody with first <= id <= last who has practised a card, by id. One statement.

    It rests on the cards that were practised at least once, and supposes no practice after `at`.
    """
    found = memories(PracticeMemory.employee_id.between(first, last))
    rows = db.session.execute(found.order_by(PracticeMemory.employee_id)).all()
    told = []
    for person, group in groupby(rows, key=lambda row: row.employee_id):
        known = [memory(row) for row in group]
        told.append(Lasting(person, lasts(known, at, days) or 0.0, len(known)))
    return told
