"""Whether units have changed since the cycle before, as a closing keeps it."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select

from training.internalization.queries.cycles import CITY, CycleShown, corrected
from training.internalization.rules.estimate.changes import changes_between
from training.internalization.rules.estimate.city import CityEstimate, Figure
from training.internalization.rules.rule import CURRENT
from training.internalization.tables.cycles import Cycle, CycleClosing, UnitEstimate
from training.kernel.db import db

PLACES = 6
Changes = dict[UUID, dict[str, list[float]]]


def since_last(cycle: CycleShown, estimates: Mapping[int, CityEstimate]) -> Changes:
    """By unit and level: the difference to the closed cycle before, its interval, P(|Δ| > .05).

    Empty where there is none, or where it was counted by another version of the rule: what has
    changed then is the rule.
    """
    before = _before(cycle)
    found: Changes = {}
    for level, now in estimates.items():
        past = dict(before.get(int(level), {}))
        city = past.pop(str(CITY), None)
        if city is None:
            continue
        shared = city.sd**2 + now.city.sd**2
        for unit, each in changes_between(past, now.figures, shared).items():
            told = (each.difference, each.low, each.high, each.p_beyond)
            found.setdefault(UUID(unit), {})[str(int(level))] = [round(v, PLACES) for v in told]
    return found


def _before(cycle: CycleShown) -> dict[int, dict[str, Figure]]:
    """The figures of the closed cycle before, by level and unit."""
    newest = (
        select(Cycle.id, CycleClosing.rule)
        .join(CycleClosing, CycleClosing.cycle_id == Cycle.id)
        .where(Cycle.last_day < cycle.span.first, Cycle.id.not_in(corrected()))
        .order_by(Cycle.first_day.desc())
        .limit(1)
    )
    last = db.session.execute(newest).first()
    if last is None or last.rule != CURRENT.version:
        return {}
    kept: dict[int, dict[str, Figure]] = {}
    found = select(UnitEstimate).where(UnitEstimate.cycle_id == last.id)
    for each in db.session.scalars(found):
        kept.setdefault(each.level, {})[str(each.unit_id)] = Figure(
            each.evidenced, each.estimate, each.low, each.high, each.likely, each.spread
        )
    return kept
