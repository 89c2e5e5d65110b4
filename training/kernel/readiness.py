"""Whether the ground is fit to work on: database, migrations, disk, SQLite library."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from training.kernel.db import db, dbapi2, journal_mode, writing
from training.kernel.settings import ROOT

LEAST_FREE_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: whether it is well, and what was seen."""

    ok: bool
    note: str


@cache
def newest_migration() -> str:
    """The head of the migrations that this code brings."""
    return ScriptDirectory(str(ROOT / "migrations")).get_current_head() or ""


def checks(data: Path) -> dict[str, Check]:
    """Every check by name; none of them changes anything."""
    found = {
        "disk": checked(partial(_disk, data)),
        "database": checked(_writable),
        "migrations": checked(at_head),
    }
    if db.engine.dialect.name == "sqlite":
        found["sqlite"] = checked(_library)
    return found


def checked(look: Callable[[], Check]) -> Check:
    """What was seen; where nothing can be seen, that is what is not well."""
    try:
        return look()
    except (SQLAlchemyError, OSError) as error:
        db.session.rollback()
        return Check(False, type(error).__name__)


def _library() -> Check:
    mode = journal_mode()
    note = f"SQLite {dbapi2.sqlite_version}, journal {mode}"
    return Check(True, note if mode == "WAL" else f"{note} (affected version)")


def _disk(data: Path) -> Check:
    free = shutil.disk_usage(data).free
    return Check(free >= LEAST_FREE_BYTES, f"{free // (1024 * 1024)} MiB free")


def _writable() -> Check:
    """Take the writer's place for a moment and give it back, on a connection of its own."""
    before = writing.set(True)  # a page that only reads asks, but the question is about writing
    try:
        _write_for_a_moment()
    finally:
        writing.reset(before)
    return Check(True, db.engine.dialect.name)


def _write_for_a_moment() -> None:
    with db.engine.connect() as connection:
        if db.engine.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA user_version = 0")
        else:
            connection.execute(text("CREATE TEMPORARY TABLE ready_probe (one integer)"))
        connection.rollback()


def at_head() -> Check:
    """Whether the schema is the one that this code was written for."""
    current = db.session.execute(text("SELECT version_num FROM alembic_version")).scalar()
    head = newest_migration()
    return Check(current == head, f"at {current}, code brings {head}")
