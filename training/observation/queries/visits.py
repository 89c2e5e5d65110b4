"""Visits as their own observer sees them; nobody else's can be asked for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, and_, select

from training.content.queries.instruments import understood
from training.content.rules.instruments import Instrument
from training.kernel.db import db
from training.observation.rules.drawing import Purpose
from training.observation.rules.occasions import Mark, Outcome, outcome
from training.observation.rules.sheets import Hindrance
from training.observation.rules.visits import VisitState, state_of
from training.observation.tables.sheets import ContraryFinding, VisitSheet
from training.observation.tables.visits import (
    InstrumentVersion,
    Visit,
    VisitDraw,
    VisitHindrance,
)
from training.people.queries.employees import holds_on
from training.people.rules.kinds import PostingKind
from training.people.tables.employees import Employee, Posting
from training.people.tables.units import Unit

MOST = 300


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed sheet, or a correction of one (`number` 2 and on, with its reason)."""

    id: UUID
    number: int
    reason: str
    place: str
    started_at: datetime
    ended_at: datetime
    marks: Mapping[str, Mark]
    note: str
    signed_at: datetime

    @property
    def outcome(self) -> Outcome:
        return outcome(self.marks.values())


@dataclass(frozen=True, slots=True)
class Assigned:
    """One visit of an observer: whom, where, when, with which instrument, and how far it is."""

    id: UUID
    draw: str
    purpose: Purpose
    unit_id: UUID
    unit_code: str
    unit_name: str
    unit_path: str
    employee_id: UUID
    person: str
    post: str
    instrument: Instrument
    opens: date
    closes: date
    announced: bool
    pair_id: UUID | None
    state: VisitState
    sheets: tuple[Signed, ...]
    hindrance: Hindrance | None
    finding: str | None

    @property
    def newest(self) -> Signed | None:
        """The sheet that counts."""
        return self.sheets[-1] if self.sheets else None


def mine(observer: UUID, *, today: date) -> tuple[Assigned, ...]:
    """The newest visits of an observer, by their days."""
    found = _visits(observer, today).order_by(Visit.closes.desc(), Visit.id).limit(MOST)
    rows = db.session.execute(found).all()
    sheets = _sheets(row.id for row in rows)
    whole = [_assigned(row, sheets, today) for row in rows]
    return tuple(sorted(whole, key=lambda each: (each.opens, each.closes, each.unit_name)))


def one_of(visit_id: UUID, observer: UUID, *, today: date) -> Assigned:
    """One visit. NoResultFound where it is somebody else's."""
    row = db.session.execute(_visits(observer, today).where(Visit.id == visit_id)).one()
    return _assigned(row, _sheets([row.id]), today)


def other_sheet(visit: Assigned) -> Signed | None:
    """The first sheet of the second observer of a pair, once both have signed; else None."""
    if visit.pair_id is None or not visit.sheets:
        return None
    other = select(Visit.id).where(Visit.pair_id == visit.pair_id, Visit.id != visit.id)
    found = _sheets(db.session.scalars(other))
    return next((each[0] for each in found.values()), None)


def _visits(observer: UUID, today: date) -> Select[*tuple[Any, ...]]:
    post = and_(
        Posting.employee_id == Visit.employee_id, Posting.kind == PostingKind.DEFINITIVE,
        holds_on(today),
    )  # fmt: skip
    return (
        select(
            Visit.id, Visit.unit_id, Visit.employee_id, Visit.opens, Visit.closes,
            Visit.announced, Visit.pair_id, VisitDraw.label, VisitDraw.purpose,
            Unit.code, Unit.name.label("unit_name"), Unit.path, Employee.name, Posting.title,
            InstrumentVersion.key, InstrumentVersion.source, VisitHindrance.reason,
            ContraryFinding.kind,
        )
        .join(VisitDraw, VisitDraw.id == Visit.draw_id)
        .join(Unit, Unit.id == Visit.unit_id)
        .join(Employee, Employee.id == Visit.employee_id)
        .join(InstrumentVersion, InstrumentVersion.digest == Visit.instrument)
        .outerjoin(Posting, post)
        .outerjoin(VisitHindrance, VisitHindrance.visit_id == Visit.id)
        .outerjoin(ContraryFinding, ContraryFinding.visit_id == Visit.id)
        .where(Visit.observer_id == observer)
    )  # fmt: skip


def _sheets(visits: Iterable[UUID]) -> dict[UUID, tuple[Signed, ...]]:
    told = select(VisitSheet).where(VisitSheet.visit_id.in_(list(visits)))
    found: dict[UUID, tuple[Signed, ...]] = {}
    for each in db.session.scalars(told.order_by(VisitSheet.visit_id, VisitSheet.number)):
        sheet = Signed(
            each.id, each.number, each.reason, each.place, each.started_at, each.ended_at,
            {key: Mark(mark) for key, mark in each.marks.items()}, each.note, each.signed_at,
        )  # fmt: skip
        found[each.visit_id] = (*found.get(each.visit_id, ()), sheet)
    return found


def _assigned(
    row: Row[*tuple[Any, ...]], sheets: Mapping[UUID, tuple[Signed, ...]], today: date
) -> Assigned:
    chain = sheets.get(row.id, ())
    state = state_of(
        opens=row.opens, closes=row.closes, signed=bool(chain), hindered=bool(row.reason),
        today=today,
    )  # fmt: skip
    return Assigned(
        row.id, row.label, Purpose(row.purpose), row.unit_id, row.code, row.unit_name, row.path,
        row.employee_id, row.name, row.title or "", understood(row.key, row.source), row.opens,
        row.closes, row.announced, row.pair_id, state, chain,
        Hindrance(row.reason) if row.reason else None, row.kind,
    )  # fmt: skip
