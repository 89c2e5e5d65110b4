"""What the audit of a cycle found: who was drawn, who was seen, whose conduct was met."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, case, distinct, func, select

from training.kernel.db import db
from training.observation.rules.occasions import Mark, outcome
from training.observation.tables.sheets import VisitSheet
from training.observation.tables.visits import Visit, VisitDraw


@dataclass(frozen=True, slots=True)
class Audited:
    """One person who was drawn: whether somebody saw them, and whether what was seen was met."""

    seen: bool
    met: bool


def audited(label: str) -> dict[UUID, Audited]:
    """The people of an audit's draw. Of two observers both must have seen the conduct met."""
    newest = (
        select(VisitSheet.visit_id, func.max(VisitSheet.number).label("number"))
        .join(Visit, Visit.id == VisitSheet.visit_id)
        .join(VisitDraw, VisitDraw.id == Visit.draw_id)
        .where(VisitDraw.label == label)
        .group_by(VisitSheet.visit_id)
        .subquery()
    )
    found = (
        select(Visit.employee_id, VisitSheet.marks)
        .join(VisitDraw, VisitDraw.id == Visit.draw_id)
        .outerjoin(newest, newest.c.visit_id == Visit.id)
        .outerjoin(
            VisitSheet,
            and_(VisitSheet.visit_id == Visit.id, VisitSheet.number == newest.c.number),
        )
        .where(VisitDraw.label == label)
    )
    people: dict[UUID, list[bool]] = {}
    for person, marks in db.session.execute(found):
        results = people.setdefault(person, [])
        if marks is not None:
            results.append(outcome(Mark(each) for each in marks.values()).met)
    return {
        person: Audited(bool(results), bool(results) and all(results))
        for person, results in people.items()
    }


def left_to_see(label: str) -> tuple[int, int]:
    """Of the people of an audit's draw, how many nobody has seen yet, and how many there are."""
    seen = case((VisitSheet.visit_id.is_not(None), Visit.employee_id))
    found = (
        select(func.count(distinct(Visit.employee_id)), func.count(distinct(seen)))
        .join(VisitDraw, VisitDraw.id == Visit.draw_id)
        .outerjoin(VisitSheet, VisitSheet.visit_id == Visit.id)
        .where(VisitDraw.label == label)
    )
    drawn, met = db.session.execute(found).one()
    return drawn - met, drawn
