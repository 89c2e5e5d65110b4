"""What people have done towards certificates: completions, practised cases, corroborated plans."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select

from training.certification.queries.programmes import Edition
from training.certification.rules.evidence import Facts, Finished
from training.commitments.tables.corroboration import Enactment
from training.content.queries import module_of, quiz_of
from training.content.rules.gates import Counts, Purpose, policy_of
from training.kernel.db import Instant, db
from training.learning.tables import LessonRead
from training.practice.tables.cases import PracticeReview
from training.quiz.queries.results import PASSED, PENDING, SCORE, newest_rescore
from training.quiz.rules.attempts import decisive
from training.quiz.tables import Attempt, Rescore, Submission

AT_ONCE = 5000


@dataclass(slots=True)
class Gathered:
    """What was found of one person, before it is judged."""

    read: dict[str, datetime] = field(default_factory=dict)
    attempts: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    cases: list[datetime] = field(default_factory=list)
    plans: list[datetime] = field(default_factory=list)
    begun: bool = False


def facts_of(
    people: Sequence[UUID], slugs: Sequence[str], editions: Mapping[str, Edition], *, at: datetime
) -> dict[UUID, Facts]:
    """What each of the people had done by an instant in the current editions of these modules.

    Four statements for up to five thousand people; who has done nothing is left out.
    """
    found: dict[UUID, Facts] = {}
    known = {slug: editions[slug] for slug in slugs if slug in editions}
    for start in range(0, len(people), AT_ONCE):
        some = people[start : start + AT_ONCE]
        held: dict[UUID, Gathered] = defaultdict(Gathered)
        for slug, edition in known.items():
            _read(held, slug, edition, some, at)
        _attempts(held, known, some, at)
        for name, wanted in _practice(some, at):
            for person, when in db.session.execute(wanted):
                getattr(held[person], name).append(when)
        found |= {person: facts_from(each, known) for person, each in held.items()}
    return found


def _read(
    held: dict[UUID, Gathered], slug: str, edition: Edition, some: Sequence[UUID], at: datetime
) -> None:
    lessons = [each.id for each in module_of(edition.release_id).lessons]
    last: Any = func.max(LessonRead.at, type_=Instant())
    read = select(LessonRead.employee_id, func.count(), last).where(
        LessonRead.slug == slug, LessonRead.edition == edition.edition, LessonRead.at <= at,
        LessonRead.lesson.in_(lessons), LessonRead.employee_id.in_(some),
    )  # fmt: skip
    for person, count, when in db.session.execute(read.group_by(LessonRead.employee_id)):
        held[person].begun = True
        if count == len(lessons):
            held[person].read[slug] = when


def _attempts(
    held: dict[UUID, Gathered], known: Mapping[str, Edition], some: Sequence[UUID], at: datetime
) -> None:
    closed = (
        select(
            Attempt.employee_id, Attempt.slug, Attempt.edition, Attempt.id,
            Submission.at.label("at"), SCORE.label("score"), PASSED.label("passed"),
        )
        .join(Submission, Submission.attempt_id == Attempt.id)
        .outerjoin(Rescore, newest_rescore())
        .where(
            Attempt.slug.in_(list(known)), Attempt.purpose == Purpose.POST.value,
            Submission.void.is_(False), PENDING.is_(False), Submission.at <= at,
            Attempt.employee_id.in_(some),
        )
        .order_by(Attempt.employee_id, Attempt.number)
    )  # fmt: skip
    for row in db.session.execute(closed):
        if row.edition == known[row.slug].edition:
            held[row.employee_id].attempts[row.slug].append(row)
            held[row.employee_id].begun = True


def _practice(some: Sequence[UUID], at: datetime) -> Iterator[tuple[str, Select[UUID, datetime]]]:
    review, act = PracticeReview, Enactment
    cases = select(review.employee_id, review.answered_at).where(
        review.void.is_(False), review.answered_at <= at, review.employee_id.in_(some)
    )
    acts = select(act.employee_id, act.at).where(act.at <= at, act.employee_id.in_(some))
    yield "cases", cases.order_by(review.answered_at)
    yield "plans", acts.order_by(act.at)


def facts_from(held: Gathered, known: Mapping[str, Edition]) -> Facts:
    """The facts of one person in the current editions of these modules."""
    modules = {slug: tuple(_finished(held, slug, edition)) for slug, edition in known.items()}
    done = {slug: each for slug, each in modules.items() if each}
    return Facts(done, tuple(held.cases), tuple(held.plans), held.begun)


def _finished(held: Gathered, slug: str, edition: Edition) -> Iterator[Finished]:
    """Read to the end and passed, by each attempt that the quiz's rules let decide."""
    read = held.read.get(slug)
    if read is None:
        return
    quiz = quiz_of(edition.release_id)
    if quiz is None:
        yield Finished(edition.edition, read)
        return
    counts = policy_of(quiz.rules, Purpose.POST).counts
    rows = held.attempts.get(slug, [])
    won = rows if counts is Counts.BEST else [decisive(rows, counts)]
    for each in won:
        if each is not None and each.passed:
            yield Finished(edition.edition, max(read, each.at), each.score, each.id)
