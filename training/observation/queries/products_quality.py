"""How far the raters of work products agree; stands on numpy, so it is loaded on demand."""

from dataclasses import dataclass
from uuid import UUID

import numpy as np
from sqlalchemy import select

from training.kernel.db import db
from training.observation.tables.products import (
    ProductAssignment,
    ProductRating,
    ProductRound,
    ProductSample,
)
from training.quiz.rules.statistics.agreement import Level, krippendorff


@dataclass(frozen=True, slots=True)
class Agreement:
    """Krippendorff's α over double ratings; None where nothing can be said. `products` is n."""

    alpha: float | None
    products: int
    judgements: int


def agreement(label: str | None = None) -> Agreement:
    """α (ordinal) of the first two raters over product × criterion, of one draw or of all.

    The third rater is left out: they are asked only where two are apart, which would tilt α.
    """
    found = (
        select(ProductRating.product_id, ProductAssignment.place, ProductRating.levels)
        .join(
            ProductAssignment,
            (ProductAssignment.product_id == ProductRating.product_id)
            & (ProductAssignment.rater_id == ProductRating.rater_id),
        )
        .join(ProductSample, ProductSample.product_id == ProductRating.product_id)
        .join(ProductRound, ProductRound.id == ProductSample.round_id)
        .where(ProductAssignment.place <= 2)
    )
    if label is not None:
        found = found.where(ProductRound.label == label)
    given: dict[UUID, dict[int, dict[str, int]]] = {}
    for product, place, levels in db.session.execute(found):
        given.setdefault(product, {})[place] = levels
    pairs = [(each[1], each[2]) for each in given.values() if len(each) == 2]
    rows = [(first[key], second[key]) for first, second in pairs for key in first]
    alpha = krippendorff(np.array(rows, dtype=float), Level.ORDINAL) if rows else None
    return Agreement(None if alpha is None else float(alpha), len(pairs), len(rows))
