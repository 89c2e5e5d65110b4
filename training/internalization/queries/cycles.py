"""The cycles of measuring: which there are, where each is, and what the closed ones say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from training.internalization.rules.cycles import Span, State, state
from training.internalization.rules.estimate.labels import Cycle as Said
from training.internalization.rules.estimate.labels import Label, Missing
from training.internalization.tables.cycles import (
    Cycle,
    CycleAudit,
    CycleClosing,
    CycleCorrection,
    CycleCorrectionDecision,
    UnitEstimate,
    UnitFinding,
)  # fmt: skip
from training.kernel.db import db

CITY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class CycleShown:
    """One cycle. `seed` is told when it is closed; `audit` is the label of its draw."""

    id: UUID
    label: str
    span: Span
    state: State
    commitment: str
    seed: str | None
    audit: str | None
    audited_at: datetime | None
    closed_at: datetime | None
    digest: str | None
    rule: int | None
    quality: dict[str, Any] | None


def cycles(*, today: date) -> tuple[CycleShown, ...]:
    """All cycles, the newest first; of a corrected one, what corrects it."""
    rows = db.session.execute(_standing().order_by(Cycle.first_day.desc(), Cycle.opened_at))
    return tuple(_shown(row, today) for row in rows)


def cycle_of(label: str, *, today: date) -> CycleShown:
    """One cycle by its label, corrected or not. NoResultFound if there is none."""
    return _shown(db.session.execute(_cycles().where(Cycle.label == label)).one(), today)


def newest_closed(*, today: date) -> CycleShown | None:
    """The last closed cycle: the only one whose figures are shown."""
    closed = _standing().where(CycleClosing.at.is_not(None)).order_by(Cycle.first_day.desc())
    row = db.session.execute(closed.limit(1)).first()
    return _shown(row, today) if row else None


def corrected() -> Select[UUID]:
    """The ids of closed cycles that were corrected by a closed one."""
    decided = CycleCorrectionDecision
    return (
        select(CycleCorrection.of_id)
        .join(decided, decided.correction_id == CycleCorrection.id)
        .join(CycleClosing, CycleClosing.cycle_id == decided.cycle_id)
    )


def _standing() -> Select:
    return _cycles().where(Cycle.id.not_in(corrected()))


def _cycles() -> Select:
    return (
        select(
            Cycle.id, Cycle.label, Cycle.first_day, Cycle.last_day, Cycle.commitment, Cycle.seed,
            CycleAudit.label.label("audit"), CycleAudit.at.label("audited_at"),
            CycleClosing.at.label("closed_at"), CycleClosing.digest, CycleClosing.rule,
            CycleClosing.quality,
        )
        .outerjoin(CycleAudit, CycleAudit.cycle_id == Cycle.id)
        .outerjoin(CycleClosing, CycleClosing.cycle_id == Cycle.id)
    )  # fmt: skip


def _shown(row: Any, today: date) -> CycleShown:
    span, closed = Span(row.first_day, row.last_day), row.closed_at is not None
    return CycleShown(
        row.id, row.label, span, state(span, closed=closed, today=today), row.commitment,
        row.seed if closed else None, row.audit, row.audited_at, row.closed_at, row.digest,
        row.rule, row.quality,
    )  # fmt: skip


def own_labels(before: date) -> dict[UUID, list[Said]]:
    """What the closed cycles that began before a day said of each unit by themselves, in order."""
    found = (
        select(UnitFinding.unit_id, UnitFinding.own_label, UnitFinding.missing, UnitFinding.told)
        .join(Cycle, Cycle.id == UnitFinding.cycle_id)
        .where(Cycle.first_day < before, Cycle.id.not_in(corrected()))
        .order_by(Cycle.first_day)
    )
    said: dict[UUID, list[Said]] = {}
    for unit, own, missing, told in db.session.execute(found):
        label = Label(own, tuple(Missing(each) for each in missing))
        said.setdefault(unit, []).append(Said(label, bool(told.get("verified_contrary"))))
    return said


@dataclass(frozen=True, slots=True)
class UnitSaid:
    """What one closed cycle says of one unit: its finding, and its estimates by level."""

    finding: UnitFinding
    levels: dict[int, UnitEstimate]


def units_said(cycle_id: UUID, units: Sequence[UUID] | None = None) -> dict[UUID, UnitSaid]:
    """What a closed cycle says of units (of all where None), own rosters only; the city is CITY."""
    findings = select(UnitFinding).where(UnitFinding.cycle_id == cycle_id)
    estimates = select(UnitEstimate).where(UnitEstimate.cycle_id == cycle_id)
    if units is not None:
        findings = findings.where(UnitFinding.unit_id.in_(units))
        estimates = estimates.where(UnitEstimate.unit_id.in_(units))
    said = {each.unit_id: UnitSaid(each, {}) for each in db.session.scalars(findings)}
    for each in db.session.scalars(estimates):
        said[each.unit_id].levels[each.level] = each
    return said
