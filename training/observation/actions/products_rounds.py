"""A draw of work products: announced by the fingerprint of its seed, drawn, rated, closed."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select

from training.content.rules.model import Stage
from training.content.rules.rubrics import Rubric, as_told
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.observation.queries.products_rounds import pool, raters, round_of, told
from training.observation.rules.sampling import (
    LabelIsUnusable,
    NothingToDraw,
    QuarterIsDrawn,
    RoundHasMovedOn,
    assign,
    commitment,
    sample,
)
from training.observation.tables.products import (
    Product,
    ProductAssignment,
    ProductClosing,
    ProductDraw,
    ProductRound,
    ProductSample,
)

LABEL = re.compile(r"(20\d\d)-([1-4])")


def announce(
    label: str, seed: str, *, rubrics: Mapping[str, Rubric], by: UUID | None, at: datetime
) -> str:
    """Keep a seed and publish its fingerprint, before anything is drawn; answers the fingerprint.

    LabelIsUnusable for anything but year and quarter, QuarterIsDrawn the second time. KeyError
    without the rubric of a stage: a draw that nobody could rate is not announced.
    """
    found = LABEL.fullmatch(label)
    if not found:
        raise LabelIsUnusable
    if db.session.scalars(select(ProductRound.id).where(ProductRound.label == label)).first():
        raise QuarterIsDrawn
    kept = {stage.value: as_told(rubrics[stage.value]) for stage in Stage}
    row = {
        "id": uuid7(at), "label": label, "number": int(found[1]) * 4 + int(found[2]) - 1,
        "commitment": commitment(seed), "seed": seed, "rubrics": kept, "by": by, "at": at,
    }  # fmt: skip
    db.session.execute(insert(ProductRound).values(row))
    return row["commitment"]


def draw(label: str, *, by: UUID | None, at: datetime, today: date) -> int:
    """Draw from all registers as they stand now, and assign two raters each; answers how many.

    RoundHasMovedOn the second time, NothingToDraw, TooFewRaters, NoResultFound for no such round.
    """
    known = round_of(label)
    if known.drawn_at is not None:
        raise RoundHasMovedOn
    db.session.execute(select(Product.id).order_by(Product.id).with_for_update())
    candidates, people = pool(at, today), raters(today)
    chosen = sample(candidates, known.number, known.seed)
    if not chosen:
        raise NothingToDraw
    pairs = assign(chosen, people, known.seed)
    kept = [{"id": str(each.id), "office": each.office} for each in people]
    row = {"round_id": known.id, "pool": told(candidates), "raters": kept, "by": by, "at": at}
    db.session.execute(insert(ProductDraw).values(row))
    db.session.execute(
        insert(ProductSample), [{"product_id": each.id, "round_id": known.id} for each in chosen]
    )
    db.session.execute(insert(ProductAssignment), _rows(pairs, at))
    return len(chosen)


def _rows(pairs: Mapping[UUID, tuple[UUID, UUID]], at: datetime) -> list[dict[str, Any]]:
    return [
        {"product_id": product, "place": place, "rater_id": rater, "at": at}
        for product, two in pairs.items()
        for place, rater in enumerate(two, 1)
    ]


def close(label: str, *, by: UUID | None, at: datetime) -> None:
    """End the rating and reveal the seed. RoundHasMovedOn before the draw or the second time."""
    known = round_of(label)
    if known.drawn_at is None or known.closed_at is not None:
        raise RoundHasMovedOn
    db.session.execute(insert(ProductClosing).values(round_id=known.id, by=by, at=at))
