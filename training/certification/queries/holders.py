"""Whom a certificate or a statement names: a name, a masked number, the unit of today."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import and_, select

from training.certification.queries.outgoing import NUMBERS
from training.certification.rules.payloads import masked
from training.kernel.db import db
from training.people.queries.rosters import in_office
from training.people.tables.employees import Employee, Identifier, Posting
from training.people.tables.units import Unit


@dataclass(frozen=True, slots=True)
class Holder:
    """A person as a statement names them; `line` is the masked number and the unit."""

    name: str
    status: str
    line: str


def holder(person: UUID, *, today: date) -> Holder:
    """How a person is named today. NoResultFound for nobody."""
    numbered = and_(
        Identifier.employee_id == Employee.id, Identifier.valid_to.is_(None),
        Identifier.kind.in_(NUMBERS),
    )  # fmt: skip
    found = (
        select(Employee.name, Employee.status, Identifier.value, Unit.name.label("unit"))
        .outerjoin(Identifier, numbered)
        .outerjoin(Posting, and_(Posting.employee_id == Employee.id, in_office(today)))
        .outerjoin(Unit, Unit.id == Posting.unit_id)
        .where(Employee.id == person)
        .order_by(Identifier.valid_from.desc())
        .limit(1)
    )
    row = db.session.execute(found).one()
    number = masked(row.value) if row.value else ""
    line = " · ".join(filter(None, (number and f"NIP {number}", row.unit)))
    return Holder(row.name, row.status, line)
