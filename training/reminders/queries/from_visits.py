"""Visits that an observer has still to make or to sign."""

from collections.abc import Iterator

from sqlalchemy import select

from training.content.rules.reminders import Kind
from training.kernel.db import db
from training.observation.rules.sheets import GRACE
from training.observation.tables.sheets import VisitSheet
from training.observation.tables.visits import Visit, VisitHindrance
from training.reminders.queries.asking import Asking
from training.reminders.rules.anchors import Anchor


def anchors(asking: Asking) -> Iterator[Anchor]:
    """One for each visit that is neither signed nor hindered; never whom or where it observes."""
    signed = select(VisitSheet.visit_id).where(VisitSheet.visit_id == Visit.id).exists()
    hindered = select(VisitHindrance.visit_id).where(VisitHindrance.visit_id == Visit.id).exists()
    found = select(Visit.observer_id, Visit.id, Visit.opens).where(
        Visit.observer_id.between(asking.first, asking.last),
        Visit.closes >= asking.today - GRACE, ~signed, ~hindered,
    )  # fmt: skip
    for person, visit, opens in db.session.execute(found):
        yield Anchor(person, Kind.VISIT, opens, str(visit), str(visit))
