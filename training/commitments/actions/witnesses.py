"""Asking a second person whether they saw an act, and keeping the one answer that they give."""

from datetime import date, datetime
from itertools import product
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.exc import NoResultFound

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.commitments.actions.enacting import corroborated
from training.commitments.actions.plans import hold
from training.commitments.queries.plans import Mine, plan_of
from training.commitments.queries.posts import Colleague, colleague, stands
from training.commitments.queries.witnesses import question, vouched_back, vouches_back
from training.commitments.rules.plans import AnswersDoNotFit
from training.commitments.rules.witnesses import (
    MOST_WITNESSES,
    By,
    NothingToCorroborate,
    Seen,
    TooManyWitnesses,
    WitnessHasAnswered,
    WitnessIsInLine,
    WitnessIsReciprocal,
    WitnessIsUnknown,
    WitnessIsYourself,
    in_line,
)
from training.commitments.tables import WitnessAnswer, WitnessAsked
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.people.rules.access import Actor


def ask_witness(
    person: Actor, plan: Mine, week: int, name: str, *, at: datetime, today: date
) -> Colleague | None:
    """Ask whom a number or an address names; answers who is to get a letter, None if asked before.

    Refusals: NothingToCorroborate, WitnessIsUnknown, WitnessIsYourself, WitnessIsInLine,
    WitnessIsReciprocal, TooManyWitnesses (two for a plan).
    """
    hold(person.id)
    now = plan_of(plan.id, of=person.id)
    told = now.at_week(week)
    if told is None or not told.may_be_corroborated:
        raise NothingToCorroborate
    found = _free(person, name, at=at, today=today)
    if any(each.check_in_id == told.id and each.witness_id == found.id for each in now.asked):
        return None
    if len({found.id, *(each.witness_id for each in now.asked)}) > MOST_WITNESSES:
        raise TooManyWitnesses
    row = {
        "id": uuid7(at), "check_in_id": told.id, "plan_id": plan.id, "employee_id": person.id,
        "witness_id": found.id, "at": at,
    }  # fmt: skip
    db.session.execute(insert(WitnessAsked).values(row))
    note(Happening(EventKind.CORROBORATION_ASKED, at, person.id, "plan", str(plan.id)))
    return found


def _free(person: Actor, name: str, *, at: datetime, today: date) -> Colleague:
    """The colleague who is meant, if they are free to answer."""
    found = colleague(name, today=today)
    if found is None:
        raise WitnessIsUnknown
    if found.id == person.id:
        raise WitnessIsYourself
    mine, theirs = stands(person.id, today=today), stands(found.id, today=today)
    if any(in_line(one, other) for one, other in product(mine, theirs)):
        raise WitnessIsInLine
    if vouches_back(person.id, found.id, at=at):
        raise WitnessIsReciprocal
    return found


def answer(witness: Actor, ask_id: UUID, said: str, *, at: datetime, today: date) -> None:
    """Keep what a second person says. It is final; the same word once more changes nothing.

    A yes corroborates, unless the two have vouched for each other within half a year.
    """
    if said not in set(Seen):
        raise AnswersDoNotFit
    asked = _asked(ask_id, witness.id)
    before = question(ask_id, witness=witness.id).answer
    if before == said:
        return
    if before is not None:
        raise WitnessHasAnswered
    db.session.execute(insert(WitnessAnswer).values(ask_id=ask_id, answer=said, at=at))
    note(Happening(EventKind.CORROBORATION_ANSWERED, at, witness.id, "plan", str(asked.plan_id)))
    back = vouched_back(asked.employee_id, witness.id, at=at)
    if said == Seen.YES and not back:
        corroborated(asked.check_in_id, By.PERSON, at=at, today=today)


def _asked(ask_id: UUID, witness: UUID) -> WitnessAsked:
    found = select(WitnessAsked).where(
        WitnessAsked.id == ask_id, WitnessAsked.witness_id == witness
    )
    asked = db.session.scalars(found.with_for_update()).first()
    if asked is None:
        raise NoResultFound
    return asked
