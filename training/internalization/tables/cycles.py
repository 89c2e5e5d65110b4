"""Cycles of measuring, what was counted in them, and what follows for every unit."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Date, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from training.kernel.db import Instant, db


class Cycle(db.Model):
    """One cycle of measuring: opened, audited, closed. `seed` is for the estimate's draws.

    Its hash is published when the cycle opens, so that nobody can choose a seed that pleases.
    """

    __tablename__ = "cycle"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(String(20), unique=True)
    first_day: Mapped[date] = mapped_column(Date)
    last_day: Mapped[date] = mapped_column(Date)
    commitment: Mapped[str] = mapped_column(String(64))
    seed: Mapped[str] = mapped_column(String(64))
    opened_at: Mapped[datetime] = mapped_column(Instant)
    opened_by: Mapped[UUID | None] = mapped_column(ForeignKey("employee.id"))


class CycleAudit(db.Model):
    """The audit of a cycle: the draw among those who showed nothing until a moment."""

    __tablename__ = "cycle_audit"
    cycle_id: Mapped[UUID] = mapped_column(ForeignKey("cycle.id"), primary_key=True)
    label: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime] = mapped_column(Instant)


class CycleClosing(db.Model):
    """A cycle was closed: what was counted then is frozen, with the version of the rule."""

    __tablename__ = "cycle_closing"
    cycle_id: Mapped[UUID] = mapped_column(ForeignKey("cycle.id"), primary_key=True)
    rule: Mapped[int]
    at: Mapped[datetime] = mapped_column(Instant)
    by: Mapped[UUID | None] = mapped_column("by_id", ForeignKey("employee.id"))
    digest: Mapped[str] = mapped_column(String(64))
    quality: Mapped[dict[str, Any]] = mapped_column(JSON)


class UnitEstimate(db.Model):
    """What a closed cycle says of a unit's own roster at one level, with how it came about.

    `counts` are the inputs; `draws` are people there, draw by draw: unsigned 16-bit numbers, little
    endian, for each way of counting one after the other (`ways`). Every figure can be had again
    from them. The city stands under the nil id.
    """

    __tablename__ = "unit_estimate"
    cycle_id: Mapped[UUID] = mapped_column(ForeignKey("cycle.id"), primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(primary_key=True)
    level: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    counts: Mapped[dict[str, Any]] = mapped_column(JSON)
    evidenced: Mapped[float]
    estimate: Mapped[float]
    low: Mapped[float]
    high: Mapped[float]
    likely: Mapped[float]
    spread: Mapped[float]
    ways: Mapped[int]
    draws: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class UnitFinding(db.Model):
    """What a closed cycle says of a unit beside the estimates: dials, coverage, label, gaps."""

    __tablename__ = "unit_finding"
    cycle_id: Mapped[UUID] = mapped_column(ForeignKey("cycle.id"), primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(primary_key=True)
    roster: Mapped[int]
    label: Mapped[int | None]
    missing: Mapped[list[str]] = mapped_column(JSON)
    own_label: Mapped[int | None]
    told: Mapped[dict[str, Any]] = mapped_column(JSON)


class CycleSignature(db.Model):
    """The city's signature of what a closing froze, with the public half of the key that signed."""

    __tablename__ = "cycle_signature"
    cycle_id: Mapped[UUID] = mapped_column(ForeignKey("cycle.id"), primary_key=True)
    kid: Mapped[str] = mapped_column(String(43))
    public: Mapped[dict[str, Any]] = mapped_column(JSON)
    signed: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)


class CycleCorrection(db.Model):
    """Somebody asked that a closed cycle be counted again, and said why."""

    __tablename__ = "cycle_correction"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    of_id: Mapped[UUID] = mapped_column(ForeignKey("cycle.id"), index=True)
    reason: Mapped[str] = mapped_column(String(500))
    at: Mapped[datetime] = mapped_column(Instant)
    by: Mapped[UUID] = mapped_column("by_id", ForeignKey("employee.id"))


class CycleCorrectionDecision(db.Model):
    """A second person agreed, or did not; where they did, `cycle_id` is the new snapshot."""

    __tablename__ = "cycle_correction_decision"
    correction_id: Mapped[UUID] = mapped_column(ForeignKey("cycle_correction.id"), primary_key=True)
    agreed: Mapped[bool]
    at: Mapped[datetime] = mapped_column(Instant)
    by: Mapped[UUID] = mapped_column("by_id", ForeignKey("employee.id"))
    cycle_id: Mapped[UUID | None] = mapped_column(ForeignKey("cycle.id"), unique=True)
