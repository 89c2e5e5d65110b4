"""Work to be done soon after: asked for in the same transaction as the fact that needs it."""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, delete, func, or_, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Mapped, mapped_column

from training.kernel import metrics
from training.kernel.db import Instant, changed, db, impatient, writing
from training.kernel.errors import DomainError
from training.kernel.ids import uuid7

REFUSED = "refused"
LEASE = timedelta(minutes=1)
BEAT = timedelta(seconds=15)
ATTEMPTS = 6
FORGOTTEN_AFTER = timedelta(days=30)
FORGOTTEN_AT_ONCE = 50
# A letter holds an address and perhaps a link that opens an account: nobody needs it afterwards.
SECRETIVE = frozenset({"mail"})
log = logging.getLogger(__name__)


class Job(db.Model):
    """One piece of work. `wanted` makes a second request for the same open work join the first."""

    __tablename__ = "job"
    __table_args__ = (
        Index("uq_job_open_key", "key", unique=True, sqlite_where=text("started_at IS NULL"),
              postgresql_where=text("started_at IS NULL")),
        Index("ix_job_open", "run_at", sqlite_where=text("done_at IS NULL"),
              postgresql_where=text("done_at IS NULL")),
        Index("ix_job_done", "done_at"),
    )  # fmt: skip
    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    key: Mapped[str | None]
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    asked_by: Mapped[UUID | None]
    asked_at: Mapped[datetime] = mapped_column(Instant)
    run_at: Mapped[datetime] = mapped_column(Instant)
    started_at: Mapped[datetime | None] = mapped_column(Instant)
    lease_until: Mapped[datetime | None] = mapped_column(Instant)
    attempts: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None] = mapped_column(Instant)
    failed: Mapped[bool] = mapped_column(default=False)
    error: Mapped[str | None]
    progress: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON)


@dataclass(frozen=True, slots=True)
class Running:
    """What a handler is given: its payload, its job's id, and a way to tell how far it is."""

    id: UUID
    payload: dict[str, Any]
    at: datetime
    tell: Callable[[int, int], None]


Handler = Callable[[Running], dict[str, Any] | None]


def ask(
    kind: str, payload: dict[str, Any], *, at: datetime, key: str | None = None,
    asked_by: UUID | None = None, run_at: datetime | None = None,
) -> UUID | None:  # fmt: skip
    """Ask for work in the caller's transaction; with a key that already waits, nothing is added."""
    job_id = uuid7(at)
    row = {
        "id": job_id, "kind": kind, "key": key, "payload": payload, "asked_by": asked_by,
        "asked_at": at, "run_at": run_at or at, "attempts": 0, "failed": False,
        "progress": 0, "total": 0,
    }  # fmt: skip
    insert = sqlite.insert if db.engine.dialect.name == "sqlite" else postgresql.insert
    done = db.session.execute(insert(Job).values(row).on_conflict_do_nothing().returning(Job.id))
    return done.scalar_one_or_none()


def hasten(key: str, *, at: datetime) -> None:
    """Let the work that waits under a key be done now, if it was to be done later."""
    waits = update(Job).where(Job.key == key, Job.started_at.is_(None), Job.run_at > at)
    db.session.execute(waits.values(run_at=at))


def restate(key: str, payload: dict[str, Any]) -> None:
    """Change what the work that waits under a key is about."""
    waits = update(Job).where(Job.key == key, Job.started_at.is_(None), Job.done_at.is_(None))
    db.session.execute(waits.values(payload=payload))


def job(job_id: UUID, *, of: UUID) -> Job:
    """One person's own job; another person's looks like it does not exist (NoResultFound)."""
    return db.session.scalars(select(Job).where(Job.id == job_id, Job.asked_by == of)).one()


def latest(key: str, *, of: UUID) -> UUID:
    """The newest job that a person asked for under a key."""
    mine = select(Job.id).where(Job.key == key, Job.asked_by == of)
    return db.session.scalars(mine.order_by(Job.asked_at.desc(), Job.id.desc()).limit(1)).one()


def newest(key: str) -> Job | None:
    """The newest job under a key, whoever asked: for the work of an office, not of a person."""
    found = select(Job).where(Job.key == key).order_by(Job.asked_at.desc(), Job.id.desc())
    return db.session.scalars(found.limit(1)).first()


def refused(refusal: DomainError) -> dict[str, Any]:
    """The result of a job that ended in a refusal: its name, for whoever asked to read why."""
    return {REFUSED: type(refusal).__name__}


def refusal_of(job: Job) -> str:
    """The name of the refusal in which a job ended; empty where it did not."""
    return (job.result or {}).get(REFUSED, "")


def waiting() -> int:
    """How many jobs are neither done nor given up."""
    open_jobs = select(func.count()).where(Job.done_at.is_(None), Job.failed.is_(False))
    return db.session.execute(open_jobs).scalar_one()


def unfinished(*, most: int = 200) -> Sequence[Job]:
    """Jobs that wait, run or were given up, the given-up ones first."""
    found = select(Job).where(Job.done_at.is_(None)).order_by(Job.failed.desc(), Job.run_at)
    return db.session.scalars(found.limit(most)).all()


def may_be_tried_again(given_up: Job) -> bool:
    """Whether what the job was asked with is still there."""
    return given_up.failed and given_up.kind not in SECRETIVE


def again(job_id: UUID | None, *, at: datetime) -> int:
    """Let one given-up job (all of them without an id) be tried anew; answers how many.

    A letter that was given up is gone: a new one must be asked for.
    """
    given_up = update(Job).where(Job.failed.is_(True), Job.done_at.is_(None))
    given_up = given_up.where(Job.kind.not_in(SECRETIVE))
    if job_id is not None:
        given_up = given_up.where(Job.id == job_id)
    anew = given_up.values(failed=False, attempts=0, run_at=at, lease_until=None)
    return changed(anew)


def _due(at: datetime):
    return (
        select(Job)
        .where(Job.done_at.is_(None), Job.failed.is_(False), Job.run_at <= at)
        .where(or_(Job.lease_until.is_(None), Job.lease_until < at))
        .order_by(Job.run_at)
        .limit(1)
    )


def claim(*, at: datetime) -> Job | None:
    """Take the next due job and lease it; the caller commits. No two workers take the same one."""
    found = db.session.scalars(_due(at).with_for_update(skip_locked=True)).first()
    if found is None:
        return None
    found.started_at, found.lease_until = at, at + LEASE
    found.attempts += 1
    db.session.flush()
    return found


def run_one(
    handlers: Mapping[str, Handler], *, clock: Callable[[], datetime], beat: timedelta = BEAT
) -> bool:
    """Claim one job, do it in its own transaction, note how it ended. False when none is due.

    The lease is short, so that the job of a killed worker is soon another's, and made longer every
    `beat` while the worker lives.
    """
    if not _anything_due(clock()):
        return False
    claimed = claim(at=clock())
    if claimed is None:
        db.session.rollback()
        return False
    job_id, kind, attempts = claimed.id, claimed.kind, claimed.attempts
    running = Running(job_id, dict(claimed.payload), clock(), partial(_tell, job_id))
    db.session.commit()
    try:
        if attempts > ATTEMPTS:
            raise TookItsWorkerDown
        with _leased(job_id, clock, beat):
            result = handlers[kind](running)
        _finish(running.id, at=clock(), result=result)
        metrics.job_ended(kind=kind, outcome="done")
    except Exception as error:
        db.session.rollback()
        log.exception("job failed", extra={"kind": kind})
        _put_off(running.id, at=clock(), attempts=attempts, error=type(error).__name__)
        metrics.job_ended(kind=kind, outcome="failed")
    return True


class TookItsWorkerDown(Exception):
    """Every attempt ended with the worker's death; it is given up, or it would go on for ever."""


def _anything_due(at: datetime) -> bool:
    """Look before taking the writer's place, so that an idle worker never holds up the pages."""
    if db.session().in_transaction():
        return True  # the caller's own transaction may hold the job; only the claim can tell
    before = writing.set(False)
    try:
        return db.session.scalars(_due(at)).first() is not None
    finally:
        db.session.rollback()
        writing.reset(before)


@contextmanager
def _leased(job_id: UUID, clock: Callable[[], datetime], beat: timedelta) -> Iterator[None]:
    """Keep a job leased for as long as its work lasts, from a thread beside it."""
    over, engine = threading.Event(), db.engine

    def keep() -> None:
        while not over.wait(beat.total_seconds()):
            longer = update(Job).where(Job.id == job_id).values(lease_until=clock() + LEASE)
            # While the job itself writes, SQLite lets nobody else write, and nobody else claim.
            with suppress(OperationalError), impatient(engine) as other:
                other.execute(longer)

    beside = threading.Thread(target=keep, daemon=True)
    beside.start()
    try:
        yield
    finally:
        over.set()
        beside.join()


def _tell(job_id: UUID, done: int, of: int) -> None:
    """Note progress at once, on a connection of its own.

    SQLite has one writer: while the job itself writes, the note is dropped, not waited for.
    """
    told = {"progress": done, "total": of}
    try:
        with impatient() as other:
            other.execute(update(Job).where(Job.id == job_id).values(told))
    except OperationalError:
        log.debug("progress dropped")


def _finish(job_id: UUID, *, at: datetime, result: dict[str, Any] | None) -> None:
    found = db.session.get_one(Job, job_id)
    found.done_at, found.lease_until, found.result = at, None, result
    _empty(found)
    _forget_old(at)
    db.session.commit()


def _put_off(job_id: UUID, *, at: datetime, attempts: int, error: str) -> None:
    found = db.session.get_one(Job, job_id)
    found.error, found.lease_until = error, None
    found.failed = attempts >= ATTEMPTS
    if found.failed:
        _empty(found)
    found.run_at = at + timedelta(seconds=10 * 4**attempts)
    db.session.commit()


def _empty(over: Job) -> None:
    """Nobody will read what a job was asked with; what is secret in it does not stay."""
    if over.kind in SECRETIVE:
        over.payload = {}


def _forget_old(at: datetime) -> None:
    """Jobs that were done long ago are dropped as others are done, a few at a time."""
    old = select(Job.id).where(Job.done_at < at - FORGOTTEN_AFTER).limit(FORGOTTEN_AT_ONCE)
    some = old.with_for_update(skip_locked=True)
    db.session.execute(
        delete(Job).where(Job.id.in_(some)), execution_options={"synchronize_session": False}
    )
