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


# What a kill leaves is what lies in the folder at that moment, so a second process looks there
# before each statement: one upgrade tells all of them. Every 53rd is killed in earnest.
KILLED_EVERYWHERE = """
import json, os, pathlib, signal
from pysqlite3 import dbapi2
from flask_migrate import upgrade
from sqlalchemy import event
from sqlalchemy.engine import Engine
from training.factory import create_app

folder = pathlib.Path(os.environ["RESAP_DATA"])
before_a_statement = lambda: None

@event.listens_for(Engine, "before_cursor_execute")
def about_to_execute(*_):
    before_a_statement()

def upgrading(pause):
    global before_a_statement
    child = os.fork()
    if child == 0:
        before_a_statement = pause
        with app.app_context():
            upgrade()
        os._exit(0)
    return child

def ended(child):
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

def watched():
    (told, tell), (told_on, go_on) = os.pipe(), os.pipe()
    child, states = upgrading(lambda: (os.write(tell, b"."), os.read(told_on, 1))), []
    os.close(tell)
    while os.read(told, 1):
        states.append(lying())
        os.write(go_on, b".")
    assert ended(child) == 0
    return states

def killed(place):
    left = [place]
    def count():
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left[0] -= 1
    return ended(upgrading(count))

def lying():
    return tuple((each.name, each.read_bytes()) for each in sorted(folder.glob("resap.db*")))

def lay(state):
    for leftover in folder.glob("resap.db*"):
        leftover.unlink()
    for name, data in state:
        (folder / name).write_bytes(data)

def schema():
    connection = dbapi2.connect(folder / "resap.db")
    rows = connection.execute("SELECT type || ' ' || name FROM sqlite_master").fetchall()
    sound = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    return sorted(name for (name,) in rows if "sqlite_" not in name) if sound else ["broken"]

def repeated():  # an empty schema that is sound is upgraded as any other
    return [ended(upgrading(lambda: None)), schema() == whole]

app = create_app()  # has not connected to anything, so that the forks may share it
states = watched()
whole, left, kills = schema(), [], []
for state in dict.fromkeys(states):
    lay(state)
    left.append([schema() in ([], whole), *repeated()])
for place in range(0, len(states), 53):
    lay(())
    kills.append([killed(place), schema() in ([], whole), *repeated()])
print(json.dumps([len(states), len(whole), left, kills]))
"""


@pytest.mark.slow
def test_an_upgrade_killed_at_any_statement_leaves_the_old_schema_and_can_be_repeated(tmp_path):
    environment = {**os.environ, "RESAP_DATA": str(tmp_path), "RESAP_DEMO": "0"}
    done = subprocess.run(
        [sys.executable, "-c", KILLED_EVERYWHERE],
        cwd=ROOT, env=environment, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    statements, tables, left, kills = json.loads(done.stdout)
    assert statements > 20
    assert tables > 20
    assert len(left) > 1
    assert [each for each in left if each != [True, 0, True]] == []
    assert len(kills) > 5
    assert [each for each in kills if each != [-9, True, 0, True]] == []
