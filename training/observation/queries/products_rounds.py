"""The draws of work products: what was announced, from what it was drawn, whether it holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select

from training.kernel.db import db
from training.observation.rules.products import OLDEST, STAGE_OF, ProductKind
from training.observation.rules.sampling import (
    Candidate,
    Rater,
    assign,
    commitment,
    office_of,
    sample,
)
from training.observation.tables.products import (
    Product,
    ProductAssignment,
    ProductClosing,
    ProductDraw,
    ProductMaker,
    ProductRating,
    ProductRound,
    ProductSample,
    ProductWithdrawal,
)
from training.people.queries.employees import holds_on
from training.people.rules.kinds import PostingKind, Role
from training.people.tables.employees import Posting, RoleGrant
from training.people.tables.units import Unit


@dataclass(frozen=True, slots=True)
class Round:
    """One draw as everybody may see it; the seed only once it is closed."""

    id: UUID
    label: str
    number: int
    commitment: str
    announced_at: datetime
    drawn_at: datetime | None
    closed_at: datetime | None
    seed: str | None
    products: int
    ratings: int
    wanted: int


@dataclass(frozen=True, slots=True)
class Verified:
    """Whether a draw can be repeated from what was published and kept."""

    seed_fits: bool
    pool_fits: bool
    sample_fits: bool
    raters_fit: bool
    pool: int
    drawn: int

    @property
    def holds(self) -> bool:
        return self.seed_fits and self.pool_fits and self.sample_fits and self.raters_fit


def rounds() -> tuple[Round, ...]:
    """All draws, the newest first."""
    drawn, closed = ProductDraw.at.label("drawn_at"), ProductClosing.at.label("closed_at")
    found = (
        select(
            ProductRound.id, ProductRound.label, ProductRound.number, ProductRound.commitment,
            ProductRound.at, drawn, closed, ProductRound.seed,
        )
        .outerjoin(ProductDraw, ProductDraw.round_id == ProductRound.id)
        .outerjoin(ProductClosing, ProductClosing.round_id == ProductRound.id)
        .order_by(ProductRound.number.desc())
    )  # fmt: skip
    counts = _counts()
    return tuple(
        Round(*row[:7], row.seed if row.closed_at else None, *counts.get(row.id, (0, 0, 0)))
        for row in db.session.execute(found)
    )


def _counts() -> dict[UUID, tuple[int, int, int]]:
    """Products, ratings and wanted ratings by round."""
    found = (
        select(
            ProductSample.round_id, func.count(ProductSample.product_id.distinct()),
            func.count(ProductRating.rater_id), func.count(ProductAssignment.rater_id),
        )
        .join(ProductAssignment, ProductAssignment.product_id == ProductSample.product_id)
        .outerjoin(
            ProductRating,
            (ProductRating.product_id == ProductAssignment.product_id)
            & (ProductRating.rater_id == ProductAssignment.rater_id),
        )
        .group_by(ProductSample.round_id)
    )  # fmt: skip
    return {
        key: (products, given, all_) for key, products, given, all_ in db.session.execute(found)
    }


def round_of(label: str) -> Row:
    """One draw with its seed, for what is done with it. NoResultFound for an unknown label.

    Columns: id, label, number, seed, commitment, rubrics, pool, raters, drawn_at, closed_at.
    """
    found = (
        select(
            ProductRound.id, ProductRound.label, ProductRound.number, ProductRound.seed,
            ProductRound.commitment, ProductRound.rubrics, ProductDraw.pool, ProductDraw.raters,
            ProductDraw.at.label("drawn_at"), ProductClosing.at.label("closed_at"),
        )
        .outerjoin(ProductDraw, ProductDraw.round_id == ProductRound.id)
        .outerjoin(ProductClosing, ProductClosing.round_id == ProductRound.id)
        .where(ProductRound.label == label)
    )  # fmt: skip
    return db.session.execute(found).one()


def pool(at: datetime, day: date) -> tuple[Candidate, ...]:
    """What could be drawn at an instant: registered, neither withdrawn nor drawn before.

    `day` is the city's day of the instant: what is older than a year then is left out.
    """
    drawn_before = (
        select(ProductSample.product_id)
        .join(ProductDraw, ProductDraw.round_id == ProductSample.round_id)
        .where(ProductSample.product_id == Product.id, ProductDraw.at < at)
        .exists()
    )
    gone = (
        select(ProductWithdrawal.product_id)
        .where(ProductWithdrawal.product_id == Product.id, ProductWithdrawal.at <= at)
        .exists()
    )
    found = (
        select(Product.id, Product.unit_id, Product.kind, Unit.path)
        .join(Unit, Unit.id == Product.unit_id)
        .where(Product.added_at <= at, Product.made_on >= day - OLDEST, ~drawn_before, ~gone)
        .order_by(Product.id)
    )
    rows = db.session.execute(found).all()
    makers = _makers()
    return tuple(
        Candidate(
            key, unit, office_of(path), STAGE_OF[ProductKind(kind)], tuple(makers.get(key, ()))
        )
        for key, unit, kind, path in rows
    )


def _makers() -> dict[UUID, list[UUID]]:
    made: dict[UUID, list[UUID]] = {}
    found = select(ProductMaker.product_id, ProductMaker.employee_id)
    for product, person in db.session.execute(found.order_by(ProductMaker.employee_id)):
        made.setdefault(product, []).append(person)
    return made


def raters(day: date) -> tuple[Rater, ...]:
    """The mentors of today, each with the office where they serve."""
    found = (
        select(RoleGrant.employee_id, Unit.path)
        .join(Posting, Posting.employee_id == RoleGrant.employee_id)
        .join(Unit, Unit.id == Posting.unit_id)
        .where(RoleGrant.role == Role.MENTOR.value, RoleGrant.ended_at.is_(None))
        .where(Posting.kind == PostingKind.DEFINITIVE, holds_on(day))
        .distinct()
    )
    offices = {person: office_of(path) for person, path in db.session.execute(found)}
    return tuple(Rater(person, offices[person]) for person in sorted(offices))


def told(candidates: Sequence[Candidate]) -> list[dict[str, Any]]:
    """Candidates as plain values, to be kept with a draw; `candidates_of` reads them."""
    return [
        {"id": str(each.id), "unit": str(each.unit_id), "office": each.office,
         "stage": each.stage.value, "makers": [str(one) for one in each.makers]}
        for each in candidates
    ]  # fmt: skip


def candidates_of(kept: Sequence[dict[str, Any]]) -> tuple[Candidate, ...]:
    """The candidates that `told` had told."""
    stages = {each.value: each for each in STAGE_OF.values()}
    return tuple(
        Candidate(
            UUID(each["id"]), UUID(each["unit"]), each["office"], stages[each["stage"]],
            tuple(UUID(one) for one in each["makers"]),
        )
        for each in kept
    )  # fmt: skip


def raters_of(kept: Sequence[dict[str, Any]]) -> tuple[Rater, ...]:
    """The raters that were kept with a draw."""
    return tuple(Rater(UUID(each["id"]), each["office"]) for each in kept)


def verify(label: str, *, day_of: Any) -> Verified:
    """Repeat a draw. `day_of` tells the city's day of an instant. NoResultFound if not drawn yet.

    Held against each other: the seed and its fingerprint, the kept pool and the register as it was,
    the drawn products and the rule, the first two raters of each and the rule.
    """
    known = round_of(label)
    kept, people = candidates_of(known.pool or ()), raters_of(known.raters or ())
    again = sample(kept, known.number, known.seed)
    drawn = set(
        db.session.scalars(
            select(ProductSample.product_id).where(ProductSample.round_id == known.id)
        )
    )
    was = pool(known.drawn_at, day_of(known.drawn_at)) if known.drawn_at else ()
    return Verified(
        seed_fits=commitment(known.seed) == known.commitment,
        pool_fits={each.id for each in was} == {each.id for each in kept},
        sample_fits={each.id for each in again} == drawn,
        raters_fit=bool(again) and assign(again, people, known.seed) == _assigned(known.id),
        pool=len(kept),
        drawn=len(drawn),
    )


def _assigned(round_id: UUID) -> dict[UUID, tuple[UUID, ...]]:
    found = (
        select(ProductAssignment.product_id, ProductAssignment.rater_id)
        .join(ProductSample, ProductSample.product_id == ProductAssignment.product_id)
        .where(ProductSample.round_id == round_id, ProductAssignment.place <= 2)
        .order_by(ProductAssignment.product_id, ProductAssignment.place)
    )
    given: dict[UUID, tuple[UUID, ...]] = {}
    for product, rater in db.session.execute(found):
        given[product] = (*given.get(product, ()), rater)
    return given
