"""Asked twice, done once: what was answered to a caller's key is kept for a day and given again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import String, Text, delete, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from training.kernel.db import Instant, db

KEPT_FOR = timedelta(hours=24)
LONGEST_KEY = 80
FORGOTTEN_AT_ONCE = 50


class KeptAnswer(db.Model):
    """The answer to one person's key. It is written in the same transaction as what it answers."""

    __tablename__ = "kept_answer"
    person: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(LONGEST_KEY), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(Instant, index=True)
    status: Mapped[int] = mapped_column(default=0)
    body: Mapped[str] = mapped_column(Text, default="")


class Claim(StrEnum):
    """What a key is to us: new, answered before, or used for something else."""

    FRESH = "fresh"
    REPEATED = "repeated"
    MISUSED = "misused"


@dataclass(frozen=True, slots=True)
class Claimed:
    """The outcome of claiming a key, with the kept answer of a repeated one."""

    claim: Claim
    status: int = 0
    body: str = ""


def claim(person: UUID, key: str, digest: str, *, at: datetime) -> Claimed:
    """Take a key for the caller's transaction; `digest` is of everything that was asked with it.

    Two simultaneous requests meet at the primary key (on SQLite at the writer's lock before): the
    second waits until the first is kept, and then finds its answer, or undone, and then goes ahead.
    """
    _forget(at - KEPT_FOR)
    row = {"person": person, "key": key, "digest": digest, "at": at, "status": 0, "body": ""}
    insert = sqlite.insert if db.engine.dialect.name == "sqlite" else postgresql.insert
    added = insert(KeptAnswer).values(row).on_conflict_do_nothing().returning(KeptAnswer.key)
    if db.session.execute(added).scalar_one_or_none() is not None:
        return Claimed(Claim.FRESH)
    found = select(KeptAnswer.digest, KeptAnswer.status, KeptAnswer.body)
    kept = db.session.execute(found.where(KeptAnswer.person == person, KeptAnswer.key == key)).one()
    if kept.digest != digest:
        return Claimed(Claim.MISUSED)
    return Claimed(Claim.REPEATED, kept.status, kept.body)


def keep(person: UUID, key: str, *, status: int, body: str) -> None:
    """Keep the answer to a claimed key; a refusal is not kept: it is undone with its claim."""
    mine = update(KeptAnswer).where(KeptAnswer.person == person, KeptAnswer.key == key)
    db.session.execute(mine.values(status=status, body=body))


def _forget(before: datetime) -> None:
    """Drop a few answers that are older than a day; rows that another caller drops are skipped."""
    old = select(KeptAnswer.person, KeptAnswer.key).where(KeptAnswer.at <= before)
    some = old.limit(FORGOTTEN_AT_ONCE).with_for_update(skip_locked=True)
    rows = [tuple(row) for row in db.session.execute(some)]
    if rows:
        db.session.execute(
            delete(KeptAnswer).where(tuple_(KeptAnswer.person, KeptAnswer.key).in_(rows))
        )
