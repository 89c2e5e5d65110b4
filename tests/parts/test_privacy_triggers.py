"""What was written may be erased and never changed: the database says so, by every column."""

import pytest
from sqlalchemy import Table, select, text
from sqlalchemy.exc import DatabaseError

from tests.factories.privacy import Held
from training.kernel.db import db

pytestmark = pytest.mark.slow

ERASABLE = {
    "plan": {"if_text", "then_text"}, "plan_check_in": {"note"}, "plan_rehearsal": {"words"},
    "answer": {"value", "digest"}, "marking": {"comment"}, "certification_excuse": {"note"},
    "objection": {"words"},
}  # fmt: skip


@pytest.fixture
def held(database, clock, tmp_path):
    return Held(clock, tmp_path)


def refused(statement: str) -> bool:
    try:
        with db.session.begin_nested():
            db.session.execute(text(statement))
    except DatabaseError:
        return True
    return False


def other(table: Table, column: str) -> str:
    """Another value for a column, as SQL: one that its type takes and the row does not hold."""
    kind = table.c[column].type.python_type.__name__ if column != "value" else "dict"
    return {
        "bool": f"NOT {column}", "int": f"coalesce({column}, 0) + 1", "str": "'lain'",
        "float": f"coalesce({column}, 0) + 1", "dict": "'\"lain\"'", "list": "'[]'",
        "UUID": "'00000000-0000-7000-8000-000000000009'", "date": "'1999-01-01'",
        "object": "'1999-01-01 00:00:00'",
    }[kind]  # fmt: skip


def test_no_column_of_what_may_be_erased_can_be_changed(held):
    """A new column on SQLite needs a new trigger: then this test says which."""
    open_ones = [
        f"{name}.{column.name}"
        for name in ERASABLE
        for table in (db.metadata.tables[name],)
        for column in table.columns
        if db.session.execute(select(table).limit(1)).first()
        and not refused(f"UPDATE {name} SET {column.name} = {other(table, column.name)}")
    ]
    assert open_ones == []


def test_words_may_be_taken_away(held):
    for name, columns in ERASABLE.items():
        for column in columns:
            gone = {"value": "'\"[dihapus]\"'", "digest": "NULL"}.get(column, "''")
            assert not refused(f"UPDATE {name} SET {column} = {gone}"), (name, column)
