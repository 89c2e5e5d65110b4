"""Telling how a plan went, once for each of its three times."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert

from training.commitments.actions.plans import hold
from training.commitments.queries.plans import Mine, plan_of
from training.commitments.rules.guarding import masked
from training.commitments.rules.plans import (
    LONGEST_NOTE,
    CheckInIsNotDue,
    PlanHasEnded,
    Turn,
    checked_answers,
)
from training.commitments.tables import CheckIn
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.people.rules.access import Actor


@dataclass(frozen=True, slots=True)
class Answers:
    """What somebody tells: whether the situation came up, whether they did it, and a note."""

    happened: str
    did: str | None = None
    note: str = ""


def tell(person: Actor, plan: Mine, week: int, answers: Answers, *, at: datetime) -> UUID:
    """Keep a check-in and answer its id; telling the same time twice keeps the first.

    AnswersDoNotFit for anything that is no answer, CheckInIsNotDue outside of its time,
    PlanHasEnded for a plan that is over.
    """
    happened, did = checked_answers(answers.happened, answers.did)
    hold(person.id)
    now = plan_of(plan.id, of=person.id)
    told = now.at_week(week)
    if told is not None:
        return told.id
    if not now.is_open:
        raise PlanHasEnded
    if not any(each.week == week and each.turn is Turn.DUE for each in now.dates(at=at)):
        raise CheckInIsNotDue
    row = {
        "id": uuid7(at), "plan_id": plan.id, "week": week, "employee_id": person.id,
        "happened": happened.value, "did": did.value if did else None,
        "note": masked(" ".join(answers.note.split()))[:LONGEST_NOTE], "at": at,
    }  # fmt: skip
    db.session.execute(insert(CheckIn).values(row))
    return UUID(str(row["id"]))
