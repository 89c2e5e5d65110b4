"""Keeping no longer than was declared: what outlived its term is deleted or emptied, every night.

Nothing goes that a level, a closed cycle, a certificate, a statistic or the audit chain stands on:
`report check`, `evidence check`, `certificates check` and `audit verify` say the same afterwards.
The first run of all is an operator's, who saw the counts before; the nights only follow.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    Delete,
    Table,
    Update,
    delete,
    func,
    inspect,
    select,
    tuple_,
    update,
)

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.kernel import jobs
from training.kernel.db import changed, db
from training.privacy.queries.outliving import SORTS, Sort, ran_before
from training.privacy.rules.declaration import Declaration, declaration

NIGHTLY = "retention-night"
NIGHT = time(2, 30)
AT_ONCE = 2000
Keep = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """One sort of rows: how many outlived their term, and whether they are deleted or emptied."""

    term: str
    days: int
    count: int
    deleted: bool


def look(*, at: datetime, by: Declaration | None = None) -> tuple[Cleaned, ...]:
    """What a run would do now; nothing is changed."""
    told = by or declaration()
    return tuple(
        _cleaned(each, told, _count(each, each.outlived(told.before(each.term, at))))
        for each in SORTS
    )


def run(*, at: datetime, keep: Keep, by: Declaration | None = None) -> tuple[Cleaned, ...]:
    """Delete and empty what outlived its term, some rows at a time, each part kept by `keep`.

    Answers what was done; it is noted in the audit trail by sort and number.
    """
    told = by or declaration()
    done = tuple(
        _cleaned(each, told, _clean(each, each.outlived(told.before(each.term, at)), keep))
        for each in SORTS
    )
    rows = {each.term: each.count for each in done if each.count}
    note(
        Happening(EventKind.RETENTION_RUN, at, None, "retention", "", {"rows": sum(rows.values())})
    )
    keep()
    return done


def _cleaned(sort: Sort, told: Declaration, count: int) -> Cleaned:
    return Cleaned(sort.term, told.terms[sort.term], count, not sort.emptied)


def _count(sort: Sort, outlived: ColumnElement[bool]) -> int:
    counted = select(func.count()).select_from(sort.table).where(outlived)
    return db.session.execute(counted).scalar_one()


def _clean(sort: Sort, outlived: ColumnElement[bool], keep: Keep) -> int:
    """Clean in parts, so that on SQLite a page never waits long for the writer's place."""
    keys, count = tuple(_table(sort).primary_key.columns), 0
    while True:
        some = select(*keys).where(outlived).limit(AT_ONCE)
        rows = [tuple(row) for row in db.session.execute(some)]
        if not rows:
            return count
        these = tuple_(*keys).in_(rows)
        count += changed(_change(sort).where(these).execution_options(synchronize_session=False))
        keep()


def _change(sort: Sort) -> Update | Delete:
    return update(sort.table).values(dict(sort.emptied)) if sort.emptied else delete(sort.table)


def _table(sort: Sort) -> Table:
    return inspect(sort.table).local_table


def ask_for_tonight(*, at: datetime, zone: str) -> None:
    """Clean in the next night of the city."""
    local = at.astimezone(ZoneInfo(zone))
    tonight = datetime.combine(local.date(), NIGHT, ZoneInfo(zone))
    then = tonight if tonight > local else tonight + timedelta(days=1)
    jobs.ask(NIGHTLY, {}, at=at, key=f"{NIGHTLY}:{then.date()}", run_at=then)


def handlers(zone: str, *, keep: Keep) -> Mapping[str, jobs.Handler]:
    """The handler of the night's job; `keep` commits."""
    return {NIGHTLY: partial(_night, zone=zone, keep=keep)}


def _night(running: jobs.Running, *, zone: str, keep: Keep) -> dict[str, Any]:
    """Clean, if an operator let it be done once; else only count."""
    ask_for_tonight(at=running.at, zone=zone)
    allowed = ran_before()
    done = run(at=running.at, keep=keep) if allowed else look(at=running.at)
    return {"allowed": allowed, "rows": {each.term: each.count for each in done if each.count}}
