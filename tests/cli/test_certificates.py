"""`certificates issue-due` tells what it issued; `check` names each flaw with its remedy."""

import json

import pytest

from tests.factories.certification import Desk
from training.certification.tables.certificates import Certificate
from training.cli.certificates import REMEDIES, group
from training.cli.certificates import check as checking
from training.kernel.db import db

pytestmark = pytest.mark.slow


@pytest.fixture
def desk(app, clock):
    made = Desk(app.config["RESAP"].data, clock.now)
    made.earn()
    db.session.commit()
    return made


def run(app, *args: str):
    return app.test_cli_runner().invoke(group, args)


def test_issuing_is_told_and_repeating_it_issues_nothing(app, desk):
    first = run(app, "issue-due")
    assert "1 sertifikat terbit." in first.output
    assert json.loads(run(app, "issue-due", "--json").output)["issued"] == 0
    assert "Semua sertifikat sesuai" in run(app, "check").output


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
