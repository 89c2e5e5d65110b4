"""Findings with what was agreed and what followed: of a scope, of an entry, one by one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Exists, Select, select

from training.content.rules.model import Stage
from training.kernel.db import db
from training.oversight.queries.doers import done_by, newest_doer
from training.oversight.rules.following import CaseState, StepKind, is_overdue, state_of
from training.oversight.rules.records import Weight
from training.oversight.tables.entries import OversightEntry, OversightTurn
from training.oversight.tables.records import (
    OversightAction,
    OversightDoer,
    OversightFinding,
    OversightStep,
)
from training.people.queries.units import inside
from training.people.tables.employees import Employee
from training.people.tables.units import Unit


@dataclass(frozen=True, slots=True)
class Act:
    """What was agreed: the act, the post that does it, until when; who does it, once named."""

    number: int
    id: UUID
    act: str
    owner: str
    due: date
    doer_id: UUID | None = None
    doer: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What was said afterwards; `to`: to whom it was escalated."""

    kind: StepKind
    words: str
    to: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Case:
    """A finding as it stands on a day, with everything that was agreed and said of it."""

    id: UUID
    entry_id: UUID
    unit_id: UUID
    unit_code: str
    unit_name: str
    unit_path: str
    what: str
    behaviour: str
    kla: int | None
    stage: Stage
    weight: Weight
    at: datetime
    acts: tuple[Act, ...]
    steps: tuple[Step, ...]
    state: CaseState
    is_overdue: bool

    @property
    def agreed(self) -> Act:
        """What counts now."""
        return self.acts[-1]

    @property
    def is_closed(self) -> bool:
        return self.state is CaseState.CLOSED


def open_cases(scope: Iterable[str], *, today: date, unit: str = "") -> tuple[Case, ...]:
    """What is not closed in the units of a scope (or in one of them), by the day it is due."""
    found = _findings().where(inside(scope), ~_is_closed())
    if unit:
        found = found.where(Unit.code == unit)
    return tuple(sorted(_cases(found, today), key=lambda each: (each.agreed.due, each.id)))


def cases_in(scope: Iterable[str], *, today: date, unit: str = "") -> tuple[Case, ...]:
    """Every finding in the units of a scope (or in one of them), the oldest first."""
    found = _findings().where(inside(scope))
    return tuple(_cases(found.where(Unit.code == unit) if unit else found, today))


def closed_cases(scope: Iterable[str], *, today: date, most: int) -> tuple[Case, ...]:
    """What was closed in the units of a scope, the newest findings first, so many of them."""
    found = _findings().where(inside(scope), _is_closed())
    newest = found.order_by(None).order_by(OversightFinding.id.desc()).limit(most)
    return tuple(_cases(newest, today))


@dataclass(frozen=True, slots=True)
class OpenThen:
    """How many findings were open at an instant, and of how many the agreed day had passed."""

    open: int
    overdue: int


def open_then(top: str, *, at: datetime, day: date) -> OpenThen:
    """The findings under a unit's path as they stood at an instant, which is a day of the city."""
    due = (
        select(OversightAction.due)
        .where(OversightAction.finding_id == OversightFinding.id, OversightAction.at <= at)
        .order_by(OversightAction.number.desc())
        .limit(1)
        .scalar_subquery()
    )
    found = (
        select(OversightFinding.id, due)
        .join(OversightEntry, OversightEntry.id == OversightFinding.entry_id)
        .join(Unit, Unit.id == OversightEntry.unit_id)
        .where(inside((top,)), OversightFinding.at <= at)
    )
    told = select(OversightStep.finding_id, OversightStep.kind).where(OversightStep.at <= at)
    steps: dict[UUID, list[StepKind]] = defaultdict(list)
    for finding, kind in db.session.execute(told.order_by(OversightStep.number)):
        steps[finding].append(StepKind(kind))
    states = [(state_of(steps[key]), until) for key, until in db.session.execute(found)]
    late = sum(is_overdue(state, until, day) for state, until in states)
    return OpenThen(sum(state is not CaseState.CLOSED for state, _ in states), late)


def cases_of_entry(entry_id: UUID, *, today: date) -> tuple[Case, ...]:
    """The findings of an entry, the oldest first."""
    return tuple(_cases(_findings().where(OversightFinding.entry_id == entry_id), today))


def cases_of_series(series_id: UUID, *, today: date) -> tuple[Case, ...]:
    """The findings of all talks of a series, the oldest first."""
    talks = select(OversightTurn.entry_id).where(OversightTurn.series_id == series_id)
    return tuple(_cases(_findings().where(OversightFinding.entry_id.in_(talks)), today))


def case_of(finding_id: UUID, scope: Iterable[str], *, today: date) -> Case | None:
    """One finding of a scope, or None outside of it."""
    found = _cases(_findings().where(OversightFinding.id == finding_id, inside(scope)), today)
    return found[0] if found else None


def cases_done_by(person: UUID, *, today: date) -> tuple[Case, ...]:
    """What somebody was named to do, not closed first, then by the day it is due."""
    found = _cases(_findings().where(done_by(person)), today)
    return tuple(sorted(found, key=lambda each: (each.is_closed, each.agreed.due, each.id)))


def case_done_by(finding_id: UUID, person: UUID, *, today: date) -> Case | None:
    """One finding about which somebody was named to do what was agreed; None for others."""
    mine = _findings().where(OversightFinding.id == finding_id, done_by(person))
    found = _cases(mine, today)
    return found[0] if found else None


def _findings() -> Select[*tuple[Any, ...]]:
    return (
        select(
            OversightFinding.id, OversightFinding.entry_id, Unit.id.label("unit_id"),
            Unit.path, Unit.code, Unit.name, OversightFinding.what, OversightFinding.behaviour,
            OversightFinding.kla, OversightFinding.stage, OversightFinding.weight,
            OversightFinding.at,
        )
        .join(OversightEntry, OversightEntry.id == OversightFinding.entry_id)
        .join(Unit, Unit.id == OversightEntry.unit_id)
        .order_by(OversightFinding.id)
    )  # fmt: skip


def _is_closed() -> Exists:
    return (
        select(OversightStep.id)
        .where(
            OversightStep.finding_id == OversightFinding.id,
            OversightStep.kind == StepKind.CLOSED.value,
        )
        .exists()
    )


def _cases(found: Select[*tuple[Any, ...]], today: date) -> list[Case]:
    """In three statements, however many there are."""
    rows = db.session.execute(found).all()
    keys = found.with_only_columns(OversightFinding.id)
    acts, steps = _acts(keys) if rows else {}, _steps(keys) if rows else {}
    return [_case(row, acts[row.id], steps.get(row.id, ()), today) for row in rows]


def _case(row: Any, acts: Sequence[Act], steps: Sequence[Step], today: date) -> Case:
    state = state_of(step.kind for step in steps)
    return Case(
        row.id, row.entry_id, row.unit_id, row.code, row.name, row.path, row.what, row.behaviour,
        row.kla, Stage(row.stage), Weight(row.weight), row.at, tuple(acts), tuple(steps), state,
        is_overdue(state, acts[-1].due, today),
    )  # fmt: skip


def _acts(keys: Select[*tuple[Any, ...]]) -> dict[UUID, list[Act]]:
    found = select(
        OversightAction.finding_id, OversightAction.number, OversightAction.act,
        OversightAction.id, OversightAction.owner, OversightAction.due,
        newest_doer(OversightDoer.employee_id).label("doer_id"),
        newest_doer(Employee.name).label("doer"),
    ).where(OversightAction.finding_id.in_(keys))  # fmt: skip
    told: dict[UUID, list[Act]] = defaultdict(list)
    for row in db.session.execute(found.order_by(OversightAction.number)):
        told[row.finding_id].append(_act(row))
    return told


def _act(row: Any) -> Act:
    return Act(row.number, row.id, row.act, row.owner, row.due, row.doer_id, row.doer or "")


def _steps(keys: Select[*tuple[Any, ...]]) -> dict[UUID, list[Step]]:
    found = select(
        OversightStep.finding_id, OversightStep.kind, OversightStep.words, OversightStep.to,
        OversightStep.at,
    ).where(OversightStep.finding_id.in_(keys))  # fmt: skip
    told: dict[UUID, list[Step]] = defaultdict(list)
    for row in db.session.execute(found.order_by(OversightStep.number)):
        told[row.finding_id].append(Step(StepKind(row.kind), row.words, row.to, row.at))
    return told
