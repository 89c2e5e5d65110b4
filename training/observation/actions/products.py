"""Keeping the register of work products: lines are added, withdrawn with a reason, remarked on."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import insert, select

from training.kernel.db import db
from training.kernel.ids import uuid7
from training.observation.queries.products import members
from training.observation.rules.products import (
    Fault,
    KeeperIsOfAnotherUnit,
    Line,
    LineIsUnusable,
    ProductIsWithdrawn,
    ProductWasDrawn,
    faults_of,
    said,
)
from training.observation.rules.products_guard import mask
from training.observation.tables.products import (
    Product,
    ProductFile,
    ProductMaker,
    ProductRemark,
    ProductSample,
    ProductWithdrawal,
    RegisterKeeper,
)


@dataclass(frozen=True, slots=True)
class Desk:
    """Where something is written and by whom: the unit of the register, the person, the time."""

    unit_id: UUID
    path: str
    by: UUID
    at: datetime
    today: date


def register(line: Line, *, key: str, desk: Desk, file: bytes | None = None) -> UUID:
    """Add a line to a unit's register; the same key again answers the line that it made.

    LineIsUnusable with all faults; what looks like a child's data is a fault too.
    """
    known = db.session.scalars(
        select(Product.id).where(Product.unit_id == desk.unit_id, Product.key == key)
    ).first()
    if known is not None:
        return known
    people = members(desk.path, line.made_on or desk.today)
    faults = faults_of(line, of_unit=people, today=desk.today)
    if any(mask(text).found for text in (line.text, line.title, line.number)):
        faults = (*faults, Fault.CHILD_DATA)
    if faults:
        raise LineIsUnusable(faults)
    return _kept(line, key, desk, file)


def _kept(line: Line, key: str, desk: Desk, file: bytes | None) -> UUID:
    made = uuid7(desk.at)
    row = {
        "id": made, "unit_id": desk.unit_id, "key": key, "kind": line.kind.value,
        "title": line.title, "number": line.number, "made_on": line.made_on, "text": line.text,
        "added_by": desk.by, "added_at": desk.at,
    }  # fmt: skip
    db.session.execute(insert(Product).values(row))
    makers = [{"product_id": made, "employee_id": each} for each in dict.fromkeys(line.makers)]
    db.session.execute(insert(ProductMaker), makers)
    if file:
        kept = {"product_id": made, "digest": sha256(file).hexdigest(), "data": file}
        db.session.execute(insert(ProductFile).values(kept))
    return made


def withdraw(product_id: UUID, reason: str, *, desk: Desk) -> None:
    """Take a line out of the register before it is drawn.

    ProductWasDrawn afterwards, ProductIsWithdrawn the second time, NoResultFound in another unit.
    """
    words = said(reason)
    _held(product_id, desk.unit_id)
    if db.session.get(ProductSample, product_id) is not None:
        raise ProductWasDrawn
    if db.session.get(ProductWithdrawal, product_id) is not None:
        raise ProductIsWithdrawn
    row = {"product_id": product_id, "reason": words, "by": desk.by, "at": desk.at}
    db.session.execute(insert(ProductWithdrawal).values(row))


def remark(product_id: UUID, text: str, *, desk: Desk) -> None:
    """Say something later about a line; it stays beside it. NoResultFound in another unit."""
    words = mask(said(text)).text
    _held(product_id, desk.unit_id)
    row = {
        "id": uuid7(desk.at), "product_id": product_id, "text": words, "by": desk.by, "at": desk.at,
    }  # fmt: skip
    db.session.execute(insert(ProductRemark).values(row))


def _held(product_id: UUID, unit_id: UUID) -> None:
    """Hold a line, so that a draw and a withdrawal of the same moment see each other."""
    found = select(Product.id).where(Product.id == product_id, Product.unit_id == unit_id)
    db.session.execute(found.with_for_update()).one()


def name_keeper(person: UUID, *, keeps: bool, desk: Desk) -> None:
    """Let somebody of the unit keep its register, or no longer. KeeperIsOfAnotherUnit."""
    if keeps and person not in members(desk.path, desk.today):
        raise KeeperIsOfAnotherUnit
    row = {
        "id": uuid7(desk.at), "unit_id": desk.unit_id, "employee_id": person, "keeps": keeps,
        "by": desk.by, "at": desk.at,
    }  # fmt: skip
    db.session.execute(insert(RegisterKeeper).values(row))
