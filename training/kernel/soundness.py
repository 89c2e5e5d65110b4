"""Whether the database itself is whole: its pages, its references, its schema."""

from collections.abc import Iterator

from sqlalchemy import Connection, inspect, text

from training.kernel.db import db

MOST = 20


def faults() -> Iterator[str]:
    """What the database finds wrong with itself, in its own words."""
    connection = db.session.connection()
    if connection.dialect.name == "sqlite":
        yield from sqlite_faults(connection)
    else:
        yield from _dangling(connection)


def sqlite_faults(connection: Connection) -> Iterator[str]:
    """The checks that SQLite brings: every page, every index, every reference."""
    for (found,) in connection.execute(text(f"PRAGMA integrity_check({MOST})")):
        if found != "ok":
            yield f"integrity: {found}"
    for table, row, parent, _ in connection.execute(text("PRAGMA foreign_key_check")):
        yield f"foreign key: {table} row {row} -> {parent}"


def _dangling(connection: Connection) -> Iterator[str]:
    """Rows whose reference leads nowhere: PostgreSQL keeps them out unless it was told not to."""
    looked = inspect(connection)
    for table in looked.get_table_names():
        for key in looked.get_foreign_keys(table):
            (column,), (other,) = key["constrained_columns"], key["referred_columns"]
            lost = (
                f'SELECT count(*) FROM "{table}" a LEFT JOIN "{key["referred_table"]}" b '  # noqa: S608  (names of our own tables)
                f'ON a."{column}" = b."{other}" '
                f'WHERE a."{column}" IS NOT NULL AND b."{other}" IS NULL'
            )
            count = connection.execute(text(lost)).scalar_one()
            if count:
                yield f"foreign key: {table}.{column}: {count}"
