"""Judging a burst: it was a crowd and counts, or it was not and is left out; with the reason."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import insert, select

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.kernel.db import db
from training.kernel.errors import Conflict, Invalid
from training.kernel.ids import uuid7
from training.voice.queries.points import Point
from training.voice.tables.voices import Voice, VoiceFlag, VoiceReview, VoiceRuling

LONGEST_REASON = 400


class NothingWaits(Conflict):
    """Somebody has looked at this burst already, or there was none."""


class RulingNeedsReason(Invalid):
    """A burst is counted or left out for a reason, in at most 400 characters."""


def review(point: Point, day: date, *, counted: bool, reason: str, by: UUID, at: datetime) -> int:
    """Rule on the voices of a burst that nobody has ruled on yet; answers how many."""
    reason = " ".join(reason.split())
    if not 3 <= len(reason) <= LONGEST_REASON:
        raise RulingNeedsReason
    open_ones = (
        select(VoiceFlag.voice_id)
        .join(Voice, Voice.id == VoiceFlag.voice_id)
        .outerjoin(VoiceRuling, VoiceRuling.voice_id == VoiceFlag.voice_id)
        .where(Voice.point_id == point.id, Voice.day == day, VoiceRuling.voice_id.is_(None))
    )
    voices = db.session.scalars(open_ones).all()
    if not voices:
        raise NothingWaits
    row = {"id": uuid7(at), "point_id": point.id, "day": day, "counted": counted,
           "reason": reason, "reviewed_by": by, "at": at}  # fmt: skip
    db.session.execute(insert(VoiceReview).values(row))
    rulings = [{"voice_id": each, "review_id": row["id"]} for each in voices]
    db.session.execute(insert(VoiceRuling), rulings)
    detail = {"voices": len(voices), "counted": counted}
    note(Happening(EventKind.VOICES_REVIEWED, at, by, "voice-point", point.code, detail))
    return len(voices)
