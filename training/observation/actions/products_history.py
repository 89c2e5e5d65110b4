"""Work products of the past in bulk: the demo city, or a takeover from another system."""

from collections.abc import Iterable, Sequence
from typing import Any

from training.kernel import bulk
from training.observation.tables.products import (
    Product,
    ProductAssignment,
    ProductClosing,
    ProductDraw,
    ProductFinding,
    ProductMaker,
    ProductRating,
    ProductRound,
    ProductSample,
    ProductWithdrawal,
    RegisterKeeper,
)

HISTORY = {
    "product": Product, "maker": ProductMaker, "round": ProductRound, "draw": ProductDraw,
    "closing": ProductClosing, "sample": ProductSample, "assignment": ProductAssignment,
    "rating": ProductRating, "finding": ProductFinding, "withdrawal": ProductWithdrawal,
    "keeper": RegisterKeeper,
}  # fmt: skip


def keep_products(kind: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Append many facts of the past at once; columns by the names of the table."""
    return bulk.keep(HISTORY[kind].__table__, columns, rows)  # type: ignore[arg-type]  (the table of a model)
