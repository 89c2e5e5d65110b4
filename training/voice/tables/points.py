"""Service points of units, and when they were closed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from training.kernel.db import Instant, db


class ServicePoint(db.Model):
    """A counter, a ward, a school gate: where a poster hangs. Never changed."""

    __tablename__ = "service_point"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    code: Mapped[str] = mapped_column(String(8), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    opened_at: Mapped[datetime] = mapped_column(Instant)
    opened_by: Mapped[UUID] = mapped_column(ForeignKey("employee.id"), index=True)


class PointClosing(db.Model):
    """The end of a service point: once, and then its poster is taken down."""

    __tablename__ = "service_point_closing"
    point_id: Mapped[UUID] = mapped_column(ForeignKey("service_point.id"), primary_key=True)
    closed_at: Mapped[datetime] = mapped_column(Instant)
    closed_by: Mapped[UUID] = mapped_column(ForeignKey("employee.id"), index=True)
