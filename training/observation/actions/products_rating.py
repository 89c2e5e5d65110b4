"""Rating a work product blind: kept once; when two agree or a third has looked, it is settled."""

from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import insert, select

from training.kernel.db import db
from training.kernel.ids import uuid7
from training.observation.queries.products import makers_of, ratings_of
from training.observation.queries.products_rating import assignments, to_rate
from training.observation.queries.products_rounds import candidates_of, raters_of
from training.observation.rules.rubrics import Finding, are_apart, checked, settled
from training.observation.rules.sampling import third
from training.observation.tables.products import (
    ProductAssignment,
    ProductDraw,
    ProductFinding,
    ProductRating,
    ProductRound,
    ProductSample,
)
from training.people.actions.news import note_evidence
from training.people.queries.employees import unit_at


def rate(
    product_id: UUID, levels: Mapping[str, int], comment: str, *, rater: UUID, at: datetime,
    today: date,
) -> bool:  # fmt: skip
    """Keep what a rater found; answers whether the product is settled by it.

    NoResultFound for a product that is not theirs to rate (any more), RatingIsIncomplete. The
    product is held, so that of two who finish at once the second sees the first.
    """
    held = select(ProductSample.product_id).where(ProductSample.product_id == product_id)
    db.session.execute(held.with_for_update())
    found = to_rate(rater, product_id)
    row = {
        "product_id": product_id, "rater_id": rater, "levels": checked(found.rubric, levels),
        "comment": comment, "at": at,
    }  # fmt: skip
    db.session.execute(insert(ProductRating).values(row))
    given = ratings_of([product_id])[product_id]
    finding = settled(given)
    if finding is not None:
        _keep(product_id, finding, len(given), at, today)
    elif len(given) == 2 and are_apart(given[0], given[1]):
        _ask_third(product_id, at)
    return finding is not None


def _ask_third(product_id: UUID, at: datetime) -> None:
    """Ask somebody who decides, by the seed; where nobody else is left the product stays open."""
    of_round = (
        select(ProductRound.seed, ProductDraw.pool, ProductDraw.raters)
        .join(ProductDraw, ProductDraw.round_id == ProductRound.id)
        .join(ProductSample, ProductSample.round_id == ProductRound.id)
        .where(ProductSample.product_id == product_id)
    )
    seed, pool, people = db.session.execute(of_round).one()
    product = next(each for each in candidates_of(pool) if each.id == product_id)
    taken = [each.rater_id for each in assignments(product_id)]
    chosen = third(product, raters_of(people), taken, seed)
    if chosen is not None:
        row = {"product_id": product_id, "place": 3, "rater_id": chosen, "at": at}
        db.session.execute(insert(ProductAssignment).values(row))


def _keep(product_id: UUID, finding: Finding, raters: int, at: datetime, today: date) -> None:
    rows = [
        {
            "id": fact_id(product_id, person, at), "product_id": product_id,
            "employee_id": person, "unit_id": unit_at(person, today), "score": finding.score,
            "met": finding.met, "raters": raters, "at": at,
        }
        for person in makers_of([product_id]).get(product_id, {})
    ]  # fmt: skip
    if rows:
        db.session.execute(insert(ProductFinding), rows)
    for row in rows:
        note_evidence(row["employee_id"], at=at)


def fact_id(product: UUID, maker: UUID, at: datetime) -> UUID:
    """The id of what a product says of a maker: always the same, and in the order of time."""
    return uuid7(at, sha256(product.bytes + maker.bytes).digest()[:10])
