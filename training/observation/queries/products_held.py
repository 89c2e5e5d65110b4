"""What is held about a person as maker of work products, as rater, and as keeper of registers."""

from typing import Any
from uuid import UUID

from sqlalchemy import case, select

from training.kernel.bundle import Part, fetch
from training.observation.tables.products import (
    Product,
    ProductClosing,
    ProductFinding,
    ProductMaker,
    ProductRating,
    ProductSample,
    RegisterKeeper,
)
from training.people.tables.units import Unit


def held_parts(person: UUID) -> dict[str, Part]:
    """Parts for `kernel.bundle.fetch`, each the newest first.

    `products`: title, kind, made_on, unit, score, met (both only of closed draws);
    `product_ratings`: kind, at, levels, comment; `register_keeping`: unit, keeps, at.
    """
    closed = ProductClosing.at.is_not(None)
    made = (
        select(
            Product.title, Product.kind, Product.made_on, Unit.name,
            case((closed, ProductFinding.score)).label("score"),
            case((closed, ProductFinding.met)).label("met"),
        )
        .join(ProductMaker, ProductMaker.product_id == Product.id)
        .join(Unit, Unit.id == Product.unit_id)
        .outerjoin(
            ProductFinding,
            (ProductFinding.product_id == Product.id) & (ProductFinding.employee_id == person),
        )
        .outerjoin(ProductSample, ProductSample.product_id == Product.id)
        .outerjoin(ProductClosing, ProductClosing.round_id == ProductSample.round_id)
        .where(ProductMaker.employee_id == person)
    )  # fmt: skip
    rated = (
        select(Product.kind, ProductRating.at, ProductRating.levels, ProductRating.comment)
        .join(Product, Product.id == ProductRating.product_id)
        .where(ProductRating.rater_id == person)
    )
    kept = (
        select(Unit.name, RegisterKeeper.keeps, RegisterKeeper.at)
        .join(Unit, Unit.id == RegisterKeeper.unit_id)
        .where(RegisterKeeper.employee_id == person)
    )
    return {
        "products": Part(made, Product.id.desc()),
        "product_ratings": Part(rated, ProductRating.at.desc()),
        "register_keeping": Part(kept, RegisterKeeper.id.desc()),
    }


def held(person: UUID) -> dict[str, tuple[Any, ...]]:
    """The same as rows, in one query."""
    return fetch(held_parts(person))
