"""The stored draws of a closed cycle, by which every figure can be had again."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import defer

from training.internalization.queries.cycles import UnitSaid
from training.internalization.rules.summing import Kept
from training.internalization.tables.cycles import UnitEstimate, UnitFinding
from training.kernel.db import db


def rosters_of(cycle_id: UUID) -> dict[UUID, int]:
    """How many people each unit (CITY: the city) had on its own roster in a cycle."""
    found = select(UnitFinding.unit_id, UnitFinding.roster).where(UnitFinding.cycle_id == cycle_id)
    return {unit: roster for unit, roster in db.session.execute(found)}


def kept_of(
    cycle_id: UUID, units: Collection[UUID], *, level: int | None = None
) -> dict[tuple[UUID, int], tuple[Kept, int]]:
    """The kept estimates with their draws, by unit and level, each with its number of ways."""
    found = (
        select(
            UnitEstimate.unit_id, UnitEstimate.level, UnitFinding.roster, UnitEstimate.evidenced,
            UnitEstimate.estimate, UnitEstimate.draws, UnitEstimate.ways,
        )
        .join(
            UnitFinding,
            (UnitFinding.cycle_id == UnitEstimate.cycle_id)
            & (UnitFinding.unit_id == UnitEstimate.unit_id),
        )
        .where(UnitEstimate.cycle_id == cycle_id, UnitEstimate.unit_id.in_(units))
        .order_by(UnitEstimate.unit_id, UnitEstimate.level)
    )  # fmt: skip
    if level is not None:
        found = found.where(UnitEstimate.level == level)
    return {
        (unit, at): (Kept(roster, evidenced, estimate, draws), ways)
        for unit, at, roster, evidenced, estimate, draws, ways in db.session.execute(found)
    }


def history(units: Collection[UUID]) -> dict[UUID, dict[UUID, UnitSaid]]:
    """What every closed cycle says of some units, by cycle and unit, in two statements."""
    findings = select(UnitFinding).where(UnitFinding.unit_id.in_(units))
    estimates = (
        select(UnitEstimate)
        .options(defer(UnitEstimate.counts))  # what nobody reads here is most of what is read
        .where(UnitEstimate.unit_id.in_(units))
    )
    said: dict[UUID, dict[UUID, UnitSaid]] = {}
    for finding in db.session.scalars(findings):
        said.setdefault(finding.cycle_id, {})[finding.unit_id] = UnitSaid(finding, {})
    for each in db.session.scalars(estimates):
        said[each.cycle_id][each.unit_id].levels[each.level] = each
    return said
