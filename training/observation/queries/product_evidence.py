"""What work products say about people: one fact for each maker of each settled product."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from training.content.rules.model import Stage
from training.kernel.db import db
from training.observation.rules.products import STAGE_OF, ProductKind
from training.observation.tables.products import Product, ProductFinding


@dataclass(frozen=True, slots=True)
class ProductEvidence:
    """One settled product for one maker. `score` is the raters' mean from 0 to 3.

    `at` is when the raters had settled it, `made_on` the day of the product itself.
    """

    id: UUID
    product_id: UUID
    employee_id: UUID
    unit_id: UUID | None
    at: datetime
    made_on: date
    stage: Stage
    kind: ProductKind
    met: bool
    score: float
    raters: int


def products_between(first: UUID, last: UUID) -> list[ProductEvidence]:
    """All facts about employees with first ≤ id ≤ last, by employee and time."""
    found = (
        select(
            ProductFinding.id, ProductFinding.product_id, ProductFinding.employee_id,
            ProductFinding.unit_id, ProductFinding.at, Product.made_on, Product.kind,
            ProductFinding.met, ProductFinding.score, ProductFinding.raters,
        )
        .join(Product, Product.id == ProductFinding.product_id)
        .where(ProductFinding.employee_id.between(first, last))
        .order_by(ProductFinding.employee_id, ProductFinding.at, ProductFinding.id)
    )  # fmt: skip
    return [
        ProductEvidence(
            row.id, row.product_id, row.employee_id, row.unit_id, row.at, row.made_on,
            STAGE_OF[ProductKind(row.kind)], ProductKind(row.kind), row.met, row.score, row.raters,
        )
        for row in db.session.execute(found)
    ]  # fmt: skip
