"""The demo city holds certificates in every state, however small it is, by the real actions."""

import pytest
from flask_migrate import upgrade

from tests.conftest import chosen_settings
from tests.factories import cities
from training.certification.queries.checking import check
from training.certification.queries.programmes import programmes
from training.certification.queries.standings import When, roll
from training.certification.rules.states import State
from training.factory import create_app
from training.kernel.clock import follow, now
from training.kernel.db import db

pytestmark = pytest.mark.slow

HELD = {State.CERTIFIED, State.WINDOW_OPEN, State.RECOGNISED, State.EXPIRED, State.EXCUSED,
        State.REVOKED}  # fmt: skip


# The day on which the last source of the modules had been checked: before it some are unpublished.
DECEMBER = "2026-12-07T01:30:00+00:00"


@pytest.fixture(scope="module")
def city(clock_file, tmp_path_factory):
    """A town of 150 people with four months, in a database and a December of its own."""
    folder = tmp_path_factory.mktemp("certified")
    (own := folder / "clock").write_text(DECEMBER)
    follow(own)
    app = create_app(chosen_settings(folder, own))
    with app.app_context():
        upgrade()
        cities.demo(app, employees=150, months=4)
        yield app
        db.session.remove()
        db.engine.dispose()
    follow(clock_file)


def test_a_small_city_has_every_state(city):
    when = When(now(), city.config["RESAP"].timezone)
    lines = [line for each in programmes().values() for line in roll(each, when)]
    assert {line.standing.state for line in lines} >= HELD
    assert list(check()) == []
