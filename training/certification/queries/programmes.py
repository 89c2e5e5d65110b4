"""Programmes as their files say them now, as they were used, and their hours by decree."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import NoResultFound

from training.certification.tables.programmes import ProgrammeJp, ProgrammeVersion
from training.content.rules.model import Change
from training.content.rules.programmes import (
    Programme,
    as_told,
    from_told,
    parse_programme,
)
from training.content.rules.source import QUIZ_BYTES, decode
from training.content.tables import Release
from training.kernel.db import db
from training.kernel.settings import ROOT

FOLDER = "modules/programmes"


@dataclass(frozen=True, slots=True)
class JpDecree:
    """Hours of learning as a decree of HR grants them."""

    hours: int
    decree: str
    decree_on: date
    by: UUID
    at: datetime


def programmes(root: Path = ROOT) -> Mapping[str, Programme]:
    """The programmes under `root` by key; a file that is wrong offers none (`content check`)."""
    files = sorted((root / FOLDER).glob("*.yaml"))
    known = tuple(sorted({each.stem for each in (root / "modules").glob("*.md")}))
    found = (_parsed(f"{FOLDER}/{each.name}", _bytes(each), known) for each in files)
    return {each.key: each for each in found if each is not None}


def programme(key: str, root: Path = ROOT) -> Programme:
    """One programme. NoResultFound where there is none."""
    try:
        return programmes(root)[key]
    except KeyError:
        raise NoResultFound from None


@lru_cache(maxsize=64)
def _parsed(path: str, data: bytes, known: tuple[str, ...]) -> Programme | None:
    text = decode(path, data)
    return parse_programme(path, text, known).value if isinstance(text, str) else None


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as source:
            return source.read(QUIZ_BYTES + 1)
    except OSError:
        return b""


def digest_of(found: Programme) -> str:
    """SHA-256 over all that a programme says."""
    told = json.dumps(as_told(found), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def used_version(digest: str) -> Programme:
    """A programme as it was when something was done under it. NoResultFound if unknown."""
    told = select(ProgrammeVersion.told).where(ProgrammeVersion.digest == digest)
    return from_told(db.session.execute(told).scalar_one())


def jp_of(key: str, *, at: datetime | None = None) -> JpDecree | None:
    """The newest hours of a programme (as known at an instant), or None while HR set none."""
    found = select(
        ProgrammeJp.hours, ProgrammeJp.decree, ProgrammeJp.decree_on, ProgrammeJp.by, ProgrammeJp.at
    ).where(ProgrammeJp.programme == key)
    if at is not None:
        found = found.where(ProgrammeJp.at <= at)
    row = db.session.execute(found.order_by(ProgrammeJp.id.desc()).limit(1)).first()
    return JpDecree(*row) if row else None


@dataclass(frozen=True, slots=True)
class Edition:
    """The edition of a module that holds at an instant, by its newest release."""

    release_id: UUID
    edition: int
    material_at: datetime


def editions_at(at: datetime) -> Mapping[str, Edition]:
    """The current edition of every module at an instant, with when its material was released.

    What is asked of a time before a module's first release is asked of that release.
    """
    newest = select(Release.slug, func.max(Release.number).label("number"))
    known = (Release.published_at <= at) | (Release.number == 1)
    newest = newest.where(known).group_by(Release.slug)
    top = newest.subquery()
    found = select(Release.slug, Release.id, Release.edition).join(
        top, (top.c.slug == Release.slug) & (top.c.number == Release.number)
    )
    material = select(Release.slug, Release.edition, func.min(Release.published_at))
    begun = {
        (slug, edition): when
        for slug, edition, when in db.session.execute(
            material.where(Release.change == Change.MATERIAL).group_by(
                Release.slug, Release.edition
            )
        )
    }
    return {
        slug: Edition(release, edition, begun.get((slug, edition), at))
        for slug, release, edition in db.session.execute(found)
    }
