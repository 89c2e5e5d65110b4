"""Anybody with a terminal can do a draw again; the night of one tampered seed does not pass."""

import json

import pytest
from sqlalchemy import text

from tests.factories import observation
from training.kernel.db import db

pytestmark = pytest.mark.slow


@pytest.fixture
def town(app, clock):
    made = observation.city()
    observation.drawn(made, at=clock.now)
    db.session.commit()
    return made


def ask(app, *words: str):
    return app.test_cli_runner().invoke(args=["observation", "verify", *words])


def test_a_draw_is_done_again_and_found_equal(app, town):
    done = ask(app, "undian-satu", "--json")
    assert done.exit_code == 0
    told = json.loads(done.output)
    assert told["equal"]
    assert told["revealed"] is False
    assert told["visits"] == 6
    assert "ya" in ask(app, "undian-satu").output


def test_a_visit_that_was_slipped_in_is_found(app, town):
    db.session.execute(text("DROP TRIGGER visit_no_update"))
    db.session.execute(text("UPDATE visit SET announced = 1 - announced WHERE number = 1"))
    db.session.commit()
    done = ask(app, "undian-satu")
    assert done.exit_code == 1
    assert "TIDAK" in done.output


def test_a_label_that_nobody_used_is_said(app, town):
    done = ask(app, "tidak-ada")
    assert done.exit_code == 1
    assert "Tidak ada undian" in done.output
