"""How much a unit was accompanied: the visits that were made there."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from training.kernel.db import db
from training.observation.tables.sheets import VisitSheet
from training.observation.tables.visits import Visit


def made_between(first: date, last: date) -> dict[UUID, int]:
    """By unit, the visits of the days first ≤ day ≤ last for which somebody signed a sheet.

    A visit that two people rated is one.
    """
    once = func.coalesce(Visit.pair_id, Visit.id)
    found = (
        select(Visit.unit_id, func.count(once.distinct()))
        .join(VisitSheet, VisitSheet.visit_id == Visit.id)
        .where(VisitSheet.number == 1, Visit.opens <= last, Visit.closes >= first)
        .group_by(Visit.unit_id)
    )
    return {unit: count for unit, count in db.session.execute(found)}
