"""Corrected keys: which questions have one, whom it would change, and what was corrected."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import aliased

from training.content.queries import quiz_of, releases
from training.content.rules.quizzes import Question, Quiz, item_version
from training.content.tables import Release
from training.kernel.db import db
from training.quiz.queries import policy_for
from training.quiz.queries.results import MARKS, PASSED, PENDING, SCORE, newest_rescore
from training.quiz.rules.answers import Value
from training.quiz.rules.attempts import Cause, is_nothing
from training.quiz.rules.regrading import NothingToCorrect, Policy, Result, is_correction
from training.quiz.tables import Answer, Attempt, Regrade, Rescore, Submission


@dataclass(frozen=True, slots=True)
class Correctable:
    """A question whose key, as earlier releases count it by now, differs in the newest one.

    `widens`: that key counts already, but a result that it makes worse was spared so far; it may
    still be corrected for everybody.
    """

    key: str
    prompt_html: str
    replaced: str
    version: str
    release_id: UUID
    earlier: tuple[UUID, ...]
    widens: bool = False

    @property
    def policies(self) -> tuple[Policy, ...]:
        """For whom it may be corrected."""
        return (Policy.EVERYBODY,) if self.widens else tuple(Policy)


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed attempt that asked the question: its result as it stands, and what was answered."""

    attempt_id: UUID
    release_id: UUID
    result: Result
    value: Value
    rescores: int


@dataclass(frozen=True, slots=True)
class Correction:
    """A key that was corrected, as the people concerned are told.

    `number` is that of the release that brought the better key: it says nothing of that release
    itself, nor of any later one.
    """

    question: str
    replaced: str
    release_id: UUID
    at: datetime
    reason: str
    number: int
    policy: Policy

    @property
    def spares(self) -> bool:
        """Whether results that it would make worse have stayed as they were."""
        return self.policy is not Policy.EVERYBODY


def question_of(quiz: Quiz | None, key: str) -> Question | None:
    """A question of a quiz by its key."""
    return next((each for each in quiz.questions if each.key == key), None) if quiz else None


def hold_keys(slug: str, *, to_correct: bool = False) -> None:
    """Let nobody correct a key of a module's quiz until this transaction ends.

    Whoever marks takes hold together with others; whoever corrects, alone. So an attempt that is
    handed in meanwhile is marked by the corrected key, or is closed in time to be marked anew. The
    first release stands for them all. SQLite has one writer at a time in any case.
    """
    first = select(Release.id).where(Release.slug == slug).order_by(Release.number).limit(1)
    db.session.execute(first.with_for_update(read=not to_correct, key_share=to_correct))


def correctable(slug: str) -> tuple[Correctable, ...]:
    """The questions whose key the newest release corrects, one for each replaced version."""
    return tuple(each for each in _correctable(slug) if not each.widens)


def widenable(slug: str) -> tuple[Correctable, ...]:
    """The corrections of which only those had the better of it: they may follow for everybody."""
    return tuple(each for each in _correctable(slug) if each.widens)


def _correctable(slug: str) -> Iterable[Correctable]:
    """Both. Releases whose correction may be widened belong to that of the same version.

    So a correction for everybody leaves nobody out.
    """
    known = releases(slug)
    newest = quiz_of(known[0].id) if known else None
    done = corrections(slug)
    found: dict[tuple[str, str], Correctable] = {}
    for release in known[1:]:
        later = [each for each in done if each.number > release.number]
        for key, (replaced, widens) in _replaced(quiz_of(release.id), newest, later).items():
            before = found.get((key, replaced))
            new = question_of(newest, key)
            assert new is not None  # noqa: S101  (it replaces the other)
            found[key, replaced] = Correctable(
                key, new.prompt_html, replaced, item_version(new), known[0].id,
                (*(before.earlier if before else ()), release.id),
                widens and (before is None or before.widens),
            )  # fmt: skip
    return found.values()


def _replaced(
    quiz: Quiz | None, newest: Quiz | None, later: Sequence[Correction]
) -> Mapping[str, tuple[str, bool]]:
    """By question of an earlier release the version that the newest one replaces.

    True beside it: it has replaced it already, and may again for everybody.
    """
    last, found = applied(quiz, later), {}
    for old in with_corrections(quiz, later).values():
        new, done = question_of(newest, old.key), last.get(old.key)
        if new is not None and is_correction(old, new):
            found[old.key] = item_version(old), False
        elif new is not None and done is not None and _spares(done, old, new):
            found[old.key] = done.replaced, True
    return found


def _spares(done: Correction, old: Question, new: Question) -> bool:
    return done.spares and item_version(old) == item_version(new)


def the_correctable(slug: str, key: str, replaced: str) -> Correctable:
    """One of them. NothingToCorrect where that was done; NoResultFound where there is none."""
    for each in _correctable(slug):
        if (each.key, each.replaced) == (key, replaced):
            return each
    if any((each.question, each.replaced) == (key, replaced) for each in corrections(slug)):
        raise NothingToCorrect
    raise NoResultFound


@dataclass(frozen=True, slots=True)
class Corrected:
    """An attempt whose result a correction changed: whose it is, and the number of that result."""

    attempt_id: UUID
    person: UUID
    number: int


def concerned(regrade_id: UUID, *, after: UUID | None, most: int) -> tuple[Corrected, ...]:
    """Those whom a correction changed, by attempt; of those after one, so many of them."""
    found = select(Rescore.attempt_id, Attempt.employee_id, Rescore.number)
    found = found.join(Attempt, Attempt.id == Rescore.attempt_id)
    found = found.where(Rescore.regrade_id == regrade_id)
    if after is not None:
        found = found.where(Rescore.attempt_id > after)
    rows = db.session.execute(found.order_by(Rescore.attempt_id).limit(most))
    return tuple(Corrected(*row) for row in rows)


def reason_of(regrade_id: UUID) -> str:
    """Why a key was corrected."""
    return db.session.execute(select(Regrade.reason).where(Regrade.id == regrade_id)).scalar_one()


def results_of(slug: str) -> tuple[int, ...]:
    """How much is kept of a module's quiz on which the plan of a correction stands.

    Releases, handed-in attempts, later results and corrections: none is ever changed or dropped.
    """
    mine = select(func.count()).select_from(Attempt).where(Attempt.slug == slug)
    counts = (
        select(func.count()).select_from(Release).where(Release.slug == slug),
        mine.join(Submission, Submission.attempt_id == Attempt.id),
        mine.join(Rescore, Rescore.attempt_id == Attempt.id),
        select(func.count()).select_from(Regrade).where(Regrade.slug == slug),
    )
    return tuple(db.session.execute(each).scalar_one() for each in counts)


def closed_with(releases: Sequence[UUID], question: str) -> Iterator[Closed]:
    """The closed attempts at these releases that asked a question, with its newest answer.

    One that is worth nothing because it came too late stays so, whatever its key says by now.
    """
    worthless = cache(_is_worthless)  # few releases, purposes and causes among many attempts
    for row in db.session.connection().execute(_closed(releases, question)):
        key, release, purpose, cause, value, rescores, marks, score, passed, pending, void = row
        if question in marks and not worthless(release, purpose, cause):
            result = Result(score, bool(passed), marks, bool(pending), bool(void))
            yield Closed(key, release, result, value, rescores)


def _is_worthless(release_id: UUID, purpose: str, cause: str) -> bool:
    return is_nothing(Cause(cause), policy_for(release_id, purpose))


def _closed(releases: Sequence[UUID], question: str) -> Select[*tuple[Any, ...]]:
    """The columns of `closed_with`, by attempt; all releases in one pass over the attempts."""
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
    return (
        select(
            Attempt.id, Attempt.release_id, Attempt.purpose, Submission.cause, Answer.value,
            func.coalesce(Rescore.number, 0), MARKS, SCORE, PASSED, PENDING, Submission.void,
        )
        .join(Submission, Submission.attempt_id == Attempt.id)
        .outerjoin(Rescore, newest_rescore())
        .outerjoin(Answer, given)
        .where(Attempt.release_id.in_(releases))
        .order_by(Attempt.id)
    )  # fmt: skip


def corrections(slug: str, *, of: UUID | None = None) -> tuple[Correction, ...]:
    """Every corrected key of a module's quiz, oldest first.

    With `of`, a release: only those that hold for attempts at it, which a later release brought.
    """
    found = (
        select(
            Regrade.question, Regrade.replaced, Regrade.release_id, Regrade.at, Regrade.reason,
            Release.number, Regrade.policy,
        )
        .join(Release, Release.id == Regrade.release_id)
        .where(Regrade.slug == slug)
    )  # fmt: skip
    if of is not None:
        pinned = select(Release.number).where(Release.id == of).scalar_subquery()
        found = found.where(Release.number > pinned)
    rows = db.session.execute(found.order_by(Regrade.at, Release.number, Regrade.id))
    return tuple(
        Correction(question, replaced, release_id, at, reason, number, Policy(policy))
        for question, replaced, release_id, at, reason, number, policy in rows
    )


def with_corrections(quiz: Quiz | None, known: Sequence[Correction]) -> Mapping[str, Question]:
    """The questions of a pinned quiz by key, each with the key that counts now."""
    questions = {each.key: each for each in quiz.questions} if quiz else {}
    for key, last in applied(quiz, known).items():
        questions[key] = question_of(quiz_of(last.release_id), key) or questions[key]
    return questions


def applied(quiz: Quiz | None, known: Sequence[Correction]) -> dict[str, Correction]:
    """By question of a pinned quiz the last correction that holds for it; one may follow another.

    One that says the same again, for more people, takes the place of the narrower. `known` are the
    corrections since the quiz's release, oldest first.
    """
    last: dict[str, Correction] = {}
    if not known:  # as nearly always, and naming every version takes a millisecond
        return last
    versions = {each.key: item_version(each) for each in quiz.questions} if quiz else {}
    for each in known:
        better = question_of(quiz_of(each.release_id), each.question)
        if better is None:
            continue
        made, before = item_version(better), last.get(each.question)
        widens = before is not None and before.spares and before.replaced == each.replaced
        if versions.get(each.question) == (made if widens else each.replaced):
            last[each.question], versions[each.question] = each, made
    return last
