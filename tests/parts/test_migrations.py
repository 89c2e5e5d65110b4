"""The schema: one line of migrations, equal to the tables, and never left half way."""

import json
import os
import subprocess
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

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


KILLED_EVERYWHERE = """
import json, os, pathlib, sys
from pysqlite3 import dbapi2
from flask_migrate import upgrade
from sqlalchemy import event
from sqlalchemy.engine import Engine
from training.factory import create_app

folder = pathlib.Path(os.environ["RESAP_DATA"])
left = 0

@event.listens_for(Engine, "before_cursor_execute")
def count(*_):
    global left
    if left == 0:
        os._exit(9)
    left -= 1

def migrate(statements):
    global left
    child = os.fork()
    if child == 0:
        left = statements
        with app.app_context():
            upgrade()
        (folder / "left").write_text(str(left))
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

def schema():
    connection = dbapi2.connect(folder / "resap.db")
    rows = connection.execute("SELECT type || ' ' || name FROM sqlite_master").fetchall()
    sound = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    return sorted(name for (name,) in rows if "sqlite_" not in name) if sound else ["broken"]

def fresh():
    for leftover in folder.glob("resap.db*"):
        leftover.unlink()

app = create_app()  # has not connected to anything, so that the forks may share it
assert migrate(10_000) == 0
total, whole = 10_000 - int((folder / "left").read_text()), schema()
found = []
for kill_at in range(total):
    fresh()
    code, after = migrate(kill_at), schema()
    found.append([kill_at, code, after in ([], whole)])
    if kill_at % 10 == 0:  # an empty schema that is sound is upgraded as any other
        found[-1] += [migrate(10_000), schema() == whole]
print(json.dumps(found))
"""


@pytest.mark.slow
def test_an_upgrade_killed_at_any_statement_leaves_the_old_schema_and_can_be_repeated(tmp_path):
    environment = {**os.environ, "RESAP_DATA": str(tmp_path), "RESAP_DEMO": "0"}
    done = subprocess.run(
        [sys.executable, "-c", KILLED_EVERYWHERE],
        cwd=ROOT, env=environment, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout)
    assert len(found) > 20
    assert [each for each in found if each[1:] not in ([9, True], [9, True, 0, True])] == []
