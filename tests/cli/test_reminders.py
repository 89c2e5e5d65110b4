"""The command that sends reminders: looking changes nothing, sending twice sends once."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.factories import content, people, practice
from training.kernel import jobs
from training.kernel.db import db

pytestmark = pytest.mark.slow


@pytest.fixture
def run(app, clock):
    """`run("send")` answers the exit code and what was printed."""
    content.published(at=clock.now)
    practice.finished(people.employee(people.unit()), at=clock.now)
    db.session.commit()
    clock.forward(days=14)

    def invoke(*args: str) -> tuple[int, str]:
        done = app.test_cli_runner().invoke(args=["reminders", *args])
        db.session.rollback()
        return done.exit_code, done.output

    return invoke


def mails() -> int:
    return db.session.scalar(select(func.count()).where(jobs.Job.kind == "mail"))


def test_a_dry_run_counts_and_sends_nothing(run):
    code, told = run("send", "--dry-run", "--json")
    assert code == 0
    found = json.loads(told)
    assert (found["letters"], found["kinds"], found["unreached"]) == (1, {"practice": 1}, 0)
    assert mails() == 0


def test_sending_twice_sends_once(run):
    assert json.loads(run("send", "--json")[1]) == {"letters": 1, "reminders": 1, "unreached": 0}
    code, told = run("send")
    assert (code, told.strip()) == (
        0, "0 surat diminta dikirim, 0 pengingat; 0 tanpa alamat surel.",
    )  # fmt: skip
    assert mails() == 1


def test_a_dry_run_at_night_tells_of_the_next_morning(run, clock):
    clock.set(clock.now + timedelta(hours=12))
    assert json.loads(run("send", "--json")[1])["letters"] == 0
    found = json.loads(run("send", "--dry-run", "--json")[1])
    assert (found["letters"], found["at"]) == (1, "2026-12-08T00:00:00+00:00")
