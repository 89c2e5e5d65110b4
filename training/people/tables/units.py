"""Units of the city as a tree with history."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from training.kernel.db import db


class Unit(db.Model):
    """One unit. `path` is `/CODE/CODE/` from the root to itself, kept true by the actions."""

    __tablename__ = "unit"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(20))
    group: Mapped[str] = mapped_column("kelompok", String(60))
    sector: Mapped[str] = mapped_column(String(60), default="")
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"), index=True)
    path: Mapped[str] = mapped_column(String(400), index=True)
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    region_code: Mapped[str] = mapped_column(String(20), default="")
    verified: Mapped[str] = mapped_column(String(4), default="")
    source: Mapped[str] = mapped_column(String(300), default="")
    note: Mapped[str] = mapped_column(String(500), default="")


class UnitPredecessor(db.Model):
    """A unit came out of an earlier one: renamed, merged or split, on a day."""

    __tablename__ = "unit_predecessor"
    __table_args__ = (UniqueConstraint("unit_id", "predecessor_id"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    predecessor_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    on: Mapped[date] = mapped_column("on_date", Date)
