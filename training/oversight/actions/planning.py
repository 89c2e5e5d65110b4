"""Planning: an entry is made, moved to another day or leader, or cancelled; always beside it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, insert, select

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.observation.rules.notes import covered
from training.oversight.queries.agenda import Entry, entry_of, series_of
from training.oversight.queries.leaders import may_lead
from training.oversight.rules.entries import (
    FARTHEST,
    MOST_TITLE,
    MOST_WHY,
    AwardWaveIsPlanned,
    EntryIsCancelled,
    EntryIsHeld,
    EntryKind,
    EntryState,
    LeaderIsUnknown,
    Plan,
    PlanDayDoesNotFit,
    Rhythm,
    SeriesIsOver,
    check,
    check_series,
    is_announced,
    talks_of,
)
from training.oversight.rules.records import said, tidy
from training.oversight.tables.entries import (
    OversightCancelling,
    OversightEntry,
    OversightMove,
    OversightSeries,
    OversightTurn,
)
from training.people.queries.units import inside
from training.people.tables.units import Unit


@dataclass(frozen=True, slots=True)
class Desk:
    """Who writes, when, on which of the city's days, and over which units."""

    by: UUID
    at: datetime
    today: date
    scope: tuple[str, ...]


def plan(wanted: Plan, *, desk: Desk) -> UUID:
    """Put an entry into the calendar; the same key again answers the entry that it made.

    NoResultFound for a unit out of scope; PlanIsIncomplete, PlanDayDoesNotFit, LeaderIsUnknown,
    AwardWaveIsPlanned.
    """
    known = select(OversightEntry.id).where(
        OversightEntry.made_by == desk.by, OversightEntry.key == wanted.key
    )
    made = db.session.scalars(known).first() if wanted.key else None
    if made is not None:
        return made
    check(wanted, today=desk.today)
    within = select(Unit.id).where(Unit.id == wanted.unit_id, inside(desk.scope))
    db.session.execute(within).one()
    if not may_lead(wanted.leader_id):
        raise LeaderIsUnknown
    if wanted.kind is EntryKind.AWARD_WAVE and wanted.cycle_id:
        _first_wave(wanted.cycle_id)
    key = uuid7(desk.at)
    row = {
        "id": key, "kind": wanted.kind.value, "title": covered(tidy(wanted.title, MOST_TITLE))[0],
        "why": covered(tidy(wanted.why, MOST_WHY))[0], "day": wanted.day,
        "unit_id": wanted.unit_id, "leader_id": wanted.leader_id, "cycle_id": wanted.cycle_id,
        "announced": is_announced(wanted.kind, announced=wanted.announced),
        "behaviours": sorted(set(wanted.behaviours)), "kla": sorted(set(wanted.kla)),
        "made_by": desk.by, "at": desk.at, "key": wanted.key,
    }  # fmt: skip
    db.session.execute(insert(OversightEntry).values(row))
    _noted(EventKind.CASEWORK_PLANNED, key, desk)
    return key


def plan_series(wanted: Plan, rhythm: Rhythm, *, desk: Desk) -> UUID:
    """Plan several talks on one theme; the same key again answers the series that it made.

    `wanted` is the first of them. SeriesDoesNotFit and the refusals of `plan`: all or none.
    """
    known = select(OversightSeries.id).where(
        OversightSeries.made_by == desk.by, OversightSeries.key == wanted.key
    )
    made = db.session.scalars(known).first() if wanted.key else None
    if made is not None:
        return made
    check_series(wanted.kind, rhythm)
    entries = [plan(each, desk=desk) for each in talks_of(wanted, rhythm)]
    key = uuid7(desk.at)
    row = {
        "id": key, "title": covered(tidy(wanted.title, MOST_TITLE))[0], "key": wanted.key,
        "unit_id": wanted.unit_id, "made_by": desk.by, "at": desk.at,
    }  # fmt: skip
    db.session.execute(insert(OversightSeries).values(row))
    turns = [
        {"entry_id": entry, "series_id": key, "number": number}
        for number, entry in enumerate(entries, 1)
    ]
    db.session.execute(insert(OversightTurn), turns)
    return key


def end_series(series_id: UUID, reason: str, *, desk: Desk) -> int:
    """Close a series before its last talk: what was not held is cancelled; answers how many.

    NoResultFound out of scope; SeriesIsOver, WordsAreTooFew.
    """
    found = series_of(series_id, desk.scope, today=desk.today)
    if found.is_over:
        raise SeriesIsOver
    left = [each.id for each in found.talks if each.is_open]
    for entry in left:
        cancel(entry, reason, desk=desk)
    return len(left)


def move(entry_id: UUID, day: date, leader: UUID, reason: str, *, desk: Desk) -> None:
    """Give an entry another day or another leader, with a reason.

    NoResultFound out of scope; EntryIsHeld, EntryIsCancelled, PlanDayDoesNotFit, LeaderIsUnknown,
    WordsAreTooFew.
    """
    found, why = _open_one(entry_id, desk), covered(said(reason))[0]
    if not desk.today <= day <= desk.today + FARTHEST:
        raise PlanDayDoesNotFit
    if leader != found.leader_id and not may_lead(leader):
        raise LeaderIsUnknown
    count = select(func.count()).where(OversightMove.entry_id == entry_id)
    row = {
        "id": uuid7(desk.at), "entry_id": entry_id, "day": day, "leader_id": leader,
        "number": db.session.execute(count).scalar_one() + 1, "reason": why, "by": desk.by,
        "at": desk.at,
    }  # fmt: skip
    db.session.execute(insert(OversightMove).values(row))
    _noted(EventKind.CASEWORK_MOVED, entry_id, desk)


def cancel(entry_id: UUID, reason: str, *, desk: Desk) -> None:
    """Take an entry out of the calendar, with a reason; it stays on record.

    NoResultFound out of scope; EntryIsHeld, EntryIsCancelled, WordsAreTooFew.
    """
    _open_one(entry_id, desk)
    row = {
        "entry_id": entry_id, "reason": covered(said(reason))[0], "by": desk.by, "at": desk.at,
    }  # fmt: skip
    db.session.execute(insert(OversightCancelling).values(row))
    _noted(EventKind.CASEWORK_CANCELLED, entry_id, desk)


def hold(entry_id: UUID) -> None:
    """Two who write about one entry at the same moment queue here. NoResultFound if none."""
    found = select(OversightEntry.id).where(OversightEntry.id == entry_id)
    db.session.execute(found.with_for_update()).one()


def _first_wave(cycle: UUID) -> None:
    gone = select(OversightCancelling.entry_id)
    found = select(OversightEntry.id).where(
        OversightEntry.kind == EntryKind.AWARD_WAVE.value, OversightEntry.cycle_id == cycle,
        OversightEntry.id.not_in(gone),
    )  # fmt: skip
    if db.session.scalars(found.limit(1)).first() is not None:
        raise AwardWaveIsPlanned


def _open_one(entry_id: UUID, desk: Desk) -> Entry:
    hold(entry_id)
    found = entry_of(entry_id, desk.scope, today=desk.today)
    if found.state is EntryState.HELD:
        raise EntryIsHeld
    if found.state is EntryState.CANCELLED:
        raise EntryIsCancelled
    return found


def _noted(kind: EventKind, entry_id: UUID, desk: Desk) -> None:
    note(Happening(kind, desk.at, desk.by, "casework", str(entry_id)))
