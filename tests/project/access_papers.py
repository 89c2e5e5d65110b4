"""Samples of registers, draws and anonymous waves for the walk over all routes."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import insert

from tests.factories import people, products, waves
from training.kernel.db import db
from training.observation.actions.products import name_keeper, register
from training.observation.actions.products_rounds import announce
from training.observation.queries.products_rating import assignments
from training.observation.tables.products import ProductAssignment

OWN, SIBLING, NONEXISTENT = "own", "sibling", "nonexistent"
NOBODY = str(UUID(int=7))
PAPER = b"%PDF-1.7\n%%EOF\n"


def samples(
    office, beside, keepers: list[UUID], mentor: UUID, at: datetime
) -> dict[str, dict[str, dict[str, str]]]:
    """Everybody keeps the register of the office; the mentor has something to rate from beside."""
    maker, other = people.employee(office), people.employee(beside)
    desk = products.desk(office, maker, at)
    for each in keepers:
        name_keeper(each, keeps=True, desk=desk)
    later = at + timedelta(minutes=5)
    theirs = products.product(beside, other, at)
    _drawn(theirs, mentor, at)
    own = products.desk(office, maker, later)
    line = register(products.line(maker), key="jalan", desk=own, file=PAPER)
    announce("2026-4", "x", rubrics=products.rubrics(), by=None, at=later)
    wave = {"wave_id": str(waves.opened(at))}
    return {
        "register": {OWN: {"code": office.code}, SIBLING: {"code": beside.code},
                     NONEXISTENT: {"code": "TIDAK-ADA"}},
        "product-line": {
            OWN: {"code": office.code, "product_id": str(line)},
            SIBLING: {"code": beside.code, "product_id": str(theirs)},
            NONEXISTENT: {"code": office.code, "product_id": NOBODY},
        },
        "product-round": {OWN: {"label": "2026-4"}, NONEXISTENT: {"label": "2020-1"}},
        "drawn-product": {OWN: {"product_id": str(theirs)}, SIBLING: {"product_id": str(line)},
                          NONEXISTENT: {"product_id": NOBODY}},
        "wave": {OWN: wave, NONEXISTENT: {"wave_id": NOBODY}},
    }  # fmt: skip


def _drawn(product: UUID, mentor: UUID, at: datetime) -> None:
    """Draw the product, and let the mentor be one of its raters whatever the lot said."""
    products.drawn(at, "2026-3")
    if mentor not in {each.rater_id for each in assignments(product)}:
        row = {"product_id": product, "place": 3, "rater_id": mentor, "at": at}
        db.session.execute(insert(ProductAssignment).values(row))
