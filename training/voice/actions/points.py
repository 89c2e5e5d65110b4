"""Opening a service point with a code of its own, and closing it."""

import secrets
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.voice.queries.points import Point, open_points
from training.voice.rules.points import (
    MOST_POINTS,
    PointIsClosed,
    TooManyPoints,
    checked_name,
    fresh_code,
)
from training.voice.tables.points import PointClosing, ServicePoint


def open_point(unit_id: UUID, name: str, *, by: UUID, at: datetime) -> str:
    """Keep a new point of a unit; answers its code.

    PointNeedsAName, and TooManyPoints where a unit has 60 already.
    """
    name = checked_name(name)
    if open_points(unit_id) >= MOST_POINTS:
        raise TooManyPoints
    code = fresh_code(secrets.randbelow)
    row = {"id": uuid7(at), "unit_id": unit_id, "code": code, "name": name,
           "opened_at": at, "opened_by": by}  # fmt: skip
    db.session.execute(insert(ServicePoint).values(row))
    note(Happening(EventKind.VOICE_POINT_OPENED, at, by, "voice-point", code))
    return code


def close_point(point: Point, *, by: UUID, at: datetime) -> None:
    """Take no more voices at a point. PointIsClosed if that was done before."""
    if point.closed_at:
        raise PointIsClosed
    row = {"point_id": point.id, "closed_at": at, "closed_by": by}
    db.session.execute(insert(PointClosing).values(row))
    note(Happening(EventKind.VOICE_POINT_CLOSED, at, by, "voice-point", point.code))
