"""One's own reminders: the wish that holds, and the dates for one's own calendar."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from training.commitments.queries.plans import mine
from training.commitments.rules.plans import Turn
from training.content.rules.reminders import Kind
from training.kernel.bundle import Part
from training.kernel.clock import local_date
from training.kernel.db import db
from training.observation.tables.sheets import VisitSheet
from training.observation.tables.visits import Visit, VisitHindrance
from training.practice.queries.cases import standing
from training.practice.rules.agenda import State
from training.practice.rules.weeks import WEEK, week_of
from training.reminders.queries.casework import FollowUp, Lead, doings, follow_ups, leads
from training.reminders.rules.anchors import Way
from training.reminders.tables.sent import ReminderSent, ReminderWish

AHEAD, WEEKS = timedelta(weeks=13), 4


@dataclass(frozen=True, slots=True)
class OwnDate:
    """A time in whole days that is one's own, `last` included; `key` names it for ever."""

    kind: Kind
    first: date
    last: date
    key: str


def wish_of(person: UUID) -> Way:
    """How a person wants to be reminded; the usual way where they never said anything."""
    found = select(ReminderWish.way).where(ReminderWish.employee_id == person)
    newest = db.session.scalars(found.order_by(ReminderWish.id.desc()).limit(1)).first()
    return Way(newest) if newest else Way.USUAL


def own_dates(person: UUID, *, at: datetime, zone: str) -> tuple[OwnDate, ...]:
    """The dates of the next thirteen weeks (practice: four): check-ins, weeks, visits, casework.

    In seven statements. A visit names neither the person nor the unit that is observed.
    """
    today = local_date(at, zone)
    found = (
        *_check_ins(person, at, zone), *_weeks(person, at, zone), *_visits(person, at, zone),
        *casework_dates(person, today, today + AHEAD),
    )  # fmt: skip
    return tuple(sorted(found, key=lambda each: (each.first, each.kind, each.key)))


def _check_ins(person: UUID, at: datetime, zone: str) -> Iterator[OwnDate]:
    for plan in mine(person):
        for each in plan.dates(at=at) if plan.is_open else ():
            if each.turn in (Turn.DUE, Turn.LATER) and each.due_at < at + AHEAD:
                day = local_date(each.due_at, zone)
                yield OwnDate(Kind.CHECK_IN, day, day, f"{plan.id}-{each.week}")


def _weeks(person: UUID, at: datetime, zone: str) -> Iterator[OwnDate]:
    """The Mondays of the weeks in which cases come; none while practice is paused or not begun."""
    now = standing(person, at=at, zone=zone).agenda
    if now.state in (State.PAUSED, State.NOTHING_FINISHED):
        return
    this = week_of(at, zone)
    for number in range(WEEKS):
        monday = this + number * WEEK
        if number or now.waiting:
            yield OwnDate(Kind.PRACTICE, monday, monday, monday.isoformat())


def _visits(person: UUID, at: datetime, zone: str) -> Iterator[OwnDate]:
    today = local_date(at, zone)
    signed = select(VisitSheet.visit_id).where(VisitSheet.visit_id == Visit.id).exists()
    hindered = select(VisitHindrance.visit_id).where(VisitHindrance.visit_id == Visit.id).exists()
    found = select(Visit.id, Visit.opens, Visit.closes).where(
        Visit.observer_id == person, Visit.closes >= today, Visit.opens <= today + AHEAD,
        ~signed, ~hindered,
    )  # fmt: skip
    for key, opens, closes in db.session.execute(found):
        yield OwnDate(Kind.VISIT, opens, closes, str(key))


def casework_dates(person: UUID, first: date, last: date) -> Iterator[OwnDate]:
    """What somebody leads between two days, and what the units that they head are to do by then."""
    asked: tuple[tuple[Kind, list[Lead] | list[FollowUp]], ...] = (
        (Kind.CASEWORK, leads(person, person)), (Kind.FOLLOW_UP, follow_ups(person, person)),
        (Kind.ACT, doings(person, person)),
    )  # fmt: skip
    for kind, found in asked:
        for each in found:
            if first <= each.day <= last:
                yield OwnDate(kind, each.day, each.day, str(each.id))


def held_parts(person: UUID) -> dict[str, Part]:
    """What reminders hold about a person, for `kernel.bundle.fetch`, each list newest first.

    `reminders`: day, kind, whether it went to the head of the unit; `reminder_wishes`: at, way.
    """
    to_head = (ReminderSent.to_id != ReminderSent.employee_id).label("to_head")
    sent = select(ReminderSent.day, ReminderSent.kind, to_head)
    wishes = select(ReminderWish.at, ReminderWish.way)
    return {
        "reminders": Part(sent.where(ReminderSent.employee_id == person), ReminderSent.day.desc()),
        "reminder_wishes": Part(
            wishes.where(ReminderWish.employee_id == person), ReminderWish.id.desc()
        ),
    }
