"""The register of work products, what was drawn from it, and what raters found: appended."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Date, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from training.kernel.db import Instant, db


class RegisterKeeper(db.Model):
    """Somebody was named to keep the register of a unit, or no longer is. The newest row counts."""

    __tablename__ = "register_keeper"
    __table_args__ = (Index("ix_register_keeper_person", "employee_id", "unit_id", "id"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    employee_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    keeps: Mapped[bool]
    by: Mapped[UUID] = mapped_column("named_by", ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class Product(db.Model):
    """One line of a unit's register; `key` makes a second click or a second import harmless."""

    __tablename__ = "product"
    __table_args__ = (
        UniqueConstraint("unit_id", "key"),
        Index("ix_product_unit", "unit_id", "made_on"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    key: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(200))
    number: Mapped[str] = mapped_column(String(80))
    made_on: Mapped[date] = mapped_column(Date)
    text: Mapped[str] = mapped_column(Text)
    added_by: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    added_at: Mapped[datetime] = mapped_column(Instant)


class ProductMaker(db.Model):
    """Who made a product."""

    __tablename__ = "product_maker"
    product_id: Mapped[UUID] = mapped_column(ForeignKey("product.id"), primary_key=True)
    employee_id: Mapped[UUID] = mapped_column(
        ForeignKey("employee.id"), primary_key=True, index=True
    )


class ProductFile(db.Model):
    """The paper itself, for the unit that keeps it; raters never see it: it names people."""

    __tablename__ = "product_file"
    product_id: Mapped[UUID] = mapped_column(ForeignKey("product.id"), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    data: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class ProductWithdrawal(db.Model):
    """A line that was taken out of the register before it was drawn, and why."""

    __tablename__ = "product_withdrawal"
    product_id: Mapped[UUID] = mapped_column(ForeignKey("product.id"), primary_key=True)
    reason: Mapped[str] = mapped_column(Text)
    by: Mapped[UUID] = mapped_column("made_by", ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class ProductRemark(db.Model):
    """What the unit says later about a line of its register."""

    __tablename__ = "product_remark"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    product_id: Mapped[UUID] = mapped_column(ForeignKey("product.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    by: Mapped[UUID] = mapped_column("made_by", ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class ProductRound(db.Model):
    """One announced draw. `seed` is told when the round is closed, its fingerprint from now on.

    `rubrics` are those that the round is rated by, whatever becomes of the files.
    """

    __tablename__ = "product_round"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(String(20), unique=True)
    number: Mapped[int] = mapped_column(unique=True)
    commitment: Mapped[str] = mapped_column(String(64))
    seed: Mapped[str] = mapped_column(String(64))
    rubrics: Mapped[dict[str, Any]] = mapped_column(JSON)
    by: Mapped[UUID | None] = mapped_column("made_by", ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class ProductDraw(db.Model):
    """The draw itself: from which products and raters, as they were, so that it can be repeated."""

    __tablename__ = "product_draw"
    round_id: Mapped[UUID] = mapped_column(ForeignKey("product_round.id"), primary_key=True)
    pool: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    raters: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    by: Mapped[UUID | None] = mapped_column("made_by", ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class ProductClosing(db.Model):
    """The end of a round: from here on units read what was found, and everybody the seed."""

    __tablename__ = "product_closing"
    round_id: Mapped[UUID] = mapped_column(ForeignKey("product_round.id"), primary_key=True)
    by: Mapped[UUID | None] = mapped_column("made_by", ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class ProductSample(db.Model):
    """A product that was drawn: once for ever, says the key."""

    __tablename__ = "product_sample"
    product_id: Mapped[UUID] = mapped_column(ForeignKey("product.id"), primary_key=True)
    round_id: Mapped[UUID] = mapped_column(ForeignKey("product_round.id"), index=True)


class ProductAssignment(db.Model):
    """Who rates a drawn product; place 3 is the one who decides between two."""

    __tablename__ = "product_assignment"
    __table_args__ = (UniqueConstraint("product_id", "rater_id"),)
    product_id: Mapped[UUID] = mapped_column(
        ForeignKey("product_sample.product_id"), primary_key=True
    )
    place: Mapped[int] = mapped_column(primary_key=True)
    rater_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"), index=True)
    at: Mapped[datetime] = mapped_column(Instant)


class ProductRating(db.Model):
    """What one rater found, criterion by criterion. Never changed."""

    __tablename__ = "product_rating"
    product_id: Mapped[UUID] = mapped_column(
        ForeignKey("product_sample.product_id"), primary_key=True
    )
    rater_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"), primary_key=True)
    levels: Mapped[dict[str, int]] = mapped_column(JSON)
    comment: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)


class ProductFinding(db.Model):
    """What a settled product says about one of its makers: a fact for the ledger of evidence.

    `id` is a version 7 UUID of the instant and of product and maker; `unit_id` is where the maker
    served on that day.
    """

    __tablename__ = "product_finding"
    __table_args__ = (UniqueConstraint("product_id", "employee_id"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    product_id: Mapped[UUID] = mapped_column(ForeignKey("product_sample.product_id"))
    employee_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"), index=True)
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))
    score: Mapped[float]
    met: Mapped[bool]
    raters: Mapped[int]
    at: Mapped[datetime] = mapped_column(Instant)
