"""Holding what was planned: signed once by who leads, corrected beside it, with findings."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, insert, select

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.commitments.rules.files.taking import Kind, Taken
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.observation.rules.notes import covered
from training.oversight.actions.naming import name
from training.oversight.actions.planning import hold
from training.oversight.queries.agenda import Entry, entry_led
from training.oversight.queries.doers import doer_called
from training.oversight.rules.entries import EntryIsCancelled, EntryState
from training.oversight.rules.records import (
    MOST_PHOTOS,
    MOST_PLACE,
    MOST_POST,
    MOST_PRESENT,
    MOST_SEEN,
    MOST_WORDS,
    FaceIsNotExcluded,
    Found,
    PhotoIsOfAnotherKind,
    Record,
    RecordIsNotSigned,
    RecordIsSigned,
    TooManyPhotos,
    check,
    check_found,
    said,
    tidy,
)
from training.oversight.tables.records import (
    OversightAction,
    OversightFinding,
    OversightPhoto,
    OversightPhotoFile,
    OversightPhotoRemoval,
    OversightRecord,
)


@dataclass(frozen=True, slots=True)
class Hand:
    """Who signs, when, and in which zone the city's days count."""

    by: UUID
    at: datetime
    zone: str

    @property
    def local(self) -> datetime:
        """The instant in the city's zone."""
        return self.at.astimezone(ZoneInfo(self.zone))


@dataclass(frozen=True, slots=True)
class Kept:
    """A record that is signed: its number, when, and how many places of its words were covered."""

    number: int
    signed_at: datetime
    covered: int


def sign(entry_id: UUID, record: Record, *, hand: Hand) -> Kept:
    """Sign the record of what one led, with its findings; the same key again signs nothing new.

    NoResultFound for anybody else; RecordIsSigned once it is signed, EntryIsCancelled; the other
    refusals are those of `rules.records.check`, and DoerIsUnknown or SeveralAreCalledSo.
    """
    found = _led(entry_id, hand)
    again = _with_key(entry_id, record.key)
    if again is not None:
        return again
    if found.state is EntryState.HELD:
        raise RecordIsSigned
    if found.state is EntryState.CANCELLED:
        raise EntryIsCancelled
    check(record, at=hand.local, today=hand.local.date())
    doers = [_doer(found, each, hand) for each in record.findings]
    kept = _write(found, record, "", 1, hand)
    for number, (each, doer) in enumerate(zip(record.findings, doers, strict=True), 1):
        key = f"{record.key}/{number}" if record.key else None
        _find(entry_id, each, key, doer, hand)
    note(Happening(EventKind.CASEWORK_SIGNED, hand.at, hand.by, "casework", str(entry_id)))
    return kept


def correct(entry_id: UUID, record: Record, *, hand: Hand) -> Kept:
    """Append a corrected record; the newest counts and all of them stay. Findings are not in it.

    RecordIsNotSigned before there is one, WordsAreTooFew without a reason.
    """
    found = _signed(entry_id, hand)
    again = _with_key(entry_id, record.key)
    if again is not None:
        return again
    why = covered(said(record.reason))[0]
    check(record, at=hand.local, today=hand.local.date())
    count = select(func.count()).where(OversightRecord.entry_id == entry_id)
    kept = _write(found, record, why, db.session.execute(count).scalar_one() + 1, hand)
    note(Happening(EventKind.CASEWORK_CORRECTED, hand.at, hand.by, "casework", str(entry_id)))
    return kept


def find(entry_id: UUID, found: Found, *, key: str | None, hand: Hand) -> UUID:
    """Add a finding to what was signed; the same key again answers the finding that it made.

    RecordIsNotSigned, FindingIsIncomplete, DueDayDoesNotFit, and what a doer is refused with.
    """
    entry = _signed(entry_id, hand)
    known = select(OversightFinding.id).where(
        OversightFinding.entry_id == entry_id, OversightFinding.key == key
    )
    made = db.session.scalars(known).first() if key else None
    if made is not None:
        return made
    today = hand.local.date()
    check_found(found, held=today, today=today)
    made = _find(entry_id, found, key, _doer(entry, found, hand), hand)
    note(Happening(EventKind.CASEWORK_FOUND, hand.at, hand.by, "casework", str(entry_id)))
    return made


def add_photo(
    entry_id: UUID, taken: Taken, caption: str, *, nobody_in_it: bool, hand: Hand
) -> UUID:
    """Keep a photograph of what one leads; the same picture again answers the one that is there.

    It is taken during the visit, so that it may come before the record is signed.
    FaceIsNotExcluded, PhotoIsOfAnotherKind, EntryIsCancelled, TooManyPhotos, WordsAreTooFew.
    """
    if not nobody_in_it:
        raise FaceIsNotExcluded
    if taken.kind not in (Kind.JPEG, Kind.PNG):
        raise PhotoIsOfAnotherKind
    if _led(entry_id, hand).state is EntryState.CANCELLED:
        raise EntryIsCancelled
    digest = hashlib.sha256(taken.data).hexdigest()
    rows = select(OversightPhoto.digest, OversightPhoto.id).where(
        OversightPhoto.entry_id == entry_id
    )
    there = {known: key for known, key in db.session.execute(rows)}
    if digest in there:
        return there[digest]
    if len(there) >= MOST_PHOTOS:
        raise TooManyPhotos
    key = uuid7(hand.at)
    row = {
        "id": key, "entry_id": entry_id, "digest": digest, "kind": taken.kind.value,
        "size": len(taken.data), "caption": covered(said(caption, MOST_POST))[0], "by": hand.by,
        "at": hand.at,
    }  # fmt: skip
    db.session.execute(insert(OversightPhoto).values(row))
    db.session.execute(insert(OversightPhotoFile).values(photo_id=key, data=taken.data))
    note(Happening(EventKind.CASEWORK_PHOTO_ADDED, hand.at, hand.by, "casework", str(entry_id)))
    return key


def take_out(photo_id: UUID, reason: str, *, by: UUID, at: datetime) -> None:
    """Delete the picture and keep that it was there, and why it was taken out; once.

    Whoever may see the entry may do so: a face is taken out by who sees it first.
    """
    why = covered(said(reason))[0]
    held = select(OversightPhoto.entry_id).where(OversightPhoto.id == photo_id)
    entry_id = db.session.scalars(held.with_for_update()).one()
    if db.session.get(OversightPhotoRemoval, photo_id) is not None:
        return
    row = {"photo_id": photo_id, "reason": why, "by": by, "at": at}
    db.session.execute(insert(OversightPhotoRemoval).values(row))
    file = db.session.get(OversightPhotoFile, photo_id)
    if file is not None:
        db.session.delete(file)
        db.session.flush()
    note(Happening(EventKind.CASEWORK_PHOTO_REMOVED, at, by, "casework", str(entry_id)))


def _led(entry_id: UUID, hand: Hand) -> Entry:
    hold(entry_id)
    return entry_led(entry_id, hand.by, today=hand.local.date())


def _signed(entry_id: UUID, hand: Hand) -> Entry:
    found = _led(entry_id, hand)
    if found.state is not EntryState.HELD:
        raise RecordIsNotSigned
    return found


def _with_key(entry_id: UUID, key: str | None) -> Kept | None:
    if key is None:
        return None
    known = select(OversightRecord.number, OversightRecord.signed_at).where(
        OversightRecord.entry_id == entry_id, OversightRecord.key == key
    )
    row = db.session.execute(known).one_or_none()
    return Kept(row.number, row.signed_at, 0) if row else None


def _write(found: Entry, record: Record, reason: str, number: int, hand: Hand) -> Kept:
    place, first = covered(tidy(record.place, MOST_PLACE))
    present, second = covered(tidy(record.present, MOST_PRESENT))
    seen, third = covered(tidy(record.seen, MOST_SEEN))
    row = {
        "id": uuid7(hand.at), "entry_id": found.id, "number": number, "reason": reason,
        "place": place, "started_at": record.started_at, "ended_at": record.ended_at,
        "present": present, "seen": seen, "by": hand.by, "signed_at": hand.at, "key": record.key,
    }  # fmt: skip
    db.session.execute(insert(OversightRecord).values(row))
    return Kept(number, hand.at, first + second + third)


def _doer(entry: Entry, found: Found, hand: Hand) -> UUID | None:
    typed = found.agreed.doer.strip()
    return doer_called(typed, entry.unit_path, today=hand.local.date()) if typed else None


def _find(entry_id: UUID, found: Found, key: str | None, doer: UUID | None, hand: Hand) -> UUID:
    made, act_id, agreed = uuid7(hand.at), uuid7(hand.at), found.agreed
    row = {
        "id": made, "entry_id": entry_id, "what": covered(tidy(found.what, MOST_WORDS))[0],
        "behaviour": found.behaviour, "kla": found.kla, "stage": found.stage.value,
        "weight": found.weight.value, "by": hand.by, "at": hand.at, "key": key,
    }  # fmt: skip
    db.session.execute(insert(OversightFinding).values(row))
    act = {
        "id": act_id, "finding_id": made, "number": 1,
        "act": covered(tidy(agreed.act, MOST_WORDS))[0], "due": agreed.due, "by": hand.by,
        "owner": covered(tidy(agreed.owner, MOST_POST))[0], "at": hand.at,
    }  # fmt: skip
    db.session.execute(insert(OversightAction).values(act))
    if doer is not None:
        name(act_id, doer, by=hand.by, at=hand.at)
    return made
