"""Counting failed tries, so that guessing becomes slow. Nobody is named in what is counted."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from training.kernel.db import db
from training.people.rules.limits import FORGOTTEN_AFTER, Limit, Tally, after_failure, insist
from training.people.tables.accounts import FailureCount

AT_ONCE = 50


def insist_all(counted: Mapping[str, Limit], *, at: datetime) -> None:
    """Hold the counters and refuse (TooManyAttempts) if one of them is full.

    The check that was made before the password was verified is made again here, while no other
    transaction can count: many guesses at the same moment gain nothing.
    """
    held = _held(counted, at=at)
    for key, limit in counted.items():
        insist(limit, held[key], at=at)


def count(counted: Mapping[str, Limit], *, at: datetime) -> None:
    """One failure more under each key; refuses like `insist_all` when one is full already."""
    held = _held(counted, at=at)
    for key, limit in counted.items():
        insist(limit, held[key], at=at)
    for key, limit in counted.items():
        tally = after_failure(limit, held[key], at=at)
        values = {"failures": tally.failures, "since": tally.since, "last_at": tally.last_at}
        db.session.execute(update(FailureCount).where(FailureCount.key == key).values(values))
    _forget_old(at)


def clear(key: str) -> None:
    """The person proved who they are: their failures no longer matter."""
    db.session.execute(delete(FailureCount).where(FailureCount.key == key))


def _held(keys: Iterable[str], *, at: datetime) -> dict[str, Tally]:
    """The tallies, each row locked until the transaction ends, always in the same order."""
    ordered = sorted(keys)
    insert: Any = sqlite.insert if db.engine.dialect.name == "sqlite" else postgresql.insert
    fresh = [{"key": key, "failures": 0, "since": at, "last_at": at} for key in ordered]
    db.session.execute(insert(FailureCount).values(fresh).on_conflict_do_nothing())
    columns = (FailureCount.key, FailureCount.failures, FailureCount.since, FailureCount.last_at)
    rows = select(*columns).where(FailureCount.key.in_(ordered)).order_by(FailureCount.key)
    found = db.session.execute(rows.with_for_update())
    return {key: Tally(failures, since, last_at) for key, failures, since, last_at in found}


def _forget_old(at: datetime) -> None:
    """Counters that no longer count are dropped as new ones come, a few at a time."""
    old = select(FailureCount.key).where(FailureCount.last_at < at - FORGOTTEN_AFTER)
    some = old.limit(AT_ONCE).with_for_update(skip_locked=True)
    db.session.execute(delete(FailureCount).where(FailureCount.key.in_(some)))
