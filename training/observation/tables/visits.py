"""Draws with their sealed seeds, the visits that came of them, and the instruments they use."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from training.kernel.db import Instant, db


class InstrumentVersion(db.Model):
    """The text of an instrument as it was when visits with it were drawn. Never changed."""

    __tablename__ = "instrument_version"
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    key: Mapped[str] = mapped_column(String(60))
    stage: Mapped[str] = mapped_column(String(12))
    source: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)


class VisitDraw(db.Model):
    """One draw: its commitment is public at once, its seed when the period is over."""

    __tablename__ = "visit_draw"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(String(60), unique=True)
    purpose: Mapped[str] = mapped_column(String(10))
    first_day: Mapped[date] = mapped_column(Date)
    last_day: Mapped[date] = mapped_column(Date)
    commitment: Mapped[str] = mapped_column(String(64))
    seed: Mapped[str] = mapped_column(String(64))
    pool: Mapped[str] = mapped_column(Text)
    pool_digest: Mapped[str] = mapped_column(String(64))
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("employee.id"))
    made_at: Mapped[datetime] = mapped_column(Instant)


class Visit(db.Model):
    """What one observer is to do: a visit that is rated twice has two rows with one `pair_id`."""

    __tablename__ = "visit"
    __table_args__ = (
        UniqueConstraint("draw_id", "number", "place"),
        Index("ix_visit_observer", "observer_id", "closes"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    draw_id: Mapped[UUID] = mapped_column(ForeignKey("visit_draw.id"))
    number: Mapped[int]
    place: Mapped[int]
    pair_id: Mapped[UUID | None] = mapped_column(index=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    employee_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"), index=True)
    observer_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    instrument: Mapped[str] = mapped_column(ForeignKey("instrument_version.digest"))
    opens: Mapped[date] = mapped_column(Date)
    closes: Mapped[date] = mapped_column(Date)
    announced: Mapped[bool]


class VisitHindrance(db.Model):
    """An observer reported, once, that the visit could not be made, and why."""

    __tablename__ = "visit_hindrance"
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visit.id"), primary_key=True)
    reason: Mapped[str] = mapped_column(String(20))
    by: Mapped[UUID] = mapped_column("by_id", ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)
