"""`certificates issue-due` issues once, whoever runs it how often; `check` names the remedy."""

import json
import os
import subprocess
import sys

import pytest
from sqlalchemy import select

from tests.factories.certification import Desk
from training.certification.queries.checking import check
from training.certification.tables.certificates import Certificate
from training.cli.certificates import REMEDIES, group
from training.cli.certificates import check as checking
from training.kernel.db import db

pytestmark = pytest.mark.slow

BESIDE = """
import os, sys
from sqlalchemy import event
from sqlalchemy.engine import Engine
from training.factory import create_app

left = int(sys.argv[1])

@event.listens_for(Engine, "before_cursor_execute")
def count(connection, cursor, statement, *rest):
    global left
    if "INSERT INTO cert" in statement and left:
        left -= 1
        if left == 0:
            os._exit(9)

create_app().test_cli_runner().invoke(args=["certificates", "issue-due"], catch_exceptions=False)
"""


@pytest.fixture
def desk(app, clock):
    made = Desk(app.config["RESAP"].data, clock.now)
    made.earn()
    db.session.commit()
    return made


def beside(app, clock_file, kill_at: int = 0) -> subprocess.Popen:
    """The command in a process of its own, which dies at its nth insert of certification."""
    chosen = app.config["RESAP"]
    return subprocess.Popen(
        [sys.executable, "-c", BESIDE, str(kill_at)],
        env={
            **os.environ, "RESAP_DATA": str(chosen.data), "RESAP_CLOCK_FILE": str(clock_file),
            "RESAP_SECRET_KEY": chosen.secret_key, "RESAP_DEMO": "1",
        },
        stdout=subprocess.DEVNULL,
    )  # fmt: skip


def numbers() -> list[int]:
    db.session.rollback()
    return sorted(db.session.scalars(select(Certificate.sequence)))


def run(app, *args: str):
    return app.test_cli_runner().invoke(group, args)


def test_issuing_is_told_and_repeating_it_issues_nothing(app, desk):
    first = run(app, "issue-due")
    assert "1 sertifikat terbit." in first.output
    assert json.loads(run(app, "issue-due", "--json").output)["issued"] == 0
    assert "Semua sertifikat sesuai" in run(app, "check").output


@pytest.mark.slow
def test_killed_at_any_insert_nothing_is_half_done(app, desk, clock_file):
    for place in (1, 2, 3):
        db.session.rollback()
        assert beside(app, clock_file, place).wait(60) == 9
        assert numbers() == []
        assert list(check()) == []
    db.session.rollback()
    assert beside(app, clock_file).wait(60) == 0
    assert numbers() == [1]


@pytest.mark.slow
def test_two_at_once_issue_one_certificate(app, desk, clock_file):
    db.session.rollback()
    both = [beside(app, clock_file) for _ in range(2)]
    assert [each.wait(60) for each in both] == [0, 0]
    assert numbers() == [1]
    assert list(check()) == []


def test_only_a_skipped_number_can_be_explained(app, desk):
    run(app, "issue-due")
    told = ("800.2", "2026", "1", "--reason", "Rusak.", "--by")
    assert "Tidak ada pegawai" in run(app, "explain-gap", *told, "123").output
    refused = run(app, "explain-gap", *told, desk.hr.email)
    assert (refused.exit_code, "tidak terlewat" in refused.output) == (1, True)


def test_a_flaw_is_told_with_its_remedy_and_ends_with_an_error(app, desk):
    assert run(app, "issue-due").exit_code == 0
    db.session.execute(Certificate.__table__.delete())
    db.session.commit()
    told = app.test_cli_runner().invoke(checking)
    assert told.exit_code == 1
    assert "diperoleh tanpa sertifikat" in told.output
    found = json.loads(run(app, "check", "--json").output)
    assert [each["flaw"] for each in found["flaws"]] == ["without-certificate"]
    assert all("{about}" in sentence for sentence in REMEDIES.values())
