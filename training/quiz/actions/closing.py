"""Closing an attempt: by its person, or by the server when its time is over; once, and marked."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Row, insert, select
from sqlalchemy.exc import NoResultFound

from training.content.queries import quiz_of
from training.content.rules.gates import Policy, Purpose, policy_of
from training.content.rules.quizzes import Quiz
from training.kernel import jobs
from training.kernel.db import db
from training.quiz.queries.allowances import deadline_now
from training.quiz.queries.correcting import corrections, hold_keys, with_corrections
from training.quiz.queries.effort import journal, usual_times
from training.quiz.rules.attempts import Cause, closes_at, is_nothing
from training.quiz.rules.drawing import Drawn
from training.quiz.rules.effort import effort, is_void, response_times, threshold
from training.quiz.rules.marking import mark, passed, score, waits
from training.quiz.tables import Attempt, Submission

CLOSE = "close-attempt"
SOON_AFTER = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Submitted:
    """The result of an attempt; `void` ones are no evidence and no failure."""

    attempt_id: UUID
    slug: str
    at: datetime
    score: float
    passed: bool
    void: bool = False
    cause: Cause = Cause.PERSON
    effort: float | None = None
    pending: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """An attempt that nobody else closes while we look at it; `closed` is its submission."""

    id: UUID
    person: UUID
    slug: str
    release_id: UUID
    started_at: datetime
    quiz: Quiz
    drawn: tuple[Drawn, ...]
    deadline: datetime | None
    policy: Policy
    closed: Row | None

    @property
    def ends(self) -> datetime | None:
        return closes_at(self.deadline, self.policy)


def held(attempt_id: UUID, *, of: UUID | None = None) -> Held:
    """Take an attempt for this transaction; NoResultFound if it is another person's."""
    found = select(
        Attempt.employee_id, Attempt.slug, Attempt.release_id, Attempt.questions,
        Attempt.started_at, Attempt.deadline, Attempt.purpose,
    ).where(Attempt.id == attempt_id)  # fmt: skip
    if of is not None:
        found = found.where(Attempt.employee_id == of)
    row = db.session.execute(found.with_for_update(of=Attempt)).one()
    quiz = quiz_of(row.release_id)
    if quiz is None:
        raise NoResultFound
    closed = select(
        Submission.at, Submission.score, Submission.passed, Submission.key, Submission.void,
        Submission.cause, Submission.effort, Submission.pending,
    ).where(Submission.attempt_id == attempt_id)  # fmt: skip
    ended, deadline = db.session.execute(closed).first(), row.deadline
    if deadline and ended is None:
        since = row.employee_id, row.slug, row.started_at
        deadline = deadline_now(*since, deadline, quiz.rules)
    return Held(
        attempt_id, row.employee_id, row.slug, row.release_id, row.started_at, quiz,
        tuple(Drawn(each["key"], tuple(each["options"])) for each in row.questions), deadline,
        policy_of(quiz.rules, Purpose(row.purpose)), ended,
    )  # fmt: skip


def as_it_closed(found: Held) -> Submitted:
    """The result of an attempt that is closed."""
    closed = found.closed
    if closed is None:
        raise NoResultFound
    return Submitted(
        found.id, found.slug, closed.at, closed.score, closed.passed, closed.void,
        Cause(closed.cause), closed.effort, closed.pending,
    )  # fmt: skip


def close(found: Held, *, at: datetime, key: str, cause: Cause) -> Submitted:
    """Mark an attempt with the key of its own release, as far as corrected, and keep the result.

    One that was answered faster than it can be read is void: neither passed nor failed.
    """
    given, noted = journal(found.id)
    hold_keys(found.slug)
    keyed = with_corrections(found.quiz, corrections(found.slug, of=found.release_id))
    asked = [keyed[each.key] for each in found.drawn]
    marks = [mark(question, given.get(question.key)) for question in asked]
    points = {each.question: each.points for each in marks}
    reached = score(marks)
    nothing = is_nothing(cause, found.policy)
    if nothing:
        points, reached = dict.fromkeys(points, 0.0), 0.0
    times = response_times(found.started_at, noted)
    usual = usual_times(found.release_id, found.slug, at=at) if times else {}
    worked = effort(times, {each.key: threshold(each, usual.get(each.key)) for each in asked})
    void = is_void(worked)
    pending = not (void or nothing) and any(waits(each, given.get(each.key)) for each in asked)
    won = passed(reached, found.quiz.pass_mark) and not void
    result = Submitted(
        found.id,
        found.slug,
        at,
        reached,
        won,
        void=void,
        cause=cause,
        effort=worked,
        pending=pending,
    )
    return _keep(found, result, points, key)


def _keep(found: Held, result: Submitted, points: dict[str, float], key: str) -> Submitted:
    row = {
        "attempt_id": found.id, "at": result.at, "score": result.score, "passed": result.passed,
        "key": key, "marks": points, "cause": result.cause.value, "void": result.void,
        "effort": result.effort, "pending": result.pending,
    }  # fmt: skip
    db.session.execute(insert(Submission).values(row))
    return result


def close_in_time(attempt_id: UUID, *, at: datetime) -> Held | None:
    """Close an attempt whose time is over, as of the end of its time; None if that was done.

    Answers the attempt also when its time goes on: then `ends` says until when, and nothing is
    closed.
    """
    found = held(attempt_id)
    if found.closed or found.ends is None:
        return None
    if at > found.ends:
        close(found, at=found.ends, key=str(attempt_id), cause=Cause.SERVER)
    return found


def ask_to_close(attempt_id: UUID, end: datetime, *, at: datetime) -> None:
    """The server closes an attempt by itself when its time is over, whoever looks or does not."""
    payload, key = {"attempt": str(attempt_id)}, f"{CLOSE}:{attempt_id}"
    jobs.ask(CLOSE, payload, at=at, key=key, run_at=end + SOON_AFTER)


def give_up(attempt_id: UUID, *, of: UUID, at: datetime) -> None:
    """Close an abandoned attempt in favour of a new one: it is no evidence and no failure."""
    found = held(attempt_id, of=of)
    if found.closed is None:
        empty = Submitted(
            found.id, found.slug, at, 0.0, passed=False, void=True, cause=Cause.SERVER
        )
        _keep(found, empty, {}, str(attempt_id))
