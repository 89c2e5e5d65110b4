"""Questions we ask of quizzes and attempts; always those of one person."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, case, exists, func, select, type_coerce
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import aliased

from training.content.queries import quiz_of
from training.content.rules.gates import Policy, Purpose, Rule, policy_of
from training.content.rules.quizzes import Quiz
from training.content.tables import Release
from training.kernel.db import Instant, db
from training.quiz.queries.allowances import deadline_now
from training.quiz.queries.results import MARKS, PASSED, PENDING, SCORE, newest_rescore
from training.quiz.rules.answers import Value
from training.quiz.rules.attempts import Cause, Past, Phase, closes_at, phase
from training.quiz.rules.drawing import Drawn
from training.quiz.tables import Answer, Attempt, PaperAttempt, Regrade, Rescore, Submission

KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")


@dataclass(frozen=True, slots=True)
class Edition:
    """The newest release of a module: what is learnt and quizzed now."""

    release_id: UUID
    slug: str
    number: int
    edition: int
    published_at: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """The answer to one question as it stands: its revision, its value, since when, how sure."""

    revision: int
    value: Value
    at: datetime
    certainty: int | None = None


@dataclass(frozen=True, slots=True)
class Sitting:
    """One attempt of one person, with what it asks, what was answered and how it ended.

    `has_corrections`: a key of the module's quiz was corrected, perhaps one that is asked here.
    """

    past: Past
    drawn: tuple[Drawn, ...]
    answers: dict[str, Kept]
    submission_key: str | None
    has_corrections: bool = False

    @property
    def values(self) -> dict[str, Value]:
        return {key: kept.value for key, kept in self.answers.items()}

    @property
    def certainties(self) -> dict[str, int | None]:
        return {key: kept.certainty for key, kept in self.answers.items()}

    @property
    def quiz(self) -> Quiz:
        """The pinned release's quiz, key included."""
        quiz = quiz_of(self.past.release_id)
        if quiz is None:
            raise NoResultFound
        return quiz

    @property
    def policy(self) -> Policy:
        """How this attempt ends and counts, as its own release says."""
        return policy_of(self.quiz.rules, self.past.purpose)

    @property
    def closes_at(self) -> datetime | None:
        """The instant after which nothing is taken any more; None for an untimed attempt."""
        return closes_at(self.past.deadline, self.policy)

    def phase(self, *, at: datetime) -> Phase:
        """Where the attempt is at an instant."""
        return phase(self.past, self.policy, at=at)


def checked_key(text: str) -> str:
    """The text if it can be a key of content; else it names nothing (NoResultFound)."""
    if not KEY.fullmatch(text):
        raise NoResultFound
    return text


def edition_of(slug: str) -> Edition:
    """What is current of one module. NoResultFound if it was never published."""
    found = _editions().where(Release.slug == checked_key(slug))
    newest = found.order_by(Release.number.desc()).limit(1)
    return Edition(*db.session.execute(newest).one())


def editions() -> tuple[Edition, ...]:
    """What is current of every module, by slug."""
    newest = select(Release.slug, func.max(Release.number).label("number")).group_by(Release.slug)
    top = newest.subquery()
    on_top = (top.c.slug == Release.slug) & (top.c.number == Release.number)
    found = _editions().join(top, on_top).order_by(Release.slug)
    return tuple(Edition(*row) for row in db.session.execute(found))


def _editions() -> Select[*tuple[Any, ...]]:
    return select(Release.id, Release.slug, Release.number, Release.edition, Release.published_at)


def history(person: UUID, slug: str | None = None) -> tuple[Past, ...]:
    """A person's attempts, of one module or of all, in the order in which they were started."""
    found = _attempts().where(Attempt.employee_id == person)
    if slug is not None:
        found = found.where(Attempt.slug == checked_key(slug))
    rows = db.session.execute(found.order_by(Attempt.slug, Attempt.number)).all()
    return tuple(_past(row) for row in rows)


def attempt(attempt_id: UUID, *, of: UUID) -> Sitting:
    """A person's own attempt with its current answers; another person's does not exist."""
    row = db.session.execute(
        _attempts()
        .add_columns(Submission.key, exists().where(Regrade.slug == Attempt.slug))
        .where(Attempt.id == attempt_id, Attempt.employee_id == of)
    ).one()
    drawn = tuple(Drawn(each["key"], tuple(each["options"])) for each in row.questions)
    return Sitting(_past(row), drawn, answers(attempt_id), row.key, has_corrections=row[-1])


def answers(attempt_id: UUID) -> dict[str, Kept]:
    """The answers of an attempt as they stand, by question."""
    later = aliased(Answer)
    newest = (
        select(func.max(later.revision))
        .where(later.attempt_id == attempt_id, later.question == Answer.question)
        .scalar_subquery()
    )
    found = select(
        Answer.question, Answer.revision, Answer.value, Answer.at, Answer.certainty
    ).where(Answer.attempt_id == attempt_id, Answer.revision == newest)
    rows = db.session.execute(found)
    return {key: Kept(revision, value, at, sure) for key, revision, value, at, sure in rows}


def value_at(attempt_id: UUID, question: str, revision: int) -> Value:
    """What the answer to a question was at an earlier revision; None for revision 0."""
    at_revision = select(Answer.value).where(
        Answer.attempt_id == attempt_id, Answer.question == question, Answer.revision == revision
    )
    return db.session.execute(at_revision).scalar()


def sent_before(attempt_id: UUID, question: str, key: str) -> Kept | None:
    """The answer that came in under a key of its page, or None."""
    named = select(Answer.revision, Answer.value, Answer.at).where(
        Answer.attempt_id == attempt_id, Answer.question == question, Answer.sent_key == key
    )
    row = db.session.execute(named.order_by(Answer.revision).limit(1)).first()
    return Kept(*row) if row else None


def lapsed(person: UUID, slug: str | None = None, *, at: datetime) -> tuple[UUID, ...]:
    """The open attempts of a person whose time, grace included, is over at an instant."""
    found = _attempts().where(
        Attempt.employee_id == person, Attempt.deadline < at, Submission.at.is_(None)
    )
    if slug is not None:
        found = found.where(Attempt.slug == checked_key(slug))
    open_ones = [_past(row) for row in db.session.execute(found).all()]
    return tuple(
        past.id
        for past in open_ones
        if at > (closes_at(past.deadline, policy_for(past.release_id, past.purpose)) or at)
    )


def policy_for(release_id: UUID, purpose: str) -> Policy:
    """How attempts of a purpose at a release end and count."""
    return policy_of(rules_for(release_id), Purpose(purpose))


def rules_for(release_id: UUID) -> tuple[Rule, ...]:
    """The rules of the quiz of a release, in their order."""
    quiz = quiz_of(release_id)
    return quiz.rules if quiz else ()


def _attempts() -> Select[*tuple[Any, ...]]:
    answered = select(func.max(Answer.at)).where(Answer.attempt_id == Attempt.id)
    last = case((Submission.at.is_(None), answered.correlate(Attempt).scalar_subquery()))
    return select(
        Attempt.id, Attempt.employee_id, Attempt.slug, Attempt.release_id, Attempt.edition,
        Attempt.number, Attempt.questions, Attempt.started_at, Submission.at.label("submitted_at"),
        SCORE.label("score"), PASSED.label("passed"), MARKS.label("marks"),
        Submission.score.label("original_score"), Rescore.at.label("rescored_at"),
        PENDING.label("pending"), Attempt.purpose, Attempt.form, Attempt.deadline, Submission.void,
        Submission.cause, type_coerce(last, Instant()).label("last_at"),
        exists().where(PaperAttempt.attempt_id == Attempt.id).label("on_paper"),
    ).outerjoin(Submission, Submission.attempt_id == Attempt.id).outerjoin(
        Rescore, newest_rescore()
    )  # fmt: skip


def _past(row: Row[*tuple[Any, ...]]) -> Past:
    keys = tuple(each["key"] for each in row.questions)
    deadline = row.deadline
    if deadline and row.submitted_at is None:
        rules = rules_for(row.release_id)
        deadline = deadline_now(row.employee_id, row.slug, row.started_at, deadline, rules)
    return Past(
        row.id, row.slug, row.release_id, row.edition, row.number, keys, row.started_at,
        row.submitted_at, row.score, bool(row.passed), row.marks or {}, row.original_score,
        row.rescored_at, Purpose(row.purpose), row.form, deadline, bool(row.pending),
        bool(row.void), Cause(row.cause or Cause.PERSON), row.last_at, bool(row.on_paper),
    )  # fmt: skip
