"""Many rows at once, in the caller's transaction: what a history or a demo city brings."""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from operator import attrgetter
from typing import Any

from sqlalchemy import Dialect, Table, Uuid

from training.kernel.db import Instant, db

Row = Iterable[Any]
Converter = Callable[[Any], Any] | None
BATCH = 10_000
ROOMY = "PRAGMA cache_size=-262144"
USUAL = "PRAGMA cache_size=-2000"


def keep(table: Table, columns: Sequence[str], rows: Iterable[Row]) -> int:
    """Insert rows whose values stand in the order of `columns`; answers how many."""
    connection = db.session.connection()
    converters = [_converter(table, name, connection.dialect) for name in columns]
    ready = _converted(rows, converters)
    names = ", ".join(table.c[name].name for name in columns)
    driver: Any = connection.connection.cursor()
    try:
        if connection.dialect.name == "sqlite":
            return _insert(driver, f'"{table.name}" ({names})', len(columns), ready)
        return _copy(driver, f'"{table.name}" ({names})', ready)
    finally:
        driver.close()


def _converter(table: Table, name: str, dialect: Dialect) -> Converter:
    """What turns a value of ours into one of the driver's, as SQLAlchemy does it row by row."""
    kind = table.c[name].type
    if isinstance(kind, Instant) and dialect.name == "sqlite":
        return _as_text
    if isinstance(kind, Uuid) and dialect.name == "sqlite" and not table.c[name].nullable:
        return attrgetter("hex")
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _as_text(instant: datetime | None) -> str | None:
    """An instant as SQLAlchemy stores it in SQLite, at a quarter of the cost."""
    if instant is None:
        return None
    return instant.astimezone(UTC).isoformat(" ", "microseconds")[:26]


def _converted(rows: Iterable[Row], converters: Sequence[Converter]) -> Iterator[Sequence[Any]]:
    """Column by column, some thousand rows at a time: a third faster than row by row."""
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        columns = [
            map(convert, values) if convert else values
            for convert, values in zip(converters, zip(*batch, strict=True), strict=True)
        ]
        yield from zip(*columns, strict=True)


def _insert(driver: Any, target: str, width: int, rows: Iterator[Sequence[Any]]) -> int:
    marks = ", ".join("?" * width)
    count = 0
    while batch := list(islice(rows, BATCH)):
        driver.executemany(f"INSERT INTO {target} VALUES ({marks})", batch)  # noqa: S608  (names of our own tables)
        count += len(batch)
    return count


def _copy(driver: Any, target: str, rows: Iterator[Sequence[Any]]) -> int:
    count = 0
    with driver.copy(f"COPY {target} FROM STDIN") as stream:
        for row in rows:
            stream.write_row(row)
            count += 1
    return count


@contextmanager
def roomy() -> Iterator[None]:
    """Give SQLite room in memory for its indexes while much is written; Python tidies later."""
    on_sqlite = db.engine.dialect.name == "sqlite"
    if on_sqlite:
        db.session.connection().exec_driver_sql(ROOMY)
    gc.disable()  # millions of rows, none of them in a circle: looking for circles costs a fifth
    try:
        yield
    finally:
        gc.enable()
        if on_sqlite:
            db.session.connection().exec_driver_sql(USUAL)
