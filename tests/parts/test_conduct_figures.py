"""What is asked of closed cycles, on both kinds of database."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from tests.factories import content, crowds, cycles, people
from training.internalization.actions.ledger import take_everything
from training.internalization.queries.cycles import newest_closed, units_said
from training.internalization.queries.falsifying import audits, levels_beside, patterns
from training.internalization.rules.falsifiers import Claim, State
from training.kernel.db import db
from training.people.tables.employees import Posting
from training.reporting.queries.conduct import unit_conduct
from training.reporting.queries.conduct_city import city_conduct, closed_cycles
from training.reporting.queries.validity import states

pytestmark = pytest.mark.slow

EVERYWHERE = ("/",)


@pytest.fixture
def city(database, clock):
    content.published()
    root = people.unit("KOTA", kind="kota")
    for code, size in (("A", 24), ("B", 16), ("C", 5)):
        unit = people.unit(code, parent=root)
        staff = crowds.crowd(unit, size)
        crowds.learnt(staff[: size // 2], unit, at=clock.now - timedelta(days=5))
    take_everything(at=clock.now, zone=cycles.ZONE)
    cycles.newest(clock.now)
    return root


def test_units_and_city_are_told_and_the_small_are_merged(city, clock):
    today = clock.now.date()
    page = city_conduct(scope=EVERYWHERE, k=10, today=today, level=1)
    rows = {row.place.code: row for row in page.rows}
    assert rows["C"].figure is None
    assert rows["C"].merged_into == rows["KOTA"].place.name
    assert rows["A"].figure is not None
    unit = unit_conduct("KOTA", scope=EVERYWHERE, k=10, today=today)
    assert unit.found is not None
    assert unit.found.coverage.roster == 45
    assert unit.found.summed


def test_a_hidden_unit_takes_another_with_it_where_the_rest_would_tell(city, clock):
    """KOTA less A and B would be the five people of C: the smaller of both is merged."""
    page = city_conduct(scope=EVERYWHERE, k=10, today=clock.now.date(), level=1)
    assert {row.place.code for row in page.rows if row.figure} == {"KOTA", "A"}


def test_the_next_cycle_keeps_what_has_changed_since(city, clock):
    clock.forward(days=95)
    cycles.newest(clock.now, "2027-1")
    cycle = newest_closed(today=clock.now.date())
    assert cycle is not None
    told = [each.finding.told for each in units_said(cycle.id).values()]
    changes = [each["changes"] for each in told if each.get("changes")]
    assert changes
    for level, (value, low, high, p) in changes[0].items():
        assert level in "12345"
        assert -1 <= low <= value <= high <= 1
        assert 0 <= p <= 1


def test_the_claims_are_judged_from_what_is_stored(city, clock):
    closed = closed_cycles(today=clock.now.date())
    found = {each.claim: each for each in states(closed, k=10)}
    assert set(found) == set(Claim)
    assert found[Claim.F1].state is State.OPEN
    assert audits(closed[0].id, closed[0].id)
    assert len(patterns()) == 22
    assert levels_beside() == ([], [])
    db.session.rollback()


def test_a_unit_that_was_emptied_still_counts_in_the_past_of_the_one_above(city, clock):
    offices = (people.unit("P", parent=city), people.unit("Q", parent=city))
    part = people.unit("Q1", parent=offices[1])
    staff = crowds.crowd(part, 12)
    crowds.crowd(offices[1], 14)
    clock.forward(days=95)
    cycles.newest(clock.now, "2027-1")
    for each in staff:
        post = update(Posting).where(Posting.employee_id == each["id"])
        db.session.execute(post.values(unit_id=city.id))
    db.session.commit()
    clock.forward(days=95)
    cycles.newest(clock.now, "2027-2")
    found = unit_conduct("Q", scope=EVERYWHERE, k=10, today=clock.now.date()).found
    assert found is not None
    assert found.coverage.roster == 14
    assert [each.label for each in found.trend] == ["2027-1", "2027-2"]
