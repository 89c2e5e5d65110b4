"""What lessons show of people: that they read a module to its end, and took the time for it."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID, uuid5

from sqlalchemy import func, select

from training.content.queries import module_of
from training.content.tables import Release
from training.internalization.rules.evidence import Evidence, Kind
from training.kernel.db import db
from training.learning.tables import LessonRead, ReadingTick

SPACE = UUID("6f1c2a52-7d0e-5b0f-9a53-2f6d7c0b8e11")
MOST = 2.0
Key = tuple[UUID, str, int]


class Edition(NamedTuple):
    """What reading an edition of a module to its end takes."""

    lessons: frozenset[str]
    seconds: int


def readings_between(first: UUID, last: UUID) -> Iterator[Evidence]:
    """Every edition of a module that a person of the range has read to its end, with its time.

    The score is the time for which lessons were on the screen until then, as a share of the time
    that they take; at most two, so that a page left open proves nothing more.
    """
    spent, editions = _spent(first, last), _editions()
    for (person, slug, number), read in _read(first, last).items():
        edition = editions.get((slug, number))
        if edition is None or not edition.lessons <= read.keys():
            continue
        at, unit = max(read[each] for each in edition.lessons)
        seconds = spent.get((person, slug, number), 0)
        share = round(min(MOST, seconds / edition.seconds), 3)
        source = uuid5(SPACE, f"{person} {slug} {number}")
        traced = {"edition": number, "seconds": seconds, "asked": edition.seconds}
        yield Evidence(
            Kind.READ, source, person, unit, at, slug, met=True, score=share, detail=traced
        )


def _read(first: UUID, last: UUID) -> Mapping[Key, dict[str, tuple]]:
    found = select(
        LessonRead.employee_id, LessonRead.slug, LessonRead.edition, LessonRead.lesson,
        LessonRead.at, LessonRead.unit_id,
    ).where(LessonRead.employee_id.between(first, last))  # fmt: skip
    ordered = found.order_by(LessonRead.employee_id, LessonRead.slug, LessonRead.edition)
    read: dict[Key, dict[str, tuple]] = {}
    for person, slug, edition, lesson, at, unit in db.session.execute(ordered):
        read.setdefault((person, slug, edition), {})[lesson] = (at, unit)
    return read


def _spent(first: UUID, last: UUID) -> Mapping[Key, int]:
    """The seconds for which a module's lessons were on the screen until the edition was read."""
    read = (
        select(
            LessonRead.employee_id, LessonRead.slug, LessonRead.edition,
            func.max(LessonRead.at).label("at"),
        )
        .where(LessonRead.employee_id.between(first, last))
        .group_by(LessonRead.employee_id, LessonRead.slug, LessonRead.edition)
    ).subquery()  # fmt: skip
    same = (
        (ReadingTick.employee_id == read.c.employee_id)
        & (ReadingTick.slug == read.c.slug)
        & (ReadingTick.at <= read.c.at)
    )
    keys = (read.c.employee_id, read.c.slug, read.c.edition)
    found = select(*keys, func.sum(ReadingTick.seconds)).join(ReadingTick, same).group_by(*keys)
    rows = db.session.execute(found)
    return {(person, slug, edition): int(seconds) for person, slug, edition, seconds in rows}


def _editions() -> Mapping[tuple[str, int], Edition]:
    """What every edition takes, as its last release says."""
    found = select(Release.slug, Release.edition, Release.id).order_by(Release.number)
    newest = {(slug, edition): key for slug, edition, key in db.session.execute(found)}
    return {each: _takes(key) for each, key in newest.items()}


@lru_cache(maxsize=256)
def _takes(release_id: UUID) -> Edition:
    lessons = module_of(release_id).lessons
    seconds = 60 * sum(max(1, each.minutes) for each in lessons)
    return Edition(frozenset(each.id for each in lessons), seconds)
