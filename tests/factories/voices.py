"""Invented service points and voices for tests."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import insert, update

from tests.factories import people
from training.content.queries.voices import voice_forms
from training.content.rules.voices import ELEMENTS, Tier
from training.kernel.db import db
from training.kernel.settings import ROOT
from training.people.tables.units import Unit
from training.voice.actions.giving import Heard, Visit, give
from training.voice.actions.points import close_point, open_point
from training.voice.queries.points import Point, the_point
from training.voice.rules.answers import said
from training.voice.tables.voices import Voice, VoiceFlag, VoiceText

GOOD = {Tier.CHILD: "5", Tier.YOUTH: "ya", Tier.ADULT: "ya"}
BAD = {Tier.CHILD: "1", Tier.YOUTH: "tidak", Tier.ADULT: "tidak"}


def point(unit: Unit | None = None, *, at: datetime = people.BORN, closed: bool = False) -> Point:
    """A service point, open unless told otherwise."""
    unit = unit or people.unit()
    opener = people.employee(unit)
    code = open_point(unit.id, "Loket Rekaan", by=opener.id, at=at)
    if closed:
        close_point(the_point(code), by=opener.id, at=at)
    return the_point(code)


def taps(tier: Tier, *, good: bool = True, grade: int = 4) -> dict[str, str]:
    """What a page sends when every question is answered alike."""
    form = voice_forms(ROOT)[tier]
    word = (GOOD if good else BAD)[tier]
    found = {each.key: word for each in form.questions}
    return found | {each: str(grade) for each in ELEMENTS if form.elements}


def given(
    where: Point, tier: Tier = Tier.YOUTH, *, at: datetime, local: datetime | None = None,
    answers: Mapping[str, str] | None = None, text: str = "", token: str = "",
) -> Heard:  # fmt: skip
    """A visit as the page would give it."""
    form = voice_forms(ROOT)[tier]
    tapped = said(form, taps(tier) if answers is None else answers)
    visit = Visit(where, tier, token or uuid.uuid4().hex, tapped, text)
    return give(visit, at=at, local=local or at + timedelta(hours=8))


def texts(unit: Unit, n: int, *, text: str = "petugasnya ramah") -> None:
    """Kept words of a unit."""
    rows = [
        {"id": uuid.uuid4(), "unit_id": unit.id, "tier": "remaja", "month": date(2026, 11, 1),
         "text": f"{text} {number}"}
        for number in range(n)
    ]  # fmt: skip
    db.session.execute(insert(VoiceText), rows)


def flagged(where: Point, day: date, n: int = 1) -> list[uuid.UUID]:
    """Voices of a burst that nobody has looked at."""
    keys = [uuid.uuid4() for _each in range(n)]
    rows: list[dict[str, Any]] = [
        {"id": key, "point_id": where.id, "unit_id": where.unit_id, "tier": "remaja",
         "day": day, "part": "pagi"}
        for key in keys
    ]  # fmt: skip
    db.session.execute(insert(Voice), rows)
    db.session.execute(insert(VoiceFlag), [{"voice_id": key, "why": "laju"} for key in keys])
    return keys


def refused_update() -> Any:
    """A statement that would rewrite what was said."""
    return update(Voice).values(tier="dewasa")


def access_samples(office: Unit, below: Unit, beside: Unit, at: datetime) -> dict[str, Any]:
    """Points, words and bursts of the three units of the walk over all routes."""
    nowhere = {"code": "BBBBBBBB", "tier": "anak", "day": "2026-01-05"}
    found: dict[str, dict[str, dict[str, str]]] = {
        name: {"nonexistent": nowhere}
        for name in ("voice-point", "voice-point of voice", "voice-texts", "voice-burst")
    }
    for case, unit in (("own", office), ("descendant", below), ("sibling", beside)):
        where = point(unit, at=at)
        flagged(where, date(2026, 1, 5))
        texts(unit, 12)
        sample = {"code": where.code, "tier": "anak", "day": "2026-01-05"}
        found["voice-point"][case] = found["voice-burst"][case] = sample
        found["voice-texts"][case] = {"code": unit.code}
        if case != "sibling":
            found["voice-point of voice"][case] = sample
    return found
