"""The months of a trend: each is counted with the people of its time and told so ever after."""

from datetime import date

import pytest
from sqlalchemy import select, update

from tests.factories import content, people
from training.kernel.db import db
from training.learning.actions import mark_read
from training.people.tables.employees import Posting
from training.reporting.actions import note_progress, rebuild
from training.reporting.queries.checking import check
from training.reporting.tables import UnitMonth

pytestmark = pytest.mark.slow

ZONE = "Asia/Makassar"


@pytest.fixture
def unit(database):
    """A unit with one module to learn."""
    content.published()
    return people.unit("A")


@pytest.fixture
def staff(unit):
    staff = [people.employee(unit) for _ in range(3)]
    db.session.commit()
    return staff


def read_all(person, at):
    for lesson in content.LESSONS:
        mark_read(people.acting(person), content.SLUG, lesson, at=at)
        note_progress(person.id, content.SLUG, at=at)


def months_of(unit) -> dict[tuple[date, str], int]:
    found = select(UnitMonth.month, UnitMonth.measure, UnitMonth.n)
    rows = db.session.execute(found.where(UnitMonth.unit_id == unit)).all()
    return {(month, measure): n for month, measure, n in rows}


def test_a_month_that_is_over_stays_as_it_was_counted(unit, staff, clock):
    """Else whoever has left since could be had from the difference."""
    key, (one, other, _) = unit.id, staff
    read_all(one, clock.now)
    rebuild(at=clock.now, zone=ZONE, k=10)
    november = date(2026, 11, 1)
    assert months_of(key)[november, "started"] == 1
    clock.forward(days=20)
    leaves = update(Posting).where(Posting.employee_id == one.id)
    db.session.execute(leaves.values(valid_to=clock.now.date()))
    read_all(other, clock.now)
    rebuild(at=clock.now, zone=ZONE, k=10)
    told = months_of(key)
    assert (told[november, "assigned"], told[november, "started"]) == (3, 1)
    assert (told[date(2026, 12, 1), "assigned"], told[date(2026, 12, 1), "started"]) == (2, 1)
    assert not list(check(zone=ZONE, k=10))


def test_the_past_is_written_once_and_a_month_that_nobody_counted_stays_blank(unit, staff, clock):
    key = unit.id
    rebuild(at=clock.now, zone=ZONE, k=10)
    assert len({month for month, _ in months_of(key)}) == 13
    clock.forward(days=80)
    rebuild(at=clock.now, zone=ZONE, k=10)
    newest = sorted({month for month, _ in months_of(key)})[-2:]
    assert newest == [date(2026, 11, 1), date(2027, 2, 1)]
