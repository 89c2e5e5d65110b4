"""The published modules, and how far the caller is with them."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from flask import Blueprint, current_app, request
from pydantic import Field

from training.api.door import acting, arrived, today
from training.api.paging import Page, page_of
from training.api.speaking import Told, speaks
from training.content.queries import quiz_of
from training.content.rules.model import Lesson, Module
from training.content.rules.render import fill_contacts
from training.kernel.access import allow
from training.learning.actions import mark_read, tick
from training.learning.queries import Mine, Post, Where, all_mine, doors, mine, post_of
from training.people.rules.access import Permission
from training.reporting.actions import note_progress

bp = Blueprint("modules", __name__)
LONGEST_READING = 3600


class Progress(Told):
    """How far one is with the current edition, and by name what is still missing."""

    state: str
    lessons_read: int
    missing_lessons: tuple[str, ...]
    reasons: tuple[str, ...]
    first_score: float | None
    latest_score: float | None
    best_score: float | None
    read_at: datetime | None
    passed_at: datetime | None
    completed_at: datetime | None


class ModuleLine(Told):
    """A module in the list; `assigned` says that it is the caller's to learn."""

    slug: str
    code: str
    title: str
    summary: str
    minutes: int
    dimension: str
    stage: str
    sensitive: bool
    assigned: bool
    release: UUID
    number: int
    edition: int
    published_at: datetime
    progress: Progress


class ModuleList(Told):
    items: tuple[ModuleLine, ...]
    next: str | None


class LessonText(Told):
    """One lesson as safe HTML; `read_at` is when the caller read it to its end."""

    id: str
    title: str
    minutes: int
    words: int
    html: str
    read_at: datetime | None


class Source(Told):
    """A source; certainty V was read in a copy, R is recalled, ? is doubtful."""

    key: str
    law: str
    article: str
    says: str
    certainty: str


class QuizDoor(Told):
    """Whether the caller may start the quiz now, and if not, why.

    `offered` are the other purposes that may be started now: a baseline, or a probe that is due.
    """

    pass_mark: float
    retake_after_hours: int
    may_start: str
    open_attempt: UUID | None
    not_before: datetime | None
    closed_at: datetime | None
    limit: int | None
    names: tuple[str, ...]
    note: str
    minutes: int | None
    offered: tuple[str, ...]


class ModuleWhole(ModuleLine):
    """A module with its lessons, its sources and the door to its quiz."""

    outcomes: tuple[str, ...]
    lessons: tuple[LessonText, ...]
    references: tuple[Source, ...]
    quiz: QuizDoor | None


class Reading(Told):
    """A lesson that was on the screen for some seconds, and whether it was read to its end."""

    lesson: Annotated[str, Field(min_length=1, max_length=60)]
    read: bool
    seconds: Annotated[int, Field(ge=0, le=LONGEST_READING)] | None = None


class ReadingKept(Told):
    """What became of it: how many of the seconds were believed, and how far one is now."""

    believed_seconds: int
    progress: Progress


@bp.get("/modules")
@allow(Permission.LEARN)
@speaks("All published modules with one's own progress", ModuleList, query=Page)
def modules(query: Page) -> ModuleList:
    every = all_mine(acting().id, _post())
    shown, after = page_of(every, query, lambda each: each.edition.slug)
    return ModuleList(items=tuple(ModuleLine(**_line(each)) for each in shown), next=after)


@bp.get("/modules/<slug>")
@allow(Permission.LEARN, object="module")
@speaks("One module with its lessons", ModuleWhole, refusals=(404,))
def module(slug: str) -> ModuleWhole:
    shown = mine(acting().id, slug, _post())
    return ModuleWhole(
        **_line(shown),
        outcomes=shown.module.outcomes,
        lessons=tuple(_lesson(each, shown) for each in shown.module.lessons),
        references=_sources(shown.module),
        quiz=_quiz(shown),
    )


@bp.put("/modules/<slug>/progress")
@allow(Permission.LEARN, object="module")
@speaks(
    "Note reading time, and a lesson read to its end", ReadingKept, body=Reading, refusals=(404,)
)
def note_reading(slug: str, body: Reading) -> ReadingKept:
    person, at = acting(), arrived()
    believed = tick(person.id, slug, body.lesson, seconds=body.seconds or 0, at=at)
    if body.read:
        mark_read(person, slug, body.lesson, at=at)
        note_progress(person.id, slug, at=at)
    return ReadingKept(believed_seconds=believed, progress=progress_of(mine(person.id, slug)))


def _post() -> Post | None:
    return post_of(acting().id, today=today())


def _line(shown: Mine) -> dict[str, Any]:
    module, edition = shown.module, shown.edition
    return {
        "slug": edition.slug, "code": module.code, "title": module.title,
        "summary": module.summary, "minutes": module.minutes,
        "dimension": module.dimension.value, "stage": module.stage.value,
        "sensitive": module.sensitive, "assigned": shown.assigned,
        "release": edition.release_id, "number": edition.number, "edition": edition.edition,
        "published_at": edition.published_at, "progress": progress_of(shown),
    }  # fmt: skip


def progress_of(shown: Mine) -> Progress:
    """The completion of one module in the form of the API."""
    done = shown.completion
    return Progress(
        state=done.state.value, lessons_read=done.lessons_read,
        missing_lessons=done.missing_lessons,
        reasons=tuple(reason.value for reason in done.reasons),
        first_score=done.first_score, latest_score=done.latest_score, best_score=done.best_score,
        read_at=done.read_at, passed_at=done.passed_at, completed_at=done.completed_at,
    )  # fmt: skip


def _lesson(lesson: Lesson, shown: Mine) -> LessonText:
    html = fill_contacts(lesson.html, dict(current_app.config["RESAP"].contacts))
    return LessonText(
        id=lesson.id, title=lesson.title, minutes=lesson.minutes, words=lesson.words, html=html,
        read_at=shown.read.get(lesson.id),
    )  # fmt: skip


def _sources(module: Module) -> tuple[Source, ...]:
    return tuple(
        Source(
            key=each.key, law=each.law, article=each.article, says=each.says,
            certainty=each.certainty.value,
        )
        for each in module.references
    )  # fmt: skip


def _quiz(shown: Mine) -> QuizDoor | None:
    quiz = quiz_of(shown.edition.release_id)
    if quiz is None:
        return None
    where = Where(today(), request.remote_addr or "")
    found = doors(acting(), shown.edition, shown.past, at=arrived(), where=where)
    permit = found.permit
    return QuizDoor(
        pass_mark=quiz.pass_mark, retake_after_hours=quiz.retake_after_hours,
        may_start=permit.reason.value, open_attempt=permit.open_attempt,
        not_before=permit.not_before, closed_at=permit.closed_at, limit=permit.limit,
        names=permit.names, note=permit.note, minutes=permit.minutes,
        offered=tuple(each.purpose.value for each in found.offers),
    )  # fmt: skip
