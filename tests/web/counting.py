"""What page tests need besides a browser: counted statements, and requests that share nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import g, request_finished, request_started
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


@pytest.fixture(autouse=True)
def nothing_shared(app) -> Iterator[None]:
    """Requests inside a test's application context share `g`; each must begin without it."""

    def clear(_sender, **_more) -> None:
        for name in list(g):
            g.pop(name)

    with request_started.connected_to(clear, app), request_finished.connected_to(clear, app):
        yield
