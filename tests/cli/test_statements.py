"""xAPI statements on the command line: into a file, to the store, again, and how far that is."""

import json
import stat
from dataclasses import replace

import pytest

from tests.conftest import ZERO_HOUR
from tests.factories import content, people, quiz
from training.cli import worker
from training.kernel import jobs
from training.kernel.db import db
from training.reporting.actions.statements import SEND

pytestmark = pytest.mark.slow


@pytest.fixture
def run(app):
    def invoke(*args):
        done = app.test_cli_runner().invoke(args=["statements", *args])
        db.session.rollback()
        return done.exit_code, done.output

    return invoke


@pytest.fixture
def learner(app, clock):
    content.published()
    person = people.employee(people.unit())
    quiz.submitted(person, at=clock.now)
    db.session.commit()
    return person


@pytest.fixture
def with_store(app):
    chosen = app.config["RESAP"]
    app.config["RESAP"] = replace(chosen, lrs_url="https://lrs.contoh.go.id/xapi")
    yield
    app.config["RESAP"] = chosen


def test_the_export_is_one_statement_a_line_in_a_private_file(run, learner, tmp_path):
    path = tmp_path / "pernyataan.jsonl"
    code, told = run("export", str(path))
    lines = path.read_text().splitlines()
    assert (code, len(lines)) == (0, 3)
    assert "3 pernyataan" in told
    assert all(json.loads(line)["actor"]["account"]["name"] == str(learner.id) for line in lines)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["pernyataan.jsonl"]
    again = tmp_path / "lagi.jsonl"
    run("export", str(again))
    assert again.read_bytes() == path.read_bytes()


def test_the_export_keeps_to_the_days_that_are_asked(run, learner):
    day = ZERO_HOUR.date()
    assert len(run("export", "-", "--since", str(day))[1].splitlines()) == 3
    assert run("export", "-", "--until", str(day))[1] == ""


def test_a_file_that_cannot_be_written_is_said(run, learner, tmp_path):
    code, told = run("export", str(tmp_path / "tidak-ada" / "x.jsonl"))
    assert code == 1
    assert "tidak dapat ditulis" in told


def test_without_a_store_sending_is_refused(run, app):
    for what in ("send", "resend"):
        code, told = run(what)
        assert code == 1
        assert "RESAP_LRS_URL" in told
    assert json.loads(run("status", "--json")[1])["on"] is False


def test_sending_is_asked_once_and_the_status_tells_how_far_it_is(run, learner, with_store):
    run("send")
    code, _told = run("send")
    assert code == 0
    assert jobs.waiting() == 1
    told = json.loads(run("status", "--json")[1])
    assert told == {"on": True, "sent": 0, "unsent": 2, "refused_statements": 0}
    assert "0 fakta akan dikirim lagi" in run("resend")[1]


def test_a_worker_goes_on_sending_after_every_start_where_there_is_a_store(app, with_store):
    for _ in range(2):
        worker.begin(app)
    assert [each.kind for each in jobs.unfinished()].count(SEND) == 1


def test_a_worker_without_a_store_sends_nothing(app):
    worker.begin(app)
    assert SEND not in {each.kind for each in jobs.unfinished()}
