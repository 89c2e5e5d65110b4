"""Leavers whom units count on: a figure of progress does not fall because one person left."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from tests.factories import content, crowds, people
from training.kernel import jobs
from training.kernel.clock import local_date
from training.kernel.db import db
from training.people.actions import units
from training.people.actions.units import NewUnit, When
from training.people.rules.kinds import StandingKind
from training.people.tables.employees import Employee, Posting
from training.reporting.actions import handlers, note_late_result, rebuild
from training.reporting.queries.checking import check
from training.reporting.queries.headcounts import unit_counts
from training.reporting.queries.units import unit_report
from training.reporting.rules.figures import Shown
from training.reporting.rules.measures import Cell, Measure
from training.reporting.tables import UnitHeld

pytestmark = pytest.mark.slow

ZONE, K = "Asia/Makassar", 10
COMPLETED = Cell(Measure.COMPLETED)


@pytest.fixture
def place(database, clock):
    """A unit of 14: the first five have completed, five more were assessed and did not pass."""
    content.published()
    clock.forward(days=1)
    unit = people.unit("A")
    staff = [each["id"] for each in crowds.crowd(unit, 14)]
    crowds.learnt(
        [{"id": each} for each in staff[:10]], unit, at=clock.now, scores=[1.0] * 5 + [0.4] * 5
    )
    clock.forward(days=3)
    count(clock)
    return unit, staff


def count(clock) -> None:
    rebuild(at=clock.now, zone=ZONE, k=K)
    db.session.commit()


def told(cell: Cell = COMPLETED, *, code: str = "A"):
    return unit_report(code, scope=("/",), k=K).figure(cell)


def leaves(person, on) -> None:
    own = (Posting.employee_id == person) & Posting.valid_to.is_(None)
    db.session.execute(update(Posting).where(own).values(valid_to=on))
    db.session.commit()


def test_the_span_stays_when_one_who_had_completed_leaves(place, clock):
    """Five of fourteen, then four: told at once it would say what that one had done."""
    _, staff = place
    before = told()
    assert (before.least, before.most, before.of, before.left) == (5, 14, 14, 0)
    leaves(staff[0], clock.now.date())
    count(clock)
    after = told()
    assert (after.least, after.most, after.of, after.left) == (5, 14, 14, 1)
    module = told(Cell(Measure.COMPLETED, content.SLUG))
    assert (module.least, module.of, module.left) == (5, 14, 1)
    assert not list(check(zone=ZONE, k=K))


def test_a_unit_that_is_renamed_goes_on_counting_them(place, clock):
    """Else a new name would let the one leaver go alone."""
    unit, staff = place
    leaves(staff[0], clock.now.date())
    count(clock)
    clock.forward(days=1)
    today = clock.now.date()
    units.rename(unit.id, NewUnit("BARU", "Nama Baru"), when=When(today, today, clock.now, None))
    count(clock)
    after = told(code="BARU")
    assert (after.least, after.of, after.left) == (5, 14, 1)


def test_k_leavers_are_let_go_together(place, clock):
    unit, staff = place
    crowds.crowd(unit, 12)
    for person in staff[:9]:
        leaves(person, clock.now.date())
    count(clock)
    assert told().left == 9
    clock.forward(days=1)
    leaves(staff[9], clock.now.date())
    count(clock)
    figure = told()
    assert (figure.of, figure.left, figure.least) == (16, 0, 0)
    assert not list(check(zone=ZONE, k=K))


def test_who_is_exempt_is_counted_on_and_not_twice_when_back(place, clock):
    _, staff = place
    first, back = clock.now.date(), clock.now.date() + timedelta(days=20)
    people.standing(db.session.get_one(Employee, staff[0]), StandingKind.STUDY, first, back)
    db.session.commit()
    count(clock)
    assert (told().of, told().left) == (14, 1)
    clock.forward(days=20)
    count(clock)
    assert (told().of, told().left) == (14, 0)


def test_staff_administration_sees_who_is_there_now(place, clock):
    _, staff = place
    leaves(staff[0], clock.now.date())
    count(clock)
    [row] = [each for each in unit_counts(("/A/",)) if each.code == "A"]
    assert (row.roster, row.completed) == (13, 4)


def test_a_mean_is_of_those_who_are_there_and_says_no_more_when_too_few_are_left(place, clock):
    """Ten were assessed; when one of them leaves, "too few" would say who had been."""
    _, staff = place
    leaves(staff[0], clock.now.date())
    count(clock)
    assert told(Cell(Measure.KNOWLEDGE)).shown is not Shown.TOO_FEW


def test_a_new_edition_asks_nothing_of_those_who_left_before(place, clock):
    _, staff = place
    leaves(staff[0], clock.now.date())
    clock.forward(days=1)
    content.published(at=clock.now, summary="Isi yang berubah.")
    count(clock)
    assert told().left == 0


def test_what_becomes_of_a_month_stays_with_its_leavers(place, clock):
    """The row of a month that is over is told with those whom the unit counted on then."""
    _, staff = place
    leaves(staff[0], clock.now.date())
    count(clock)
    november = [each.completed for each in unit_report("A", scope=("/A/",), k=K).trend][-1]
    assert (november.least, november.left) == (5, 1)
    clock.forward(days=40)
    count(clock)
    trend = {each.month: each.completed for each in unit_report("A", scope=("/A/",), k=K).trend}
    assert trend[min(m for m in trend if m.year == 2026 and m.month == 11)].left == 1


def test_a_row_that_is_missing_is_a_difference(place, clock):
    unit, staff = place
    leaves(staff[0], clock.now.date())
    count(clock)
    db.session.execute(delete(UnitHeld).where(UnitHeld.unit_id == unit.id))
    db.session.commit()
    assert {each.table for each in check(zone=ZONE, k=K)} == {"unit_held"}


@pytest.mark.parametrize("hours", [0, 17], ids=["by day", "in the small hours"])
def test_a_late_mark_of_one_who_left_has_everything_counted(place, clock, hours):
    """Texts may be marked after somebody left, at three in the night when UTC has yesterday."""
    _, staff = place
    clock.forward(hours=hours)
    leaves(staff[0], local_date(clock.now, ZONE))
    count(clock)
    db.session.execute(delete(UnitHeld))
    db.session.execute(delete(jobs.Job))  # all are counted every night anyway
    note_late_result(staff[0], content.SLUG, at=clock.now)
    db.session.commit()
    clock.forward(minutes=1)
    while jobs.run_one(handlers(ZONE, k=K, keep=db.session.commit), clock=lambda: clock.now):
        pass
    assert db.session.scalars(select(UnitHeld)).first() is not None
