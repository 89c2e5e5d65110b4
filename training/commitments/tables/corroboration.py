"""What others said of an act: second persons who were asked, files that reviewers looked at."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from training.kernel.db import Instant, db


class WitnessAsked(db.Model):
    """Somebody was asked whether they saw the act that was told of in a check-in."""

    __tablename__ = "plan_witness"
    __table_args__ = (
        UniqueConstraint("check_in_id", "witness_id"),
        Index("ix_plan_witness_pair", "witness_id", "employee_id"),
        Index("ix_plan_witness_employee_id", "employee_id"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    check_in_id: Mapped[UUID] = mapped_column(ForeignKey("plan_check_in.id"))
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plan.id"), index=True)
    employee_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    witness_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class WitnessAnswer(db.Model):
    """The one answer of a second person; it is final."""

    __tablename__ = "plan_testimony"
    ask_id: Mapped[UUID] = mapped_column(ForeignKey("plan_witness.id"), primary_key=True)
    answer: Mapped[str] = mapped_column(String(10))
    at: Mapped[datetime] = mapped_column(Instant)


class Artefact(db.Model):
    """A file that was handed in as a trace of an act. The file itself lies in a folder, by digest.

    No file is taken twice, whoever brings it. `unit_id` says who may not review it.
    """

    __tablename__ = "plan_artefact"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    check_in_id: Mapped[UUID] = mapped_column(ForeignKey("plan_check_in.id"), index=True)
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plan.id"))
    employee_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"), index=True)
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[str] = mapped_column(String(4))
    size: Mapped[int]
    at: Mapped[datetime] = mapped_column(Instant)


class Finding(db.Model):
    """What a reviewer of another unit saw in a file: the act, not the act, or neither clearly."""

    __tablename__ = "plan_finding"
    artefact_id: Mapped[UUID] = mapped_column(ForeignKey("plan_artefact.id"), primary_key=True)
    reviewer_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    answer: Mapped[str] = mapped_column(String(10))
    at: Mapped[datetime] = mapped_column(Instant)


class Removal(db.Model):
    """A file was deleted: by its owner, for a child's sake, or because its time was over."""

    __tablename__ = "plan_removal"
    artefact_id: Mapped[UUID] = mapped_column(ForeignKey("plan_artefact.id"), primary_key=True)
    by: Mapped[UUID | None] = mapped_column("removed_by", ForeignKey("employee.id"))
    why: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(Instant)


class Enactment(db.Model):
    """An act that others corroborated: one for each check-in, by whichever way came first."""

    __tablename__ = "plan_enactment"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    check_in_id: Mapped[UUID] = mapped_column(ForeignKey("plan_check_in.id"), unique=True)
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plan.id"), index=True)
    employee_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"), index=True)
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))
    by: Mapped[str] = mapped_column("corroborated_by", String(10))
    at: Mapped[datetime] = mapped_column(Instant)
