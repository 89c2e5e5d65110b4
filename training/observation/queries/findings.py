"""Serious conduct that was reported: for its verifier, for the task force, and as what is open."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, func, select

from training.content.queries.instruments import understood
from training.kernel.db import db
from training.observation.rules.findings import FindingState, state_of
from training.observation.tables.sheets import (
    ContraryClosing,
    ContraryFinding,
    ContraryVerdict,
)
from training.observation.tables.visits import InstrumentVersion, Visit
from training.people.tables.employees import Employee
from training.people.tables.units import Unit


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding with its words; `person` is named to the verifier only, else empty."""

    id: UUID
    employee_id: UUID
    unit_id: UUID
    unit_name: str
    person: str
    conduct: str
    note: str
    at: datetime
    verifier_id: UUID
    state: FindingState
    verdict_note: str
    verdict_at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class VerifiedContrary:
    """A verified finding about a person; `at`: when it was reported. Open until it is closed."""

    id: UUID
    employee_id: UUID
    unit_id: UUID
    at: datetime
    kind: str
    verified_at: datetime
    is_open: bool


def verified_about(first: UUID, last: UUID) -> list[VerifiedContrary]:
    """Verified findings about employees with first <= id <= last, by employee and time."""
    found = (
        select(
            ContraryFinding.id, Visit.employee_id, Visit.unit_id, ContraryFinding.at,
            ContraryFinding.kind, ContraryVerdict.at.label("verified_at"),
            ContraryClosing.finding_id.is_(None),
        )
        .join(Visit, Visit.id == ContraryFinding.visit_id)
        .join(ContraryVerdict, ContraryVerdict.finding_id == ContraryFinding.id)
        .outerjoin(ContraryClosing, ContraryClosing.finding_id == ContraryFinding.id)
        .where(ContraryVerdict.verified)
        .where(Visit.employee_id >= first, Visit.employee_id <= last)
        .order_by(Visit.employee_id, ContraryFinding.at, ContraryFinding.id)
    )  # fmt: skip
    return [VerifiedContrary(*row[:6], bool(row[6])) for row in db.session.execute(found)]


def verified_between(first: date, last: date) -> set[UUID]:
    """The units of people about whom a finding was verified on one of these days (UTC)."""
    found = (
        select(Visit.unit_id, ContraryVerdict.at)
        .join(ContraryFinding, ContraryFinding.visit_id == Visit.id)
        .join(ContraryVerdict, ContraryVerdict.finding_id == ContraryFinding.id)
        .where(ContraryVerdict.verified)
    )
    return {unit for unit, at in db.session.execute(found) if first <= at.date() <= last}


def to_verify(verifier: UUID) -> tuple[Finding, ...]:
    """What waits for a mentor's verdict, the oldest first."""
    found = _findings().where(ContraryFinding.verifier_id == verifier)
    told = (_finding(row, named=True) for row in db.session.execute(found))
    return tuple(each for each in told if each.state is FindingState.WAITING)


def one_to_verify(finding_id: UUID, verifier: UUID) -> Finding:
    """A finding for the mentor who verifies it. NoResultFound for anybody else."""
    mine = _findings().where(
        ContraryFinding.id == finding_id, ContraryFinding.verifier_id == verifier
    )
    return _finding(db.session.execute(mine).one(), named=True)


def all_findings() -> tuple[Finding, ...]:
    """Every finding for the task force, without names, the newest first."""
    rows = db.session.execute(_findings()).all()
    return tuple(_finding(row, named=False) for row in reversed(rows))


def open_findings() -> int:
    """How many findings were neither refuted by the second mentor nor closed."""
    refuted = ContraryVerdict.verified.is_(False)
    found = (
        select(func.count())
        .select_from(ContraryFinding)
        .outerjoin(ContraryVerdict, ContraryVerdict.finding_id == ContraryFinding.id)
        .outerjoin(ContraryClosing, ContraryClosing.finding_id == ContraryFinding.id)
        .where(ContraryClosing.finding_id.is_(None), refuted.is_not(True))
    )
    return db.session.execute(found).scalar_one()


def one_to_close(finding_id: UUID) -> Finding:
    """A finding for the task force, without a name. NoResultFound if there is none."""
    found = db.session.execute(_findings().where(ContraryFinding.id == finding_id)).one()
    return _finding(found, named=False)


def _findings() -> Select[*tuple[Any, ...]]:
    return (
        select(
            ContraryFinding.id, Visit.employee_id, Visit.unit_id, Unit.name.label("unit_name"),
            Employee.name, ContraryFinding.kind, ContraryFinding.note, ContraryFinding.at,
            ContraryFinding.verifier_id, ContraryVerdict.verified,
            ContraryVerdict.note.label("verdict_note"), ContraryVerdict.at.label("verdict_at"),
            ContraryClosing.reason, InstrumentVersion.key, InstrumentVersion.source,
        )
        .join(Visit, Visit.id == ContraryFinding.visit_id)
        .join(Unit, Unit.id == Visit.unit_id)
        .join(Employee, Employee.id == Visit.employee_id)
        .join(InstrumentVersion, InstrumentVersion.digest == Visit.instrument)
        .outerjoin(ContraryVerdict, ContraryVerdict.finding_id == ContraryFinding.id)
        .outerjoin(ContraryClosing, ContraryClosing.finding_id == ContraryFinding.id)
        .order_by(ContraryFinding.at, ContraryFinding.id)
    )  # fmt: skip


def _finding(row: Row[*tuple[Any, ...]], *, named: bool) -> Finding:
    listed = {each.key: each.sentence for each in understood(row.key, row.source).contrary}
    return Finding(
        row.id, row.employee_id, row.unit_id, row.unit_name, row.name if named else "",
        listed[row.kind], row.note, row.at, row.verifier_id,
        state_of(verdict=row.verified, closed=row.reason is not None), row.verdict_note or "",
        row.verdict_at, row.reason or "",
    )  # fmt: skip
