"""Work products that wait for a rater in draws that are open."""

from collections.abc import Iterator

from sqlalchemy import func, select

from training.content.rules.reminders import Kind
from training.kernel.db import db
from training.observation.tables.products import (
    ProductAssignment,
    ProductClosing,
    ProductRating,
    ProductRound,
    ProductSample,
)
from training.reminders.queries.asking import Asking
from training.reminders.rules.anchors import Anchor


def anchors(asking: Asking) -> Iterator[Anchor]:
    """One a rater and draw, from the day of the oldest product that waits."""
    rated = (
        select(ProductRating.product_id)
        .where(
            ProductRating.product_id == ProductAssignment.product_id,
            ProductRating.rater_id == ProductAssignment.rater_id,
        )
        .exists()
    )
    found = (
        select(
            ProductAssignment.rater_id, ProductRound.id, ProductRound.label,
            func.min(ProductAssignment.at, type_=ProductAssignment.at.type),
        )
        .join(ProductSample, ProductSample.product_id == ProductAssignment.product_id)
        .join(ProductRound, ProductRound.id == ProductSample.round_id)
        .outerjoin(ProductClosing, ProductClosing.round_id == ProductRound.id)
        .where(
            ProductAssignment.rater_id.between(asking.first, asking.last),
            ProductClosing.at.is_(None), ~rated,
        )
        .group_by(ProductAssignment.rater_id, ProductRound.id, ProductRound.label)
    )  # fmt: skip
    for person, draw, label, at in db.session.execute(found):
        yield Anchor(person, Kind.RATING, asking.day(at), str(draw), str(draw), label)
