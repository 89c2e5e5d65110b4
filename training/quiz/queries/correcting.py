"""Corrected keys: which questions have one, whom it would change, and what was corrected."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import aliased

from training.content.queries import quiz_of, releases
from training.content.rules.quizzes import Question, Quiz, item_version
from training.kernel.db import db
from training.quiz.queries.results import MARKS, PASSED, SCORE, newest_rescore
from training.quiz.rules.answers import Value
from training.quiz.rules.regrading import Result, is_correction
from training.quiz.tables import Answer, Attempt, Regrade, Rescore, Submission


@dataclass(frozen=True, slots=True)
class Correctable:
    """A question whose key differs between an earlier release and the newest one."""

    key: str
    prompt_html: str
    replaced: str
    version: str
    release_id: UUID
    earlier: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed attempt that asked the question: its result as it stands, and what was answered."""

    attempt_id: UUID
    person: UUID
    result: Result
    value: Value
    rescores: int


@dataclass(frozen=True, slots=True)
class Correction:
    """A key that was corrected, as the people concerned are told."""

    question: str
    replaced: str
    release_id: UUID
    at: datetime
    reason: str


def question_of(quiz: Quiz | None, key: str) -> Question | None:
    """A question of a quiz by its key."""
    return next((each for each in quiz.questions if each.key == key), None) if quiz else None


def correctable(slug: str) -> tuple[Correctable, ...]:
    """The questions whose key the newest release corrects, one for each replaced version."""
    known = releases(slug)
    newest = quiz_of(known[0].id) if known else None
    found: dict[tuple[str, str], Correctable] = {}
    for release in known[1:]:
        for old in (quiz_of(release.id) or _nothing()).questions:
            new = question_of(newest, old.key)
            if new is None or not is_correction(old, new):
                continue
            at = (old.key, item_version(old))
            before = found[at].earlier if at in found else ()
            found[at] = Correctable(
                old.key, new.prompt_html, at[1], item_version(new), known[0].id,
                (*before, release.id),
            )  # fmt: skip
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class _NoQuiz:
    questions: tuple[Question, ...] = ()


def _nothing() -> _NoQuiz:
    """What a release without a quiz asks."""
    return _NoQuiz()


def the_correctable(slug: str, key: str, replaced: str) -> Correctable:
    """One of them. NoResultFound where there is none."""
    for each in correctable(slug):
        if (each.key, each.replaced) == (key, replaced):
            return each
    raise NoResultFound


def closed_with(releases: Sequence[UUID], question: str) -> Iterator[Closed]:
    """The closed attempts at these releases that asked a question, with its newest answer."""
    later = aliased(Answer)
    newest = (
        select(func.max(later.revision))
        .where(later.attempt_id == Attempt.id, later.question == question)
        .correlate(Attempt)
        .scalar_subquery()
    )
    given = (
        (Answer.attempt_id == Attempt.id)
        & (Answer.question == question)
        & (Answer.revision == newest)
    )
    found = (
        select(
            Attempt.id, Attempt.employee_id, SCORE, PASSED, MARKS, Answer.value,
            func.coalesce(Rescore.number, 0),
        )
        .join(Submission, Submission.attempt_id == Attempt.id)
        .outerjoin(Rescore, newest_rescore())
        .outerjoin(Answer, given)
        .where(Attempt.release_id.in_(releases))
        .order_by(Attempt.id)
    )  # fmt: skip
    for attempt, person, score, passed, marks, value, rescores in db.session.execute(found):
        if question in marks:
            yield Closed(attempt, person, Result(score, bool(passed), marks), value, rescores)


def corrections(slug: str) -> tuple[Correction, ...]:
    """Every corrected key of a module's quiz, oldest first."""
    found = select(
        Regrade.question, Regrade.replaced, Regrade.release_id, Regrade.at, Regrade.reason
    )
    rows = db.session.execute(found.where(Regrade.slug == slug).order_by(Regrade.at, Regrade.id))
    return tuple(Correction(*row) for row in rows)


def with_corrections(quiz: Quiz, known: Sequence[Correction]) -> Mapping[str, Question]:
    """The questions of a pinned quiz by key, each with the key that counts now."""
    questions = {each.key: each for each in quiz.questions}
    for each in known:
        mine = questions.get(each.question)
        if mine is not None and item_version(mine) == each.replaced:
            corrected = question_of(quiz_of(each.release_id), each.question)
            questions[each.question] = corrected or mine
    return questions
