"""`measure calibration`, and that `report` proves and rebuilds what practice derives."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import update

from tests.conftest import ZERO_HOUR
from tests.factories import content, people
from tests.factories.practice import answered, finished
from training.kernel.db import db, writing
from training.practice.tables.cases import PracticeMemory

pytestmark = pytest.mark.slow

WEEK = timedelta(days=7)


@pytest.fixture
def practised(app):
    content.published(at=ZERO_HOUR - 9 * WEEK)
    person = people.employee(people.unit())
    finished(person, at=ZERO_HOUR - 9 * WEEK)
    for week in range(1, 8):
        answered(person, at=ZERO_HOUR - (9 - week) * WEEK, right=week != 3)
    db.session.commit()
    return app


def run(app, *args: str):
    done = app.test_cli_runner().invoke(args=args)
    db.session.remove()
    writing.set(True)
    return done


def test_the_months_are_told_as_json(practised):
    done = run(practised, "measure", "calibration", "--json")
    assert done.exit_code == 0, done.output
    months = json.loads(done.output)["months"]
    assert [each["month"] for each in months] == ["2026-09", "2026-10", "2026-11"]
    assert sum(each["n"] for each in months) == 7
    assert all(0 <= each["rmse"] <= 1 for each in months if each["n"])


def test_the_months_are_told_as_a_table(practised):
    lines = run(practised, "measure", "calibration").output.splitlines()
    assert lines[0].split() == ["bulan", "jawaban", "RMSE", "log", "loss", "pembanding"]
    assert len(lines) == 4


def test_without_practice_there_is_only_the_head(app):
    assert len(run(app, "measure", "calibration").output.splitlines()) == 1


def test_a_memory_that_is_not_its_reviews_is_found_and_rebuilt(practised):
    assert run(practised, "report", "rebuild").exit_code == 0
    assert run(practised, "report", "check").exit_code == 0
    db.session.execute(update(PracticeMemory).values(reviews=99))
    db.session.commit()
    wrong = run(practised, "report", "check", "--json")
    assert wrong.exit_code == 1
    tables = {each["table"] for each in json.loads(wrong.output)["differences"]}
    assert tables == {"practice_memory"}
    assert run(practised, "integrity").exit_code == 1
    assert run(practised, "report", "rebuild").exit_code == 0
    assert run(practised, "report", "check").exit_code == 0
