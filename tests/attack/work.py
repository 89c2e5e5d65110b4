"""What else goes on in the attacked city: voices, a wave, plans, visits and accompanying."""

import random
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from tests.factories import commitments, people, voices, waves
from training.content.rules.voices import Tier
from training.kernel.db import db
from training.people.tables.employees import Employee, Posting
from training.people.tables.units import Unit
from training.voice.actions.waves import answer

HEARD = {"DA": 14, "DB2": 4, "DF": 11}
"""How many children speak at the service point of a unit in a cycle."""
POINTS: dict[str, str] = {}


def begun(units: Mapping[str, Unit], who: Mapping[str, UUID], *, at: datetime) -> None:
    """Service points are opened where children are heard."""
    for code in HEARD:
        POINTS[code] = voices.point(units[code], at=at - timedelta(days=80)).code


def done(
    cycle: int, units: Mapping[str, Unit], who: Mapping[str, UUID],
    staff: Mapping[str, list[UUID]], *, at: datetime, chance: random.Random,
) -> None:  # fmt: skip
    """One cycle's voices and plans."""
    for code, many in HEARD.items():
        where = voices.the_point(POINTS[code])
        for number in range(many):
            early = at - timedelta(days=30 + number)
            voices.given(where, Tier.CHILD, at=early,
                         answers=voices.taps(Tier.CHILD, good=chance.random() < 0.7))  # fmt: skip
    for code in ("DA", "DF", "DB"):
        for person in sorted(staff[code])[: 12 if cycle == 0 else 0]:
            made = db.session.get_one(Employee, person)
            commitments.done(made, at=at - timedelta(days=2), week=12)


def post(person: UUID, unit: Unit, first: date) -> Posting:
    """A post of somebody who moves."""
    from training.kernel.ids import uuid7

    return Posting(id=uuid7(people.BORN), employee_id=person, unit_id=unit.id, kind="definitif",
                   title="Staf", job_family="pelayanan-langsung", valid_from=first)  # fmt: skip
