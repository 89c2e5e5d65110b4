"""Signing a sheet, once; and correcting it beside, with a reason. What is signed never changes."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.observation.queries.visits import Assigned, one_of
from training.observation.rules.notes import covered
from training.observation.rules.sheets import (
    MOST_NOTE,
    MOST_PLACE,
    Hindrance,
    Sheet,
    SheetIsNotSigned,
    SheetIsSigned,
    VisitIsHindered,
    Window,
    check,
    reason_of,
)
from training.observation.rules.visits import OPEN
from training.observation.tables.sheets import VisitSheet
from training.observation.tables.visits import Visit, VisitHindrance
from training.people.actions.news import note_evidence
from training.people.queries.employees import unit_at


@dataclass(frozen=True, slots=True)
class Kept:
    """A sheet that is signed: its id, when, and how many places of its words were covered."""

    id: UUID
    number: int
    signed_at: datetime
    covered: int


def sign(visit_id: UUID, sheet: Sheet, *, by: UUID, at: datetime, zone: str) -> Kept:
    """Sign the sheet of one's own visit. The same key again answers what was signed with it.

    NoResultFound for another's visit. SheetIsSigned once it is signed; SheetIsIncomplete,
    SheetTimesAreWrong, VisitIsNotDue, SheetCameTooLate as `rules.sheets.check` says.
    """
    visit = _held(visit_id, by=by, at=at, zone=zone)
    again = _with_key(visit_id, sheet.key)
    if again is not None:
        return again
    if visit.sheets:
        raise SheetIsSigned
    kept = _write(visit, replace(sheet, reason=""), at=at, zone=zone)
    note(Happening(EventKind.SHEET_SIGNED, at, by, "visit", str(visit_id)))
    return kept


def correct(visit_id: UUID, sheet: Sheet, *, by: UUID, at: datetime, zone: str) -> Kept:
    """Append a corrected sheet to one's own; the newest counts and all of them stay.

    SheetIsNotSigned before there is one, CorrectionNeedsReason without a sentence; the other
    refusals are those of signing.
    """
    visit = _held(visit_id, by=by, at=at, zone=zone)
    again = _with_key(visit_id, sheet.key)
    if again is not None:
        return again
    if not visit.sheets:
        raise SheetIsNotSigned
    why, _count = covered(reason_of(sheet.reason), [visit.person])
    kept = _write(visit, replace(sheet, reason=why), at=at, zone=zone)
    note(Happening(EventKind.SHEET_CORRECTED, at, by, "visit", str(visit_id)))
    return kept


def cannot_be_done(visit_id: UUID, why: Hindrance, *, by: UUID, at: datetime, zone: str) -> None:
    """Report, once, that one's own visit cannot be made. VisitIsHindered when that is settled."""
    visit = _held(visit_id, by=by, at=at, zone=zone)
    if visit.state not in OPEN:
        raise VisitIsHindered
    row = {"visit_id": visit_id, "reason": why.value, "by": by, "at": at}
    db.session.execute(insert(VisitHindrance).values(row))
    detail: dict[str, str | int | bool | None] = {"why": why.value}
    note(Happening(EventKind.VISIT_HINDERED, at, by, "visit", str(visit_id), detail))


def _held(visit_id: UUID, *, by: UUID, at: datetime, zone: str) -> Assigned:
    """The observer's visit; two who write about one visit at the same moment queue here."""
    lock = select(Visit.id).where(Visit.id == visit_id, Visit.observer_id == by)
    db.session.execute(lock.with_for_update()).one()
    return one_of(visit_id, by, today=at.astimezone(ZoneInfo(zone)).date())


def _with_key(visit_id: UUID, key: str | None) -> Kept | None:
    if key is None:
        return None
    known = select(VisitSheet.id, VisitSheet.number, VisitSheet.signed_at)
    mine = known.where(VisitSheet.visit_id == visit_id, VisitSheet.key == key)
    row = db.session.execute(mine).one_or_none()
    return Kept(row.id, row.number, row.signed_at, 0) if row else None


def _write(visit: Assigned, sheet: Sheet, *, at: datetime, zone: str) -> Kept:
    city, before = ZoneInfo(zone), visit.newest
    observed, today = sheet.started_at.astimezone(city).date(), at.astimezone(city).date()
    if before is not None:
        today = min(today, visit.closes)  # what is wrong may be corrected whenever it is found
    window = Window(visit.opens, visit.closes, observed, today)
    check(sheet, [each.key for each in visit.instrument.items], window, at=at)
    words, hidden = covered(sheet.note[:MOST_NOTE], [visit.person])
    place, also = covered(" ".join(sheet.place.split())[:MOST_PLACE], [visit.person])
    key, number = uuid7(at), before.number + 1 if before else 1
    row = {
        "id": key, "visit_id": visit.id, "number": number, "reason": sheet.reason,
        "corrects": before.id if before else None,
        "unit_id": unit_at(visit.employee_id, observed) or visit.unit_id, "place": place,
        "started_at": sheet.started_at, "ended_at": sheet.ended_at,
        "marks": {each: mark.value for each, mark in sheet.marks.items()}, "note": words,
        "signed_at": at, "key": sheet.key,
    }  # fmt: skip
    db.session.execute(insert(VisitSheet).values(row))
    note_evidence(visit.employee_id, at=at)
    return Kept(key, number, at, hidden + also)
