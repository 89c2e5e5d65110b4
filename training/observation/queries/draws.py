"""Draws as everybody may see them, how far their visits are, and whether they were honest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Row, Select, and_, case, func, select

from training.kernel.db import db
from training.observation.rules import snapshots
from training.observation.rules.drawing import Planned, Purpose, commitment, plan
from training.observation.tables.sheets import VisitSheet
from training.observation.tables.visits import Visit, VisitDraw, VisitHindrance
from training.people.tables.units import Unit


@dataclass(frozen=True, slots=True)
class Draw:
    """A draw: what was published at once, and `seed` once its period is over (else None)."""

    id: UUID
    label: str
    purpose: Purpose
    first: date
    last: date
    commitment: str
    pool_digest: str
    made_at: datetime
    seed: str | None
    drawn: int
    done: int
    hindered: int


@dataclass(frozen=True, slots=True)
class Completion:
    """How many of the people drawn in one unit were observed, and of how many it was impossible."""

    unit_id: UUID
    code: str
    name: str
    drawn: int
    done: int
    hindered: int

    @property
    def share(self) -> float:
        """Done of drawn, from 0 to 1."""
        return self.done / self.drawn


@dataclass(frozen=True, slots=True)
class Verdict:
    """What doing a draw again found."""

    label: str
    revealed: bool
    seed_fits: bool
    pool_fits: bool
    plan_fits: bool
    visits: int

    @property
    def holds(self) -> bool:
        return self.seed_fits and self.pool_fits and self.plan_fits


def draws(*, today: date) -> tuple[Draw, ...]:
    """All draws, the newest first."""
    rows = db.session.execute(_draws().order_by(VisitDraw.made_at.desc(), VisitDraw.label))
    return tuple(_draw(row, today) for row in rows)


def draw_of(label: str, *, today: date) -> Draw:
    """One draw by its label. NoResultFound if there is none."""
    return _draw(db.session.execute(_draws().where(VisitDraw.label == label)).one(), today)


def _draws() -> Select:
    """Draws with how many drawn people were observed; a pair is one person, observed by either."""
    people = _people().subquery()
    told = (
        select(
            people.c.draw_id, func.count().label("drawn"), func.sum(people.c.done).label("done"),
            func.sum(people.c.hindered).label("hindered"),
        ).group_by(people.c.draw_id)
    ).subquery()  # fmt: skip
    return select(
        VisitDraw.id, VisitDraw.label, VisitDraw.purpose, VisitDraw.first_day, VisitDraw.last_day,
        VisitDraw.commitment, VisitDraw.pool_digest, VisitDraw.made_at, VisitDraw.seed,
        told.c.drawn, told.c.done, told.c.hindered,
    ).outerjoin(told, told.c.draw_id == VisitDraw.id)  # fmt: skip


def _people() -> Select:
    """One row for each drawn person: done if any sheet is signed, hindered if none but reported."""
    signed = func.max(case((VisitSheet.id.is_not(None), 1), else_=0))
    reported = func.max(case((VisitHindrance.visit_id.is_not(None), 1), else_=0))
    return (
        select(
            Visit.draw_id, Visit.number, Visit.unit_id, signed.label("done"),
            (reported * (1 - signed)).label("hindered"),
        )
        .outerjoin(VisitSheet, and_(VisitSheet.visit_id == Visit.id, VisitSheet.number == 1))
        .outerjoin(VisitHindrance, VisitHindrance.visit_id == Visit.id)
        .group_by(Visit.draw_id, Visit.number, Visit.unit_id)
    )  # fmt: skip


def _draw(row: Row, today: date) -> Draw:
    return Draw(
        row.id, row.label, Purpose(row.purpose), row.first_day, row.last_day, row.commitment,
        row.pool_digest, row.made_at, row.seed if today > row.last_day else None,
        int(row.drawn or 0), int(row.done or 0), int(row.hindered or 0),
    )  # fmt: skip


def completion(draw_id: UUID) -> tuple[Completion, ...]:
    """How far the visits of a draw are in each unit, by the unit's name."""
    people = _people().where(Visit.draw_id == draw_id).subquery()
    told = (
        select(
            Unit.id, Unit.code, Unit.name, func.count(), func.sum(people.c.done),
            func.sum(people.c.hindered),
        )
        .join(Unit, Unit.id == people.c.unit_id)
        .group_by(Unit.id, Unit.code, Unit.name)
        .order_by(Unit.name, Unit.code)
    )  # fmt: skip
    return tuple(
        Completion(key, code, name, drawn, int(done), int(hindered))
        for key, code, name, drawn, done, hindered in db.session.execute(told)
    )


def verify(label: str, *, today: date) -> Verdict:
    """Do a draw again from its seed and the pool that was kept. NoResultFound for no such label."""
    row = db.session.execute(select(VisitDraw).where(VisitDraw.label == label)).scalar_one()
    kept = db.session.execute(
        select(Visit).where(Visit.draw_id == row.id).order_by(Visit.number, Visit.place)
    ).scalars().all()  # fmt: skip
    pool_fits = snapshots.digest(row.pool) == row.pool_digest
    again = plan(row.seed, snapshots.read(row.pool))
    return Verdict(
        label, today > row.last_day, commitment(row.seed) == row.commitment, pool_fits,
        _told(again) == _kept(kept), len(again),
    )  # fmt: skip


Told = list[tuple[object, ...]]


def _told(planned: Sequence[Planned]) -> Told:
    """What each observer of a plan has to do, in the order in which visits are kept."""
    return [
        (each.number, place, each.unit, each.person, who, each.instrument, each.opens,
         each.closes, each.announced)
        for each in planned
        for place, who in enumerate((each.observer, each.second), 1)
        if who is not None
    ]  # fmt: skip


def _kept(visits: Sequence[Visit]) -> Told:
    return [
        (each.number, each.place, each.unit_id, each.employee_id, each.observer_id,
         each.instrument, each.opens, each.closes, each.announced)
        for each in visits
    ]  # fmt: skip
