"""What else goes on in the attacked city: children are heard, people plan, units are visited."""

import random
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from tests.factories import commitments, people, voices
from training.content.rules.model import Stage
from training.content.rules.voices import Tier
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.oversight.actions import holding, planning
from training.oversight.actions.holding import Hand
from training.oversight.actions.planning import Desk
from training.oversight.rules.entries import EntryKind, Plan
from training.oversight.rules.records import Agreed, Found, Record, Weight
from training.people.tables.employees import Employee, Posting
from training.people.tables.units import Unit

HEARD = {"DA": 14, "DB2": 4, "DF": 11}
"""How many children speak at the service point of a unit in a cycle."""
PLANNERS = {"DA": 12, "DB1": 3, "DF": 11}
"""How many people of a unit make a plan in the first cycle and tell of it."""
VISITED = ("DA", "DB1")


def begun(units: Mapping[str, Unit], *, at: datetime) -> dict[str, str]:
    """Service points are opened where children are heard; answers their codes."""
    return {code: voices.point(units[code], at=at - timedelta(days=80)).code for code in HEARD}


def done(
    points: Mapping[str, str], units: Mapping[str, Unit], leader: UUID, *, at: datetime,
    chance: random.Random,
) -> None:  # fmt: skip
    """One cycle's voices, and a visit with a finding to some units."""
    for code, many in HEARD.items():
        for number in range(many):
            taps = voices.taps(Tier.CHILD, good=chance.random() < 0.7)
            early = at - timedelta(days=30 + number)
            voices.given(voices.the_point(points[code]), Tier.CHILD, at=early, answers=taps)
    for code in VISITED:
        visited(units[code], units["KOTA"], leader, at)


def plans(staff: Mapping[str, list[UUID]], *, at: datetime) -> None:
    """Some plan and tell, twelve weeks later, that they did it."""
    for code, many in PLANNERS.items():
        for person in sorted(staff[code])[:many]:
            maker = db.session.get_one(Employee, person)
            commitments.done(maker, at=at - timedelta(days=2), week=12)


def visited(unit: Unit, root: Unit, leader: UUID, at: datetime) -> None:
    """A visit of the task force that is planned, held and signed, with one finding."""
    desk = Desk(leader, at, at.date(), (root.path,))
    wanted = Plan(EntryKind.SUPERVISION, "Loket ramah anak", "Keluhan tentang antrean.", at.date(),
                  unit.id, leader)  # fmt: skip
    entry = planning.plan(wanted, desk=desk)
    agreed = Agreed("Menyediakan dua kursi anak.", "Kepala Seksi", at.date() + timedelta(days=14))
    found = Found("Anak menunggu sambil berdiri.", Stage.SERVICE, Weight.MEND, agreed)
    record = Record("Ruang layanan", at - timedelta(minutes=61), at - timedelta(minutes=1),
                    "Kepala seksi", "Loket dibuka tepat waktu.", (found,))  # fmt: skip
    holding.sign(entry, record, hand=Hand(leader, at, "Asia/Makassar"))


def post(person: UUID, unit: Unit, first: date) -> Posting:
    """A post of somebody who moves."""
    return Posting(id=uuid7(people.BORN), employee_id=person, unit_id=unit.id, kind="definitif",
                   title="Staf", job_family="pelayanan-langsung", valid_from=first)  # fmt: skip
