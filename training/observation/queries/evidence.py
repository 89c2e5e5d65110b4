"""Signed observations as evidence: one for each visit that was made, as it counts now."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import aliased

from training.kernel.db import db
from training.observation.rules.drawing import Purpose
from training.observation.rules.occasions import Mark, outcome
from training.observation.tables.sheets import VisitSheet
from training.observation.tables.visits import InstrumentVersion, Visit, VisitDraw


@dataclass(frozen=True, slots=True)
class Observed:
    """One observed occasion.

    `id`: the first sheet of its chain, the same after every correction. `context`: the situation
    of work, which is the instrument's key; `instrument`: that key with the version's digest.
    `share`: of the seen items (0 to 1), partly done ones by half. `double`: the pair of a visit
    that was rated twice (two facts with one pair), or None.
    """

    id: UUID
    employee_id: UUID
    unit_id: UUID
    at: datetime
    instrument: str
    stage: str
    context: str
    observer_id: UUID
    announced: bool
    audit: bool
    share: float
    seen: int
    met: bool
    double: UUID | None


def evidence_between(first: UUID, last: UUID) -> list[Observed]:
    """All signed observations of employees with first <= id <= last, by employee and time.

    Corrections count in the place of what they correct; `unit_id` is the unit at that instant.
    """
    newest = (
        select(VisitSheet.visit_id, func.max(VisitSheet.number).label("number"))
        .group_by(VisitSheet.visit_id)
        .subquery()
    )
    begun = aliased(VisitSheet)
    found = (
        select(
            begun.id, Visit.employee_id, VisitSheet.unit_id, VisitSheet.started_at,
            InstrumentVersion.key, InstrumentVersion.digest, InstrumentVersion.stage,
            Visit.observer_id, Visit.announced, VisitDraw.purpose, VisitSheet.marks, Visit.pair_id,
        )
        .join(Visit, Visit.id == begun.visit_id)
        .join(newest, newest.c.visit_id == Visit.id)
        .join(
            VisitSheet,
            and_(VisitSheet.visit_id == Visit.id, VisitSheet.number == newest.c.number),
        )
        .join(VisitDraw, VisitDraw.id == Visit.draw_id)
        .join(InstrumentVersion, InstrumentVersion.digest == Visit.instrument)
        .where(begun.number == 1, Visit.employee_id >= first, Visit.employee_id <= last)
        .order_by(Visit.employee_id, VisitSheet.started_at, begun.id)
    )  # fmt: skip
    told = []
    for row in db.session.execute(found):
        result = outcome(Mark(each) for each in row.marks.values())
        told.append(Observed(
            row[0], row.employee_id, row.unit_id, row.started_at,
            f"{row.key}@{row.digest[:12]}", row.stage, row.key, row.observer_id, row.announced,
            row.purpose == Purpose.AUDIT, result.share, result.seen, result.met, row.pair_id,
        ))  # fmt: skip
    return told
