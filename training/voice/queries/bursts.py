"""Visits of the last hour, the usual rate of a point, and bursts that wait for somebody to look."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CTE, distinct, func, select

from training.kernel.db import db
from training.people.queries.units import inside
from training.people.tables.units import Unit
from training.voice.queries.counting import counted
from training.voice.rules.bursts import LOOKS_BACK, Arrival, Why, usual_rate
from training.voice.tables.points import ServicePoint
from training.voice.tables.voices import Voice, VoiceFlag, VoiceReview, VoiceRuling, VoiceVisit


@dataclass(frozen=True, slots=True)
class Burst:
    """The flagged voices of one point on one day: how many wait, how many were ruled on."""

    point_code: str
    point_name: str
    unit_name: str
    day: date
    voices: int
    whys: tuple[Why, ...]


def arrivals(point_id: UUID, *, since: datetime) -> tuple[Arrival, ...]:
    """The visits of a point with a voice since an instant, in order of time."""
    found = select(VoiceVisit.voice_id, VoiceVisit.at, VoiceVisit.digest, VoiceVisit.answers)
    found = found.where(VoiceVisit.point_id == point_id, VoiceVisit.at >= since)
    found = found.where(VoiceVisit.voice_id.is_not(None)).order_by(VoiceVisit.at, VoiceVisit.token)
    return tuple(
        Arrival(voice, at, digest, answers)
        for voice, at, digest, answers in db.session.execute(found)
        if voice is not None
    )


def visits_since(point_id: UUID, since: datetime) -> int:
    """How many visits a point had since an instant."""
    found = select(func.count()).select_from(VoiceVisit)
    found = found.where(VoiceVisit.point_id == point_id, VoiceVisit.at >= since)
    return db.session.execute(found).scalar_one()


def rate_of(point_id: UUID, *, today: date) -> float:
    """The usual taps in ten minutes, over the days of the last 28 on which there were any."""
    found = select(func.count(), func.count(distinct(Voice.day))).select_from(Voice)
    found = counted(found).where(
        Voice.point_id == point_id, Voice.day < today, Voice.day >= today - LOOKS_BACK
    )
    voices, days = db.session.execute(found).one()
    return usual_rate(voices, days)


def _unruled() -> CTE:
    """The flags that nobody ruled on: few, so that no database reads all voices to find theirs."""
    ruled = select(VoiceRuling.voice_id).where(VoiceRuling.voice_id == VoiceFlag.voice_id)
    left = select(VoiceFlag.voice_id, VoiceFlag.why).where(~ruled.exists())
    return left.cte("unruled").prefix_with("MATERIALIZED")


def waiting(scope: Iterable[str], *, point: str | None = None, day: date | None = None):
    """The bursts of a scope that nobody has looked at, the oldest first."""
    flags = _unruled()
    found = (
        select(ServicePoint.code, ServicePoint.name, Unit.name, Voice.day, func.count(),
               func.count().filter(flags.c.why == Why.RATE.value))
        .join(Voice, Voice.id == flags.c.voice_id)
        .join(ServicePoint, ServicePoint.id == Voice.point_id)
        .join(Unit, Unit.id == Voice.unit_id)
        .where(inside(scope))
        .group_by(ServicePoint.code, ServicePoint.name, Unit.name, Voice.day)
        .order_by(Voice.day, ServicePoint.code)
    )  # fmt: skip
    if point is not None:
        found = found.where(ServicePoint.code == point, Voice.day == day)
    return tuple(
        Burst(code, name, unit, at, count, _whys(count, fast))
        for code, name, unit, at, count, fast in db.session.execute(found)
    )


def _whys(count: int, fast: int) -> tuple[Why, ...]:
    return (*([Why.RATE] if fast else []), *([Why.ALIKE] if fast < count else []))


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found of a burst, by whom and why."""

    point_code: str
    point_name: str
    day: date
    counted: bool
    reason: str
    at: datetime
    voices: int


def looked_at(scope: Iterable[str], *, most: int = 20) -> tuple[Looked, ...]:
    """The latest reviews of a scope."""
    found = (
        select(ServicePoint.code, ServicePoint.name, VoiceReview.day, VoiceReview.counted,
               VoiceReview.reason, VoiceReview.at, func.count(VoiceRuling.voice_id))
        .join(ServicePoint, ServicePoint.id == VoiceReview.point_id)
        .join(Unit, Unit.id == ServicePoint.unit_id)
        .join(VoiceRuling, VoiceRuling.review_id == VoiceReview.id)
        .where(inside(scope))
        .group_by(ServicePoint.code, ServicePoint.name, VoiceReview.id)
        .order_by(VoiceReview.at.desc())
        .limit(most)
    )  # fmt: skip
    return tuple(Looked(*row) for row in db.session.execute(found))
