"""The schema: one line of migrations, equal to the tables, and never left half way."""

import os
import subprocess
import sys
from contextlib import closing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from pysqlite3 import dbapi2

from training.kernel import readiness
from training.kernel.db import db, writing
from training.kernel.settings import ROOT


def test_the_migrations_have_one_head():
    assert len(ScriptDirectory(str(ROOT / "migrations")).get_heads()) == 1


def test_the_tables_are_what_the_migrations_make(database):
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, db.metadata)
    assert differences == []


def test_the_ground_is_ready(database):
    before = writing.set(False)
    found = readiness.checks(database.config["RESAP"].data)
    writing.reset(before)
    assert [name for name, check in found.items() if not check.ok] == []


UPGRADE = """
import os, sys
from flask_migrate import upgrade
from sqlalchemy import event
from sqlalchemy.engine import Engine
from training.factory import create_app
app, left = create_app(), int(sys.argv[1])
@event.listens_for(Engine, "before_cursor_execute")
def count(connection, cursor, statement, *_):
    global left
    if left == 0:
        os._exit(9)
    left -= 1
with app.app_context():
    upgrade()
    print(int(sys.argv[1]) - left)
"""


def migrate(folder, statements: int) -> subprocess.CompletedProcess:
    environment = {**os.environ, "RESAP_DATA": str(folder), "RESAP_DEMO": "0"}
    return subprocess.run(
        [sys.executable, "-c", UPGRADE, str(statements)],
        cwd=ROOT, env=environment, capture_output=True, text=True,
    )  # fmt: skip


def tables(folder) -> set[str]:
    with closing(dbapi2.connect(folder / "resap.db")) as connection:
        rows = connection.execute("SELECT type || ' ' || name FROM sqlite_master").fetchall()
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    return {name for (name,) in rows if "sqlite_" not in name}


def points(total: int) -> list[int]:
    """The first and last statements one by one, and a sample of those between."""
    return sorted({*range(6), *range(6, total - 4, max(1, total // 8)), *range(total - 4, total)})


@pytest.mark.slow
def test_an_upgrade_killed_at_a_statement_leaves_the_old_schema_and_can_be_repeated(tmp_path):
    whole = tmp_path / "whole"
    done = migrate(whole, 10_000)
    assert done.returncode == 0, done.stderr
    total, wanted = int(done.stdout), tables(whole)
    for kill_at in points(total):
        folder = tmp_path / str(kill_at)
        assert migrate(folder, kill_at).returncode == 9
        left = tables(folder)
        assert left in (set(), wanted), f"killed at {kill_at}: {sorted(left)[:5]}"
    for again in (points(total)[0], points(total)[len(points(total)) // 2], total - 1):
        assert migrate(tmp_path / str(again), 10_000).returncode == 0
        assert tables(tmp_path / str(again)) == wanted
