"""A person's own plans, with everything that was told of them and what others said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, Select, bindparam, func, inspect, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import aliased

from training.commitments.rules.plans import STEPS, Date, Did, Turn, calendar, is_ended
from training.commitments.tables import (
    Artefact,
    CheckIn,
    Enactment,
    Finding,
    Plan,
    PlanEnd,
    Rehearsal,
    Removal,
    WitnessAnswer,
    WitnessAsked,
)
from training.kernel.bundle import Bundle, Part, prepare

Wanted = Select[*tuple[Any, ...]]
Person = BindParameter[UUID]


@dataclass(frozen=True, slots=True)
class Trace:
    """A file that was handed in: what a reviewer saw in it, and why it was deleted, if they did."""

    id: UUID
    check_in_id: UUID
    kind: str
    size: int
    at: datetime
    answer: str | None
    removed: str | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A second person who was asked; what they answered is told to nobody."""

    check_in_id: UUID
    witness_id: UUID
    at: datetime
    answered: bool


@dataclass(frozen=True, slots=True)
class Told:
    """One check-in: what happened, what was done, the person's own note, who corroborated it."""

    id: UUID
    week: int
    happened: str
    did: str | None
    note: str
    at: datetime
    corroborated: str | None

    @property
    def may_be_corroborated(self) -> bool:
        return self.did == Did.YES and self.corroborated is None


@dataclass(frozen=True, slots=True)
class Mine:
    """One plan of one's own in its newest version, with all that hangs on it."""

    id: UUID
    version: int
    when: str
    then: str
    template: str | None
    indicator: str
    stage: str
    role_specific: bool
    made_at: datetime
    ended: str | None
    ended_at: datetime | None
    rehearsed: Mapping[int, str] = field(default_factory=dict)
    told: tuple[Told, ...] = ()
    asked: tuple[Asked, ...] = ()
    traces: tuple[Trace, ...] = ()

    @property
    def is_open(self) -> bool:
        return not is_ended(self.ended)

    @property
    def may_change(self) -> bool:
        return self.is_open and not self.told

    @property
    def next_step(self) -> int | None:
        """The first step of the rehearsal that is not done; None when all are."""
        return next((step for step in STEPS if step not in self.rehearsed), None)

    def at_week(self, week: int) -> Told | None:
        """What was told in a week."""
        return next((each for each in self.told if each.week == week), None)

    def dates(self, *, at: datetime) -> tuple[Date, ...]:
        """The three check-ins and where each stands."""
        return calendar(self.made_at, [each.week for each in self.told], at=at)

    def due(self, *, at: datetime) -> Date | None:
        """The latest check-in that can be told of now, if the plan is open."""
        turns = [each for each in self.dates(at=at) if each.turn is Turn.DUE]
        return turns[-1] if turns and self.is_open else None


def mine(person: UUID) -> tuple[Mine, ...]:
    """All plans of a person, open ones first, the newest first; in one statement."""
    return plans_from(_bundle().fetch(person=person))


def plan_parts(person: Person) -> dict[str, Part]:
    """The same as parts of a larger bundle."""
    return _parts(person)


def plans_from(found: Mapping[str, tuple[Any, ...]]) -> tuple[Mine, ...]:
    """A person's plans, open ones first, from the parts that a bundle has fetched."""
    plans = [_mine(row, found) for row in found["plans"]]
    return tuple(sorted(plans, key=lambda each: not each.is_open))


def plan_of(plan_id: UUID, *, of: UUID) -> Mine:
    """One plan of a person's own. NoResultFound for everybody else's."""
    for each in mine(of):
        if each.id == plan_id:
            return each
    raise NoResultFound


@cache
def _bundle() -> Bundle:
    """Built once: every page of a plan begins with it."""
    return prepare(_parts(bindparam("person", type_=inspect(Plan).local_table.c.employee_id.type)))


def _parts(person: Person) -> dict[str, Part]:
    later, ended = aliased(Plan), aliased(PlanEnd)
    newest = select(func.max(later.version)).where(later.plan_id == Plan.plan_id).scalar_subquery()
    last = select(func.max(ended.number)).where(ended.plan_id == Plan.plan_id).scalar_subquery()
    plans = (
        select(
            Plan.plan_id, Plan.version, Plan.when.label("if_text"), Plan.then.label("then_text"),
            Plan.template, Plan.indicator, Plan.stage, Plan.role_specific, Plan.made_at,
            PlanEnd.reason, PlanEnd.at.label("ended_at"),
        )
        .outerjoin(PlanEnd, (PlanEnd.plan_id == Plan.plan_id) & (PlanEnd.number == last))
        .where(Plan.employee_id == person, Plan.version == newest)
    )  # fmt: skip
    return {
        "plans": Part(plans, Plan.made_at.desc()),
        "rehearsals": Part(_rehearsals(person), Rehearsal.number),
        "told": Part(_told(person), CheckIn.week),
        "asked": Part(_asked(person), WitnessAsked.at),
        "traces": Part(_traces(person), Artefact.at),
    }


def _rehearsals(person: Person) -> Wanted:
    found = select(Rehearsal.plan_id, Rehearsal.step, Rehearsal.words, Rehearsal.number)
    return found.where(Rehearsal.employee_id == person)


def _told(person: Person) -> Wanted:
    found = select(
        CheckIn.plan_id, CheckIn.id, CheckIn.week, CheckIn.happened, CheckIn.did, CheckIn.note,
        CheckIn.at, Enactment.by.label("corroborated"),
    )  # fmt: skip
    by = Enactment.check_in_id == CheckIn.id
    return found.outerjoin(Enactment, by).where(CheckIn.employee_id == person)


def _asked(person: Person) -> Wanted:
    found = select(
        WitnessAsked.plan_id, WitnessAsked.check_in_id, WitnessAsked.witness_id, WitnessAsked.at,
        WitnessAnswer.at.label("answered_at"),
    ).outerjoin(WitnessAnswer, WitnessAnswer.ask_id == WitnessAsked.id)  # fmt: skip
    return found.where(WitnessAsked.employee_id == person)


def _traces(person: Person) -> Wanted:
    found = select(
        Artefact.plan_id, Artefact.id, Artefact.check_in_id, Artefact.kind, Artefact.size,
        Artefact.at, Finding.answer, Removal.why,
    )  # fmt: skip
    found = found.outerjoin(Finding, Finding.artefact_id == Artefact.id)
    found = found.outerjoin(Removal, Removal.artefact_id == Artefact.id)
    return found.where(Artefact.employee_id == person)


def _mine(row: Any, found: Mapping[str, tuple[Any, ...]]) -> Mine:
    def of(part: str) -> list[Any]:
        return [each for each in found[part] if each.plan_id == row.plan_id]

    return Mine(
        row.plan_id, row.version, row.if_text, row.then_text, row.template, row.indicator,
        row.stage, row.role_specific, row.made_at, row.reason, row.ended_at,
        {each.step: each.words for each in of("rehearsals")},
        tuple(Told(*each[1:]) for each in of("told")),
        tuple(Asked(e.check_in_id, e.witness_id, e.at, e.answered_at is not None)
              for e in of("asked")),
        tuple(Trace(*each[1:]) for each in of("traces")),
    )  # fmt: skip
