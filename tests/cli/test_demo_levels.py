"""The city that everybody sees first: every level that a year allows, units begun by the lot."""

from collections import Counter

import pytest
from sqlalchemy import select

from tests.factories import cities
from training.cli.demo.conduct import LIVES_IT
from training.cli.first_start import DEMO
from training.internalization.queries.rollout import rollout
from training.internalization.rules.rollout import commitment, ordered
from training.internalization.tables.ledger import PersonLevel
from training.kernel.clock import local_date, now
from training.kernel.db import db
from training.people.tables.units import Unit
from training.reporting.queries.wedge import offices, steps_of

pytestmark = pytest.mark.slow

ZONE = "Asia/Makassar"


@pytest.fixture(scope="module")
def city(sqlite_app, folder, clock_file):
    with sqlite_app.app_context():
        db.session.remove()
        db.engine.dispose()
    for leftover in folder.glob("resap.db*"):
        leftover.unlink()
    (folder / "resap.db").write_bytes((folder / "template.db").read_bytes())
    with sqlite_app.app_context():
        yield cities.demo(sqlite_app, employees=DEMO.employees, seed=DEMO.seed, months=DEMO.months)
        db.session.remove()
        db.engine.dispose()


def test_every_level_that_a_year_allows_is_somebodys(city):
    found = Counter(db.session.scalars(select(PersonLevel.level)))
    assert {level for level, count in found.items() if count} == {0, 1, 2, 3, 4}


def test_the_roll_out_was_sealed_and_anybody_can_order_the_units_again(city):
    today = local_date(now(), ZONE)
    sealed = rollout(today=today, zone=ZONE)
    assert sealed is not None
    assert sealed.seed is not None
    assert sealed.steps == ordered(list(sealed.steps), sealed.seed, steps=sealed.wedge.steps)
    assert sealed.commitment == commitment(sealed.seed, list(sealed.steps))
    assert [each.number for each in steps_of(sealed)] == [1, 2, 3, 4]


def test_all_departments_are_in_the_lot_but_the_one_that_had_begun_before(city):
    today = local_date(now(), ZONE)
    pilot = db.session.scalars(select(Unit.id).where(Unit.code == LIVES_IT)).one()
    assert set(rollout(today=today, zone=ZONE).steps) == set(offices(today)) - {pilot}
