"""Questions we ask of the tree of units."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, func, or_, select

from training.kernel.db import db
from training.people.tables.units import Unit, UnitPredecessor

EVERYWHERE = ("/",)
FACTS = (
    Unit.id, Unit.code, Unit.name, Unit.kind, Unit.group, Unit.sector, Unit.parent_id, Unit.path,
    Unit.valid_from, Unit.valid_to,
)  # fmt: skip


def inside(scope: Iterable[str]) -> ColumnElement[bool]:
    """The condition that a unit's path lies in one of the scope's subtrees (none: nowhere).

    Compared sign by sign: LIKE would fold case on SQLite, and an order of letters would differ
    between databases.
    """
    return or_(False, *(func.substr(Unit.path, 1, len(top)) == top for top in scope))


def tree(scope: Iterable[str]) -> Sequence[Row]:
    """The units of a scope by group and name.

    Columns: id, code, name, kind, group, sector, parent_id, path, valid_from, valid_to.
    """
    found = select(*FACTS).where(inside(scope)).order_by(Unit.group, Unit.name, Unit.code)
    return db.session.execute(found).all()


def by_code(code: str, scope: Iterable[str]) -> Row:
    """One unit of a scope by its code (the columns of `tree`). NoResultFound outside the scope."""
    found = select(*FACTS).where(Unit.code == code.strip().upper(), inside(scope))
    return db.session.execute(found).one()


def is_inside(code: str, scope: Iterable[str]) -> bool:
    """Whether a unit lies in a scope."""
    found = select(Unit.id).where(Unit.code == code, inside(scope))
    return db.session.execute(found).first() is not None


def lineage(unit_id: UUID) -> Sequence[Row]:
    """What a unit came out of and what came out of it: code, name, kind of change, day, earlier."""
    other = UnitPredecessor
    before = select(
        Unit.code, Unit.name, other.kind, other.on, (other.unit_id == unit_id).label("earlier")
    )
    before = before.join(
        other,
        or_(
            and_(other.predecessor_id == Unit.id, other.unit_id == unit_id),
            and_(other.unit_id == Unit.id, other.predecessor_id == unit_id),
        ),
    )
    return db.session.execute(before.order_by(other.on, Unit.code)).all()
