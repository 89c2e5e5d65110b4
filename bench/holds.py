"""How long a process keeps SQLite's one writer: from the BEGIN IMMEDIATE to the end of the commit.

While somebody holds it, everybody else's answers and saves wait.
"""

import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine

from training.kernel.db import writing


@dataclass
class Holds:
    """The times in milliseconds for which the writer was held, and what all of it took.

    `cpu_times` are what the holder computed meanwhile: on a busy machine the rest is waiting.
    """

    times: list[float] = field(default_factory=list)
    cpu_times: list[float] = field(default_factory=list)
    seconds: float = 0.0
    cpu_seconds: float = 0.0

    @property
    def longest(self) -> float:
        return max(self.times, default=0.0)

    def told(self) -> dict[str, float | int]:
        return {
            "seconds": round(self.seconds, 2), "user_cpu_seconds": round(self.cpu_seconds, 2),
            "holds": len(self.times), "longest_hold_ms": round(self.longest, 1),
            "longest_hold_cpu_ms": round(max(self.cpu_times, default=0.0), 1),
        }  # fmt: skip


@contextmanager
def watched(engine: Engine) -> Iterator[Holds]:
    """Every writing transaction of an engine while the block runs."""
    seen, since, dialect = Holds(), {}, engine.dialect
    commit, rollback = dialect.do_commit, dialect.do_rollback

    def begun(connection: Connection) -> None:
        if writing.get():
            now = time.perf_counter(), time.thread_time()
            since[id(connection.connection.dbapi_connection)] = now

    def ended(end: Any) -> Any:
        def run(pooled: Any) -> None:
            end(pooled)
            began = since.pop(id(getattr(pooled, "dbapi_connection", pooled)), None)
            if began is not None:
                seen.times.append((time.perf_counter() - began[0]) * 1000)
                seen.cpu_times.append((time.thread_time() - began[1]) * 1000)

        return run

    event.listen(engine, "begin", begun)
    dialect.do_commit, dialect.do_rollback = ended(commit), ended(rollback)
    began, spent = time.perf_counter(), _user()
    try:
        yield seen
    finally:
        seen.seconds, seen.cpu_seconds = time.perf_counter() - began, _user() - spent
        event.remove(engine, "begin", begun)
        dialect.do_commit, dialect.do_rollback = commit, rollback


def _user() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_utime
