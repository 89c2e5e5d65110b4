"""Units as an administrator sees them before changing one, and how much a change moves."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Row, func, select

from training.kernel.db import db
from training.people.queries.units import inside
from training.people.rules.numbers import digits
from training.people.tables.employees import Identifier, Posting, RoleGrant
from training.people.tables.units import Unit

FACTS = (
    Unit.id, Unit.code, Unit.name, Unit.kind, Unit.group, Unit.sector, Unit.parent_id, Unit.path,
    Unit.valid_from, Unit.valid_to, Unit.region_code, Unit.verified, Unit.source, Unit.note,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Moves:
    """How many people, sub-units and roles hang on some units now."""

    people: int
    units: int
    roles: int


def every_unit(scope: Iterable[str]) -> Sequence[Row]:
    """The units of a scope, those that have ended too, each below the one above it (FACTS)."""
    found = select(*FACTS).where(inside(scope)).order_by(Unit.path)
    return db.session.execute(found).all()


def unit(code: str, scope: Iterable[str]) -> Row:
    """One unit of a scope by its code (FACTS). NoResultFound outside the scope."""
    found = select(*FACTS).where(Unit.code == code.strip().upper(), inside(scope))
    return db.session.execute(found).one()


def moves(ids: Sequence[UUID]) -> Moves:
    """What a change of these units moves or ends, their sub-units' people not counted."""
    people = select(func.count(Posting.employee_id.distinct()))
    people = people.where(Posting.unit_id.in_(ids), Posting.valid_to.is_(None))
    below = select(func.count()).where(Unit.parent_id.in_(ids), Unit.valid_to.is_(None))
    roles = select(func.count()).where(RoleGrant.unit_id.in_(ids), RoleGrant.ended_at.is_(None))
    each = (statement.scalar_subquery() for statement in (people, below, roles))
    return Moves(*db.session.execute(select(*each)).one())


def posted_in(unit_id: UUID, numbers: Iterable[str]) -> Mapping[str, UUID]:
    """The people of a unit by those of the given numbers that they hold; blanks do not matter."""
    wanted = {form: number for number in numbers for form in (number.strip(), digits(number))}
    held = select(Identifier.value, Identifier.employee_id)
    held = held.join(Posting, Posting.employee_id == Identifier.employee_id)
    held = held.where(Identifier.value.in_(wanted), Identifier.valid_to.is_(None))
    held = held.where(Posting.unit_id == unit_id, Posting.valid_to.is_(None))
    return {wanted[value]: person for value, person in db.session.execute(held)}
