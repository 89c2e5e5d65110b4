"""One person as the staff administration may see them: posts, modules and scores, never levels."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from training.kernel.bundle import fetch
from training.learning.queries import Mine, Post, all_mine
from training.learning.rules.completion import Progress, Reason
from training.people.queries import employees
from training.people.queries.units import by_code


@dataclass(frozen=True, slots=True)
class AttemptRecord:
    """One attempt at a quiz; without an instant of submission it is still open."""

    number: int
    edition: int
    started_at: datetime
    submitted_at: datetime | None
    score: float | None
    passed: bool
    void: bool = False
    on_paper: bool = False


@dataclass(frozen=True, slots=True)
class ModuleRecord:
    """How far the person is with the current edition of one module, and every attempt at it."""

    slug: str
    code: str
    title: str
    assigned: bool
    state: Progress
    reasons: tuple[Reason, ...]
    lessons_read: int
    lessons: int
    first_score: float | None
    latest_score: float | None
    best_score: float | None
    completed_at: datetime | None
    attempts: tuple[AttemptRecord, ...]

    @property
    def is_touched(self) -> bool:
        return self.state is not Progress.NOT_STARTED or bool(self.attempts)


@dataclass(frozen=True, slots=True)
class PersonProgress:
    """A person of the scope with their modules: their own, and others that they have begun."""

    id: UUID
    name: str
    status: str
    title: str
    job_family: str
    unit_code: str
    unit_name: str
    modules: tuple[ModuleRecord, ...]


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """The person's progress with what the administration holds about their employment."""

    progress: PersonProgress
    email: str | None
    numbers: tuple[Any, ...]
    posts: tuple[Any, ...]
    standings: tuple[Any, ...]


def person_progress(employee_id: UUID, *, scope: tuple[str, ...], today: date) -> PersonProgress:
    """One person's modules and scores. NoResultFound outside of the scope."""
    return _progress(employees.person(employee_id, scope, today=today), scope)


def person_record(employee_id: UUID, *, scope: tuple[str, ...], today: date) -> PersonRecord:
    """Everything that the person's page shows. NoResultFound outside of the scope."""
    found = employees.person(employee_id, scope, today=today)
    held = fetch(employees.record_parts(employee_id))
    return PersonRecord(_progress(found, scope), found.email, **held)


def _progress(person: Any, scope: tuple[str, ...]) -> PersonProgress:
    kind = by_code(person.unit_code, scope).kind
    post = Post(person.job_family, kind, person.unit_name)
    records = (_module(each) for each in all_mine(person.id, post))
    return PersonProgress(
        person.id, person.name, person.status, person.title, person.job_family, person.unit_code,
        person.unit_name, tuple(each for each in records if each.assigned or each.is_touched),
    )  # fmt: skip


def _module(mine: Mine) -> ModuleRecord:
    done = mine.completion
    attempts = (
        AttemptRecord(
            each.number,
            each.edition,
            each.started_at,
            each.submitted_at,
            each.score,
            each.passed,
            each.void,
            each.on_paper,
        )
        for each in mine.past
    )
    return ModuleRecord(
        mine.module.slug, mine.module.code, mine.module.title, mine.assigned, done.state,
        done.reasons, done.lessons_read, len(mine.module.lessons), done.first_score,
        done.latest_score, done.best_score, done.completed_at, tuple(attempts),
    )  # fmt: skip
