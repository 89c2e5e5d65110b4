"""What is held about an employee beside voices: points they opened, bursts they judged."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import literal, select

from training.kernel.db import db
from training.voice.tables.points import PointClosing, ServicePoint
from training.voice.tables.voices import VoiceReview

OPENED, CLOSED, REVIEWED = "opened", "closed", "reviewed"


def held(person: UUID) -> tuple[tuple[datetime, str, str], ...]:
    """What somebody did for service points: when, what, and at which point."""
    named = ServicePoint.name
    opened = select(ServicePoint.opened_at.label("at"), literal(OPENED), named)
    closed = select(PointClosing.closed_at, literal(CLOSED), named)
    closed = closed.join(ServicePoint, ServicePoint.id == PointClosing.point_id)
    judged = select(VoiceReview.at, literal(REVIEWED), named)
    judged = judged.join(ServicePoint, ServicePoint.id == VoiceReview.point_id)
    all_of_it = opened.where(ServicePoint.opened_by == person).union_all(
        closed.where(PointClosing.closed_by == person),
        judged.where(VoiceReview.reviewed_by == person),
    )
    return tuple((at, what, name) for at, what, name in db.session.execute(all_of_it))
