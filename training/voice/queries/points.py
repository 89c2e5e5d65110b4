"""Service points: those of a part of the tree, and the one with a code."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Row, Select, func, or_, select

from training.kernel.db import db
from training.people.queries.units import inside
from training.people.tables.units import Unit
from training.voice.tables.points import PointClosing, ServicePoint
from training.voice.tables.voices import Voice


@dataclass(frozen=True, slots=True)
class Point:
    """One service point with its unit; `closed_at` once it is closed."""

    id: UUID
    code: str
    name: str
    unit_id: UUID
    unit_code: str
    unit_name: str
    opened_at: datetime
    closed_at: datetime | None


def the_point(code: str) -> Point:
    """The point with a code, open or closed, for whoever stands before its poster.

    NoResultFound where there is none.
    """
    return Point(*db.session.execute(_points().where(ServicePoint.code == code)).one())


def point_of(code: str, *, scope: Iterable[str]) -> Point:
    """The same for whoever looks after it. NoResultFound outside of the scope."""
    found = _points().where(ServicePoint.code == code, inside(scope))
    return Point(*db.session.execute(found).one())


def points(scope: Iterable[str]) -> tuple[Point, ...]:
    """All points of a scope by unit and name, the closed ones last of each unit."""
    order = (Unit.name, Unit.code, PointClosing.closed_at.is_not(None), ServicePoint.name)
    found = _points().where(inside(scope)).order_by(*order, ServicePoint.id)
    return tuple(Point(*row) for row in db.session.execute(found))


def units_in(scope: Iterable[str], *, today: date) -> tuple[Row, ...]:
    """The units of a scope that exist today, by name: columns id, code, name."""
    living = or_(Unit.valid_to.is_(None), Unit.valid_to >= today)
    found = select(Unit.id, Unit.code, Unit.name).where(inside(scope), living)
    return tuple(db.session.execute(found.order_by(Unit.name, Unit.code)))


def voices_by_unit(scope: Iterable[str], *, since: date) -> dict[UUID, int]:
    """How many voices the units of a scope have since a day, bursts included."""
    found = select(Voice.unit_id, func.count()).join(Unit, Unit.id == Voice.unit_id)
    found = found.where(inside(scope), Voice.day >= since).group_by(Voice.unit_id)
    return {unit: count for unit, count in db.session.execute(found)}


def open_points(unit_id: UUID) -> int:
    """How many points of a unit are open."""
    found = select(func.count()).select_from(ServicePoint)
    found = found.outerjoin(PointClosing, PointClosing.point_id == ServicePoint.id)
    found = found.where(ServicePoint.unit_id == unit_id, PointClosing.closed_at.is_(None))
    return db.session.execute(found).scalar_one()


def _points() -> Select:
    return (
        select(
            ServicePoint.id, ServicePoint.code, ServicePoint.name, Unit.id, Unit.code, Unit.name,
            ServicePoint.opened_at, PointClosing.closed_at,
        )
        .join(Unit, Unit.id == ServicePoint.unit_id)
        .outerjoin(PointClosing, PointClosing.point_id == ServicePoint.id)
    )  # fmt: skip
