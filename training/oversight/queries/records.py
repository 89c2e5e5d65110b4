"""What was signed about an entry: its records with corrections, and its photographs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, select

from training.kernel.db import db
from training.oversight.rules.records import PhotoIsGone
from training.oversight.tables.records import (
    OversightPhoto,
    OversightPhotoFile,
    OversightPhotoRemoval,
    OversightRecord,
)


@dataclass(frozen=True, slots=True)
class Signed:
    """One signed record; the highest number counts, all of them stay."""

    number: int
    reason: str
    place: str
    started_at: datetime
    ended_at: datetime
    present: str
    seen: str
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class Photo:
    """A photograph of a record; `removed` says why it was taken out, if it was."""

    id: UUID
    entry_id: UUID
    kind: str
    caption: str
    at: datetime
    removed: str


def records_of(entry_id: UUID) -> tuple[Signed, ...]:
    """The records of an entry in the order of their numbers."""
    found = select(
        OversightRecord.number, OversightRecord.reason, OversightRecord.place,
        OversightRecord.started_at, OversightRecord.ended_at, OversightRecord.present,
        OversightRecord.seen, OversightRecord.signed_at,
    ).where(OversightRecord.entry_id == entry_id)  # fmt: skip
    rows = db.session.execute(found.order_by(OversightRecord.number))
    return tuple(Signed(*row) for row in rows)


def photos_of(entry_id: UUID) -> tuple[Photo, ...]:
    """The photographs of an entry, the oldest first, with those that were taken out."""
    found = _photos().where(OversightPhoto.entry_id == entry_id).order_by(OversightPhoto.id)
    return tuple(_photo(row) for row in db.session.execute(found))


def photo(photo_id: UUID, *, of: UUID) -> Photo:
    """One photograph of an entry, which says who may see it. NoResultFound if it has no such."""
    theirs = (OversightPhoto.id == photo_id) & (OversightPhoto.entry_id == of)
    return _photo(db.session.execute(_photos().where(theirs)).one())


def photo_data(photo_id: UUID) -> bytes:
    """The bytes of a photograph. PhotoIsGone once it was taken out."""
    found = select(OversightPhotoFile.data).where(OversightPhotoFile.photo_id == photo_id)
    data = db.session.scalars(found).one_or_none()
    if data is None:
        raise PhotoIsGone
    return data


def _photo(row: Row[*tuple[Any, ...]]) -> Photo:
    return Photo(row.id, row.entry_id, row.kind, row.caption, row.at, row.reason or "")


def _photos() -> Select[*tuple[Any, ...]]:
    removal = OversightPhotoRemoval
    return select(
        OversightPhoto.id, OversightPhoto.entry_id, OversightPhoto.kind, OversightPhoto.caption,
        OversightPhoto.at, removal.reason,
    ).outerjoin(removal, removal.photo_id == OversightPhoto.id)  # fmt: skip
