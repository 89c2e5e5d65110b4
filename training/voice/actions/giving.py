"""Keeping a voice: once for each token, without a trace of who, with help where it is needed."""

import hashlib
import json
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.dialects import postgresql, sqlite

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.content.rules.voices import Tier
from training.kernel import jobs, mail
from training.kernel.db import db
from training.voice.queries.bursts import arrivals, rate_of, visits_since
from training.voice.queries.points import Point
from training.voice.rules.answers import NothingSaid, Said, part_of
from training.voice.rules.bursts import ALIKE_WITHIN, FORGOTTEN_AFTER, MOST_AT_ALL, WINDOW, suspects
from training.voice.rules.masking import masked
from training.voice.rules.points import PointIsClosed, TooManyVoices
from training.voice.rules.screening import sounds_like_harm
from training.voice.tables.voices import Voice, VoiceAnswer, VoiceFlag, VoiceText, VoiceVisit

FORGET = "voice-forget"


@dataclass(frozen=True, slots=True)
class Visit:
    """What a page sent: at which point, by which tier, under which token, taps and words."""

    point: Point
    tier: Tier
    token: str
    said: tuple[Said, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """How a visit is answered: whether it needs help, and whether it was sent before."""

    needs_help: bool
    again: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to the safeguarding contact of the city, ready to be sent."""

    to: str
    subject: str
    body: str


def give(visit: Visit, *, at: datetime, local: datetime) -> Heard:
    """Keep what was said; a token that comes again changes nothing and is answered alike.

    Words that sound like harm are not stored anywhere: the caller hands them over (`hand_over`).
    Others are kept with names covered, apart from the taps. `local` is `at` in the city's zone.
    Refuses: PointIsClosed, NothingSaid, TooManyVoices.
    """
    _insist(visit, at)
    helps = bool(visit.text) and sounds_like_harm(visit.text)
    voice_id = uuid.uuid4() if visit.said else None
    if not _first(visit, voice_id, helps, at):
        return Heard(_helped(visit.token), again=True)
    if voice_id is not None:
        _keep(visit, voice_id, local)
        _flag(visit.point, at, local)
    if visit.text and not helps:
        row = {"id": uuid.uuid4(), "unit_id": visit.point.unit_id, "tier": visit.tier.value,
               "month": local.date().replace(day=1), "text": masked(visit.text)}  # fmt: skip
        db.session.execute(insert(VoiceText).values(row))
    _ask_to_forget(at)
    return Heard(helps)


def _insist(visit: Visit, at: datetime) -> None:
    if visit.point.closed_at:
        raise PointIsClosed
    if not visit.said and not visit.text:
        raise NothingSaid
    if visits_since(visit.point.id, at - WINDOW) >= MOST_AT_ALL:
        raise TooManyVoices(int(WINDOW.total_seconds()))


def _first(visit: Visit, voice_id: uuid.UUID | None, helps: bool, at: datetime) -> bool:
    """Use up the token; False if it was used before, also at this very moment by another."""
    row = {
        "token": token_digest(visit.token), "point_id": visit.point.id, "voice_id": voice_id,
        "at": at, "digest": _digest(visit), "answers": len(visit.said), "helped": helps,
    }  # fmt: skip
    once = sqlite.insert if db.engine.dialect.name == "sqlite" else postgresql.insert
    done = once(VoiceVisit).values(row).on_conflict_do_nothing().returning(VoiceVisit.token)
    return db.session.execute(done).first() is not None


def _helped(token: str) -> bool:
    found = select(VoiceVisit.helped).where(VoiceVisit.token == token_digest(token))
    return bool(db.session.execute(found).scalar())


def token_digest(token: str) -> str:
    """SHA-256 of a token: what is kept of it, for an hour."""
    return hashlib.sha256(token.encode()).hexdigest()


def _digest(visit: Visit) -> str:
    taps = {each.question: each.value for each in visit.said}
    whole = json.dumps([visit.tier.value, taps], sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()[:16]


def _keep(visit: Visit, voice_id: uuid.UUID, local: datetime) -> None:
    row = {"id": voice_id, "point_id": visit.point.id, "unit_id": visit.point.unit_id,
           "tier": visit.tier.value, "day": local.date(), "part": part_of(local).value}  # fmt: skip
    db.session.execute(insert(Voice).values(row))
    rows: list[dict[str, Any]] = [
        {"voice_id": voice_id, "question": each.question, "value": each.value,
         "indicator": each.indicator, "element": each.element}
        for each in visit.said
    ]  # fmt: skip
    db.session.execute(insert(VoiceAnswer), rows)


def _flag(point: Point, at: datetime, local: datetime) -> None:
    """Mark the voices of a burst; those that are marked already stay so."""
    recent = arrivals(point.id, since=at - max(WINDOW, ALIKE_WITHIN))
    found = suspects(recent, rate=rate_of(point.id, today=local.date()), at=at)
    if not found:
        return
    known = set(db.session.scalars(select(VoiceFlag.voice_id).where(VoiceFlag.voice_id.in_(found))))
    rows = [{"voice_id": v, "why": why.value} for v, why in found.items() if v not in known]
    if rows:
        db.session.execute(insert(VoiceFlag), rows)


def _ask_to_forget(at: datetime) -> None:
    """Exact times are deleted soon; the job itself keeps only the hour."""
    hour = at.replace(minute=0, second=0, microsecond=0)
    jobs.ask(FORGET, {}, at=hour, key=FORGET, run_at=hour + FORGOTTEN_AFTER + timedelta(hours=1))


def hand_over(point: Point, letter: Letter | None, *, at: datetime) -> None:
    """Ask for the letter to the safeguarding contact; without a contact only the event is noted.

    The event says at which unit's point, and nothing of what was written. The letter's words are
    deleted with the job that brings it.
    """
    if letter is not None:
        mail.send(to=letter.to, subject=letter.subject, body=letter.body, at=at)
    detail = {"sent": letter is not None}
    note(Happening(EventKind.SAFEGUARDING_RAISED, at, None, "unit", point.unit_code, detail))
