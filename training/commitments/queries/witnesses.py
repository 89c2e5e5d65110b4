"""What somebody is asked to witness, and who may not be asked."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, func, inspect, or_, select
from sqlalchemy.orm import aliased

from training.commitments.rules.witnesses import RECIPROCAL, Seen
from training.commitments.tables import CheckIn, Plan, WitnessAnswer, WitnessAsked
from training.kernel.bundle import Part
from training.kernel.db import ask, db
from training.people.tables.employees import Employee

MOST_LISTED = 100


@dataclass(frozen=True, slots=True)
class Question:
    """One question to a second person: whose plan, its words, and when it was told as done."""

    id: UUID
    name: str
    when: str
    then: str
    told_at: datetime
    asked_at: datetime
    answer: str | None
    answered_at: datetime | None


def questions(witness: UUID) -> tuple[Question, ...]:
    """What a person was asked, open questions first, then the newest answers."""
    return tuple(Question(*row) for row in ask(_listed(), {"witness": witness}))


@cache
def _listed() -> Select[*tuple[Any, ...]]:
    """Built once: the page of one's plans asks it every time."""
    key = bindparam("witness", type_=inspect(WitnessAsked).local_table.c.witness_id.type)
    open_first = (WitnessAnswer.at.is_not(None), WitnessAsked.at.desc(), WitnessAsked.id)
    rows = _questions().where(WitnessAsked.witness_id == key)
    return rows.order_by(*open_first).limit(MOST_LISTED)


def unanswered_part(witness: Any) -> Part:
    """What a person was asked and has not answered yet, as a part of a larger bundle."""
    found = select(WitnessAsked.id).outerjoin(
        WitnessAnswer, WitnessAnswer.ask_id == WitnessAsked.id
    )
    still_open = (WitnessAsked.witness_id == witness) & WitnessAnswer.at.is_(None)
    return Part(found.where(still_open), WitnessAsked.id)


def question(ask_id: UUID, *, witness: UUID) -> Question:
    """One question to a person. NoResultFound for anybody else."""
    asked = _questions().where(WitnessAsked.id == ask_id, WitnessAsked.witness_id == witness)
    return Question(*db.session.execute(asked).one())


def _questions() -> Select[*tuple[Any, ...]]:
    later = aliased(Plan)
    newest = select(func.max(later.version)).where(later.plan_id == Plan.plan_id).scalar_subquery()
    return (
        select(
            WitnessAsked.id, Employee.name, Plan.when, Plan.then, CheckIn.at, WitnessAsked.at,
            WitnessAnswer.answer, WitnessAnswer.at,
        )
        .join(CheckIn, CheckIn.id == WitnessAsked.check_in_id)
        .join(Plan, (Plan.plan_id == WitnessAsked.plan_id) & (Plan.version == newest))
        .join(Employee, Employee.id == WitnessAsked.employee_id)
        .outerjoin(WitnessAnswer, WitnessAnswer.ask_id == WitnessAsked.id)
    )  # fmt: skip


def vouches_back(person: UUID, witness: UUID, *, at: datetime) -> bool:
    """Whether the witness asked this very person within half a year and was not turned down."""
    back = (
        select(WitnessAsked.id)
        .outerjoin(WitnessAnswer, WitnessAnswer.ask_id == WitnessAsked.id)
        .where(
            WitnessAsked.employee_id == witness,
            WitnessAsked.witness_id == person,
            WitnessAsked.at > at - RECIPROCAL,
            or_(WitnessAnswer.answer.is_(None), WitnessAnswer.answer != Seen.DECLINED),
        )
    )
    return db.session.execute(back.limit(1)).first() is not None


def vouched_back(person: UUID, witness: UUID, *, at: datetime) -> bool:
    """Whether this person said within half a year that they saw an act of the witness."""
    back = (
        select(WitnessAsked.id)
        .join(WitnessAnswer, WitnessAnswer.ask_id == WitnessAsked.id)
        .where(
            WitnessAsked.employee_id == witness,
            WitnessAsked.witness_id == person,
            WitnessAnswer.at > at - RECIPROCAL,
            WitnessAnswer.answer == Seen.YES,
        )
    )
    return db.session.execute(back.limit(1)).first() is not None
