"""Questions we ask of a person's reading; completion is always computed from the facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, func, inspect, select
from sqlalchemy.exc import NoResultFound

from training.content.queries import module_of, quiz_of
from training.content.rules.gates import Purpose, policy_of
from training.content.rules.model import Module
from training.content.rules.naming import code_order
from training.content.tables import Release
from training.kernel.bundle import Part
from training.kernel.db import db
from training.learning.rules.assignment import is_for
from training.learning.rules.completion import Asked, Completion, Progress, completion
from training.learning.tables import LessonRead, ReadingTick
from training.people.rules.access import Actor
from training.people.rules.kinds import PostingKind
from training.people.tables.employees import Posting
from training.people.tables.units import Unit
from training.quiz.queries import Edition, checked_key, edition_of, editions, history
from training.quiz.queries.allowances import exemptions_of, leeway_of
from training.quiz.rules.attempts import Past
from training.quiz.rules.permits import UNKNOWN, Candidate, Permit
from training.quiz.rules.starting import may_start, offers
from training.quiz.tables import Allowance

Read = Mapping[str, Mapping[int, Mapping[str, datetime]]]
"""When a person read a lesson: by slug, edition and lesson."""


@dataclass(frozen=True, slots=True)
class Post:
    """The definitive post that decides what is a person's to learn."""

    job_family: str
    unit_kind: str
    unit_name: str


@dataclass(frozen=True, slots=True)
class Mine:
    """One module for one person: its current release, if it is theirs, and how far they are."""

    edition: Edition
    module: Module
    assigned: bool
    completion: Completion
    past: tuple[Past, ...]
    read: Mapping[str, datetime]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person is in a module: its current release and the lessons read in its edition."""

    release_id: UUID
    edition: int
    read: frozenset[str]


def post_of(person: UUID, *, today: date) -> Post | None:
    """A person's definitive post on a day, or None."""
    held = (
        select(Posting.job_family, Unit.kind, Unit.name)
        .join(Unit, Unit.id == Posting.unit_id)
        .where(
            Posting.employee_id == person,
            Posting.kind == PostingKind.DEFINITIVE,
            Posting.valid_from <= today,
            Posting.valid_to.is_(None) | (Posting.valid_to > today),
        )
    )
    row = db.session.execute(held).first()
    return Post(*row) if row else None


def lessons_read(person: UUID, slug: str | None = None) -> Read:
    """When a person read which lesson, of one module or of all."""
    found = select(LessonRead.slug, LessonRead.edition, LessonRead.lesson, LessonRead.at)
    found = found.where(LessonRead.employee_id == person)
    if slug is not None:
        found = found.where(LessonRead.slug == checked_key(slug))
    read: dict[str, dict[int, dict[str, datetime]]] = {}
    for name, edition, lesson, at in db.session.execute(found):
        read.setdefault(name, {}).setdefault(edition, {})[lesson] = at
    return read


def place(person: UUID, slug: str) -> Place:
    """Where a person is in a module, in one query: what a lesson page needs and no more."""
    rows = db.session.execute(PLACE, {"person": person, "slug": checked_key(slug)}).all()
    if not rows:
        raise NoResultFound
    read = frozenset(lesson for _, _, lesson in rows if lesson)
    return Place(rows[0][0], rows[0][1], read)


def _place() -> Select[*tuple[Any, ...]]:
    """Built once: lesson pages are what people open most."""
    release, read = inspect(Release).local_table.c, inspect(LessonRead).local_table.c
    newest = select(func.max(release.number)).where(release.slug == bindparam("slug"))
    theirs = (
        (read.employee_id == bindparam("person", type_=read.employee_id.type))
        & (read.slug == release.slug)
        & (read.edition == release.edition)
    )
    everybody = release.id.table.outerjoin(read.id.table, theirs)
    return (
        select(release.id, release.edition, read.lesson)
        .select_from(everybody)
        .where(release.slug == bindparam("slug"), release.number == newest.scalar_subquery())
    )


PLACE = _place()


def all_mine(person: UUID, post: Post | None) -> tuple[Mine, ...]:
    """Every published module with how far a person is, in the order of the modules' codes."""
    read, past = lessons_read(person), history(person)
    each = (_mine(edition, read, past, post) for edition in editions())
    return tuple(sorted(each, key=lambda mine: code_order(mine.module.code)))


def mine(person: UUID, slug: str, post: Post | None = None) -> Mine:
    """One module with how far a person is. NoResultFound if it was never published."""
    return _mine(edition_of(slug), lessons_read(person, slug), history(person, slug), post)


def _mine(edition: Edition, read: Read, past: tuple[Past, ...], post: Post | None) -> Mine:
    module = module_of(edition.release_id)
    lessons = tuple(lesson.id for lesson in module.lessons)
    quiz = quiz_of(edition.release_id)
    counts = policy_of(quiz.rules if quiz else (), Purpose.POST).counts
    asked = Asked(edition.edition, lessons, has_quiz=quiz is not None, counts=counts)
    of_module = read.get(edition.slug, {})
    now = of_module.get(edition.edition, {})
    own = tuple(each for each in past if each.slug == edition.slug)
    earlier = any(number < edition.edition for number in of_module)
    done = completion(asked, now, own, earlier=earlier)
    assigned = post is not None and is_for(module.audience, post.job_family, post.unit_kind)
    return Mine(edition, module, assigned, done, own, now)


def candidate(person: Actor, edition: Edition, *, today: date, address: str) -> Candidate:
    """Who asks to start a module's quiz, as far as that quiz's rules ask (never the exceptions)."""
    slug, quiz = edition.slug, quiz_of(edition.release_id)
    asks_reading = quiz is not None and Purpose.BASELINE in quiz.purposes
    if quiz is None or not (quiz.rules or asks_reading):
        return UNKNOWN
    post = post_of(person.id, today=today)
    named = {s for rule in quiz.rules for s in (*rule.when.completed, *rule.requires.completed)}
    return Candidate(
        job_family=post.job_family if post else "",
        unit_kind=post.unit_kind if post else "",
        roles=frozenset(role.value for role in person.roles),
        address=address,
        completed=frozenset(each for each in named if _is_complete(person.id, each)),
        has_read=asks_reading and bool(lessons_read(person.id, slug).get(slug)),
    )


def _is_complete(person: UUID, slug: str) -> bool:
    """A module that was never published is completed by nobody."""
    try:
        return mine(person, slug).completion.state is Progress.COMPLETE
    except NoResultFound:
        return False


@dataclass(frozen=True, slots=True)
class Where:
    """The city's day on which somebody asks, and the address of the device that asks."""

    today: date
    address: str = ""


@dataclass(frozen=True, slots=True)
class Doors:
    """What may be started of a module's quiz now: the quiz itself, and what is offered beside."""

    permit: Permit
    offers: tuple[Permit, ...]


def doors(
    person: Actor, edition: Edition, past: Sequence[Past], *, at: datetime, where: Where
) -> Doors:
    """Whether a person may start the quiz of a module now, why not, and what else is due."""
    quiz = quiz_of(edition.release_id)
    who = candidate(person, edition, today=where.today, address=where.address)
    if quiz is not None and quiz.rules:
        who = replace(who, leeway=leeway_of(person.id, edition.slug, at=at))
    permit = may_start(quiz, past, edition=edition.edition, at=at, who=who)
    others = offers(quiz, past, edition=edition.edition, at=at, who=who)
    return Doors(permit, others)


def seconds_read(person: UUID) -> dict[str, int]:
    """The seconds in which a person had lessons before them, by module."""
    summed = select(ReadingTick.slug, func.sum(ReadingTick.seconds))
    found = summed.where(ReadingTick.employee_id == person).group_by(ReadingTick.slug)
    return {slug: int(seconds) for slug, seconds in db.session.execute(found)}


def held_parts(person: UUID) -> dict[str, Part]:
    """All that is held of a person's learning besides attempts, for `kernel.bundle.fetch`.

    Columns: `reading` (newest first): slug, edition, lesson, at; `reading_time`: slug, seconds;
    `exceptions` (newest first): those of `quiz.queries.allowances.Exemption`.
    """
    read = select(LessonRead.slug, LessonRead.edition, LessonRead.lesson, LessonRead.at)
    spent = select(ReadingTick.slug, func.sum(ReadingTick.seconds).label("seconds"))
    spent = spent.where(ReadingTick.employee_id == person).group_by(ReadingTick.slug)
    return {
        "reading": Part(read.where(LessonRead.employee_id == person), LessonRead.at.desc()),
        "reading_time": Part(spent, ReadingTick.slug),
        "exceptions": Part(exemptions_of(person), Allowance.made_at.desc()),
    }  # fmt: skip


def last_tick(person: UUID) -> datetime | None:
    """When a person's reading was last counted, in whatever lesson."""
    newest = select(func.max(ReadingTick.at)).where(ReadingTick.employee_id == person)
    return db.session.execute(newest).scalar()
