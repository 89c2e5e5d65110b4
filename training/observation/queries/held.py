"""What is held about a person who was observed, and about one who observes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, select

from training.kernel.bundle import Part
from training.observation.queries.editions import edition
from training.observation.rules.findings import FindingState, state_of
from training.observation.rules.occasions import Mark
from training.observation.tables.sheets import (
    ContraryClosing,
    ContraryFinding,
    ContraryVerdict,
    VisitSheet,
)
from training.observation.tables.visits import Visit
from training.people.tables.units import Unit


@dataclass(frozen=True, slots=True)
class Seen:
    """One signed sheet: what was observed when and where, and how many items had each mark."""

    at: datetime
    instrument: str
    unit: str
    announced: bool
    correction: bool
    counts: dict[Mark, int]
    note: str
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class Contrary:
    """Serious conduct of which somebody was suspected, with what became of it."""

    at: datetime
    conduct: str
    state: FindingState
    verified_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Held:
    """Everything about one person: as the observed one, as an observer, and what was reported."""

    observed: tuple[Seen, ...]
    observing: tuple[Seen, ...]
    contrary: tuple[Contrary, ...]


def held_parts(person: UUID) -> dict[str, Part]:
    """All of it for `kernel.bundle.fetch`, newest first; the rows are for `held_of`.

    Signed sheets only: visits to come are told to nobody. A reported conduct is shown once a second
    mentor has looked into it.
    """
    order = VisitSheet.signed_at.desc()
    return {
        "observed": Part(_sheets().where(Visit.employee_id == person), order),
        "observing": Part(_sheets().where(Visit.observer_id == person), order),
        "contrary": Part(_findings().where(Visit.employee_id == person), ContraryFinding.at.desc()),
    }


def held_of(found: Mapping[str, tuple[Any, ...]]) -> Held:
    """What was fetched of `held_parts`, understood."""
    return Held(
        _seen(found["observed"]), _seen(found["observing"]),
        tuple(map(_contrary, found["contrary"])),
    )  # fmt: skip


def _sheets() -> Select[*tuple[Any, ...]]:
    return (
        select(
            VisitSheet.started_at, Visit.instrument, Unit.name, Visit.announced,
            VisitSheet.number, VisitSheet.marks, VisitSheet.note, VisitSheet.signed_at,
        )
        .join(Visit, Visit.id == VisitSheet.visit_id)
        .join(Unit, Unit.id == VisitSheet.unit_id)
    )  # fmt: skip


def _findings() -> Select[*tuple[Any, ...]]:
    return (
        select(
            ContraryFinding.at, Visit.instrument, ContraryFinding.kind, ContraryVerdict.verified,
            ContraryVerdict.at.label("verified_at"), ContraryClosing.reason,
        )
        .join(Visit, Visit.id == ContraryFinding.visit_id)
        .join(ContraryVerdict, ContraryVerdict.finding_id == ContraryFinding.id)
        .outerjoin(ContraryClosing, ContraryClosing.finding_id == ContraryFinding.id)
    )  # fmt: skip


def _seen(rows: Iterable[Row[*tuple[Any, ...]]]) -> tuple[Seen, ...]:
    return tuple(
        Seen(
            row.started_at, edition(row.instrument).title, row.name, row.announced,
            row.number > 1, {mark: [*row.marks.values()].count(mark.value) for mark in Mark},
            row.note, row.signed_at,
        )
        for row in rows
    )  # fmt: skip


def _contrary(row: Row[*tuple[Any, ...]]) -> Contrary:
    listed = {each.key: each.sentence for each in edition(row.instrument).contrary}
    state = state_of(verdict=row.verified, closed=row.reason is not None)
    return Contrary(row.at, listed[row.kind], state, row.verified_at, row.reason or "")
