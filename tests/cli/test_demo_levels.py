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
from training.oversight.queries.agenda import agenda, ended
from training.oversight.queries.cases import closed_cases, open_cases
from training.oversight.rules.entries import EntryKind, EntryState
from training.oversight.rules.following import CaseState
from training.people.queries.units import EVERYWHERE
from training.people.tables.units import Unit
from training.reporting.queries.wedge import offices, steps_of

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo-levels")]  # one city for all

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


def test_casework_is_seen_in_every_state(city):
    today = local_date(now(), ZONE)
    every = (*agenda(EVERYWHERE, today=today), *ended(EVERYWHERE, today=today, most=99))
    assert {each.state for each in every} == set(EntryState)
    assert {each.kind for each in every} == set(EntryKind)
    cases = (*open_cases(EVERYWHERE, today=today), *closed_cases(EVERYWHERE, today=today, most=99))
    assert {each.state for each in cases} == set(CaseState)
    assert any(each.is_overdue for each in cases)
