"""What waits for a rater: drawn products without names, each with the rubric of its stage."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, func, select

from training.content.rules.model import Stage
from training.content.rules.rubrics import Rubric, from_told
from training.kernel.db import db
from training.observation.queries.products import makers_of
from training.observation.rules.products import STAGE_OF, ProductKind
from training.observation.rules.products_guard import blind
from training.observation.tables.products import (
    Product,
    ProductAssignment,
    ProductClosing,
    ProductRating,
    ProductRound,
    ProductSample,
)
from training.people.tables.units import Unit


@dataclass(frozen=True, slots=True)
class ToRate:
    """One product as its rater sees it: what it is and says, and not whose it is."""

    id: UUID
    kind: ProductKind
    title: str
    text: str
    rubric: Rubric

    @property
    def stage(self) -> Stage:
        return STAGE_OF[self.kind]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A product that waits for a rater: nothing of it but its kind and since when."""

    id: UUID
    kind: ProductKind
    since: datetime


def waiting(rater: UUID) -> tuple[Waiting, ...]:
    """What a rater still has to rate in draws that are open, the oldest first."""
    found = _open(rater, Product.id, Product.kind, ProductAssignment.at)
    rows = db.session.execute(found.order_by(ProductAssignment.at, Product.id))
    return tuple(Waiting(key, ProductKind(kind), at) for key, kind, at in rows)


def rated(rater: UUID) -> int:
    """How many products a person has rated."""
    found = select(func.count()).where(ProductRating.rater_id == rater)
    return db.session.execute(found).scalar_one()


def to_rate(rater: UUID, product_id: UUID) -> ToRate:
    """One product that a rater may rate now, blind. NoResultFound for any other."""
    columns = (
        Product.id, Product.kind, Product.title, Product.number, Product.text, Unit.name, Unit.code,
        ProductRound.rubrics,
    )  # fmt: skip
    found = _open(rater, *columns).join(Unit, Unit.id == Product.unit_id)
    row = db.session.execute(found.where(Product.id == product_id)).one()
    kind = ProductKind(row.kind)
    names = makers_of([product_id]).get(product_id, {}).values()
    marks = (row.number, row.name, row.code)
    return ToRate(
        row.id, kind, blind(row.title, names, marks), blind(row.text, names, marks),
        from_told(row.rubrics[STAGE_OF[kind].value]),
    )  # fmt: skip


def _open(rater: UUID, *columns: Any) -> Select[*tuple[Any, ...]]:
    given = (
        select(ProductRating.product_id)
        .where(ProductRating.product_id == Product.id, ProductRating.rater_id == rater)
        .exists()
    )
    return (
        select(*columns)
        .join(ProductAssignment, ProductAssignment.product_id == Product.id)
        .join(ProductSample, ProductSample.product_id == Product.id)
        .join(ProductRound, ProductRound.id == ProductSample.round_id)
        .outerjoin(ProductClosing, ProductClosing.round_id == ProductRound.id)
        .where(ProductAssignment.rater_id == rater, ProductClosing.at.is_(None), ~given)
    )


def assignments(product_id: UUID) -> Sequence[Row]:
    """Who rates a product: rater_id, place, in the order of places."""
    found = select(ProductAssignment.rater_id, ProductAssignment.place)
    found = found.where(ProductAssignment.product_id == product_id)
    return db.session.execute(found.order_by(ProductAssignment.place)).all()
