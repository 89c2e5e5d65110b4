"""The roll-out as the task force sees it: sealed, then told, with the day of every step."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from training.internalization.rules.rollout import Wedge
from training.internalization.tables.rollout import Rollout, RolloutUnit
from training.kernel.clock import local_date
from training.kernel.db import db


@dataclass(frozen=True, slots=True)
class Sealed:
    """The roll-out. `seed` and `steps` (by unit) are None until the day after it was sealed."""

    wedge: Wedge
    commitment: str
    at: datetime
    seed: str | None
    steps: Mapping[UUID, int] | None


def rollout(*, today: date, zone: str) -> Sealed | None:
    """The roll-out of the city, if one was sealed."""
    found = db.session.scalars(select(Rollout)).one_or_none()
    if found is None:
        return None
    wedge = Wedge(found.steps, found.first_day, found.weeks)
    if today <= local_date(found.at, zone):
        return Sealed(wedge, found.commitment, found.at, None, None)
    rows = db.session.execute(select(RolloutUnit.unit_id, RolloutUnit.step))
    steps = {unit: step for unit, step in rows}
    return Sealed(wedge, found.commitment, found.at, found.seed, steps)
