"""The registers of work products: whose they are, what stands in them, what was found."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, or_, select
from sqlalchemy.orm import aliased

from training.content.rules.model import Stage
from training.content.rules.rubrics import Rubric, from_told
from training.kernel.db import db
from training.observation.rules.products import STAGE_OF, ProductKind
from training.observation.rules.rubrics import Finding, settled
from training.observation.tables.products import (
    Product,
    ProductClosing,
    ProductFile,
    ProductMaker,
    ProductRating,
    ProductRemark,
    ProductRound,
    ProductSample,
    ProductWithdrawal,
    RegisterKeeper,
)
from training.people.queries.employees import holds_on
from training.people.queries.units import inside
from training.people.rules.kinds import PostingKind
from training.people.tables.employees import Employee, Posting
from training.people.tables.units import Unit

MOST_LISTED = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a register as it stands now; `label` names the draw that took it."""

    id: UUID
    kind: ProductKind
    title: str
    number: str
    made_on: date
    added_at: datetime
    withdrawn: str | None
    label: str | None
    closed: bool
    finding: Finding | None

    @property
    def stage(self) -> Stage:
        return STAGE_OF[self.kind]


@dataclass(frozen=True, slots=True)
class Whole:
    """A line with its words, its makers, what was said later, and how it was judged."""

    entry: Entry
    text: str
    makers: tuple[str, ...]
    has_file: bool
    remarks: tuple[tuple[datetime, str], ...]
    rubric: Rubric | None


def _stands() -> ColumnElement[bool]:
    """The condition that a row says who keeps a register, and no later one about them does."""
    later = aliased(RegisterKeeper)
    taken_back = (
        select(later.id)
        .where(later.unit_id == RegisterKeeper.unit_id)
        .where(later.employee_id == RegisterKeeper.employee_id, later.id > RegisterKeeper.id)
        .correlate(RegisterKeeper)
        .exists()
    )
    return RegisterKeeper.keeps & ~taken_back


def keeps(unit_id: Any, person: UUID) -> ColumnElement[bool]:
    """The condition that a person was named to keep a unit's register and still is."""
    named = select(RegisterKeeper.id).where(RegisterKeeper.unit_id == unit_id)
    return named.where(RegisterKeeper.employee_id == person, _stands()).exists()


def _registers(person: UUID, scope: Iterable[str]) -> Select[*tuple[Any, ...]]:
    headed = inside(scope)
    found = select(Unit.id, Unit.code, Unit.name, Unit.path, headed.label("headed"))
    return found.where(or_(headed, keeps(Unit.id, person)), Unit.valid_to.is_(None))


def registers(person: UUID, scope: Iterable[str]) -> Sequence[Row]:
    """The registers that a person keeps, as head or by name: id, code, name, path, headed."""
    return db.session.execute(_registers(person, scope).order_by(Unit.name, Unit.code)).all()


def register_of(code: str, person: UUID, scope: Iterable[str]) -> Row:
    """One register that a person keeps (columns as above). NoResultFound for any other."""
    found = _registers(person, scope).where(Unit.code == code.strip().upper())
    return db.session.execute(found).one()


def keepers(unit_id: UUID) -> Sequence[Row]:
    """Who keeps a unit's register by name: id, name, at (since when)."""
    found = (
        select(Employee.id, Employee.name, RegisterKeeper.at)
        .join(RegisterKeeper, RegisterKeeper.employee_id == Employee.id)
        .where(RegisterKeeper.unit_id == unit_id, _stands())
    )
    return db.session.execute(found.order_by(Employee.name)).all()


def members(path: str, day: date) -> dict[UUID, str]:
    """Who works in a unit or below it on a day, by definitive post; names in order."""
    found = (
        select(Employee.id, Employee.name)
        .join(Posting, Posting.employee_id == Employee.id)
        .join(Unit, Unit.id == Posting.unit_id)
        .where(Posting.kind == PostingKind.DEFINITIVE, holds_on(day), inside((path,)))
    )
    rows = db.session.execute(found.order_by(Employee.name, Employee.id))
    return {key: name for key, name in rows}


def _entries() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Product.id, Product.kind, Product.title, Product.number, Product.made_on,
            Product.added_at, ProductWithdrawal.reason, ProductRound.label,
            ProductClosing.at.label("closed_at"),
        )
        .outerjoin(ProductWithdrawal, ProductWithdrawal.product_id == Product.id)
        .outerjoin(ProductSample, ProductSample.product_id == Product.id)
        .outerjoin(ProductRound, ProductRound.id == ProductSample.round_id)
        .outerjoin(ProductClosing, ProductClosing.round_id == ProductRound.id)
    )  # fmt: skip


def entries(unit_id: UUID) -> tuple[Entry, ...]:
    """The register of a unit, the newest products first; findings only of closed draws."""
    found = _entries().where(Product.unit_id == unit_id)
    rows = db.session.execute(
        found.order_by(Product.made_on.desc(), Product.id.desc()).limit(MOST_LISTED)
    ).all()
    given = ratings_of([row.id for row in rows if row.closed_at])
    return tuple(_entry(row, given) for row in rows)


def whole(product_id: UUID, unit_id: UUID) -> Whole:
    """One line of a unit's register. NoResultFound for a line of another register."""
    found = _entries().add_columns(Product.text, ProductRound.rubrics, ProductFile.digest)
    found = found.outerjoin(ProductFile, ProductFile.product_id == Product.id)
    found = found.where(Product.id == product_id, Product.unit_id == unit_id)
    row = db.session.execute(found).one()
    entry = _entry(row, ratings_of([row.id] if row.closed_at else []))
    remarks = select(ProductRemark.at, ProductRemark.text).where(
        ProductRemark.product_id == product_id
    )
    said = tuple((at, text) for at, text in db.session.execute(remarks.order_by(ProductRemark.id)))
    told = row.rubrics[entry.stage.value] if row.rubrics else None
    return Whole(
        entry, row.text, tuple(makers_of([product_id]).get(product_id, {}).values()),
        row.digest is not None, said, from_told(told) if told else None,
    )  # fmt: skip


def file_of(product_id: UUID, unit_id: UUID) -> bytes:
    """The paper that was laid beside a line. NoResultFound where there is none."""
    found = (
        select(ProductFile.data)
        .join(Product, Product.id == ProductFile.product_id)
        .where(Product.id == product_id, Product.unit_id == unit_id)
    )
    return db.session.execute(found).scalar_one()


def makers_of(products: Sequence[UUID]) -> dict[UUID, dict[UUID, str]]:
    """The makers of products with their names, by product."""
    found = (
        select(ProductMaker.product_id, Employee.id, Employee.name)
        .join(Employee, Employee.id == ProductMaker.employee_id)
        .where(ProductMaker.product_id.in_(products))
    )
    made: dict[UUID, dict[UUID, str]] = {}
    for product, person, name in db.session.execute(found.order_by(Employee.name)):
        made.setdefault(product, {})[person] = name
    return made


def ratings_of(products: Sequence[UUID]) -> dict[UUID, list[Mapping[str, int]]]:
    """What raters found in products, in the order of time."""
    found = select(ProductRating.product_id, ProductRating.levels).where(
        ProductRating.product_id.in_(products)
    )
    given: dict[UUID, list[Mapping[str, int]]] = {}
    in_time = found.order_by(ProductRating.at, ProductRating.rater_id)
    for product, levels in db.session.execute(in_time):
        given.setdefault(product, []).append(levels)
    return given


def _entry(row: Any, given: Mapping[UUID, list[Mapping[str, int]]]) -> Entry:
    return Entry(
        row.id, ProductKind(row.kind), row.title, row.number, row.made_on, row.added_at,
        row.reason, row.label, row.closed_at is not None, settled(given.get(row.id, [])),
    )  # fmt: skip
