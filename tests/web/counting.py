"""What page tests need besides a browser: counted statements, and requests that share nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from training.kernel.db import db


@contextmanager
def counted() -> Iterator[list[str]]:
    """The SQL statements that are executed inside the block (transactions' BEGINs not counted)."""
    seen: list[str] = []
    engine = db.engine

    def note(_connection, _cursor, statement, *_rest) -> None:
        if not statement.startswith("BEGIN"):
            seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)
