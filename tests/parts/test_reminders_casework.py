"""Who leads is reminded of the day, and who heads a unit of what was agreed there."""

from datetime import timedelta

import pytest

from tests.factories import people
from tests.factories.oversight import ZONE, Town
from training.content.rules.reminders import Kind
from training.kernel.settings import ROOT
from training.oversight.actions import planning
from training.oversight.rules.following import StepKind
from training.people.rules.kinds import Role
from training.reminders.queries.asking import Asking, House
from training.reminders.queries.from_casework import anchors
from training.reminders.queries.own import own_dates

pytestmark = pytest.mark.slow


@pytest.fixture
def town(database, clock):
    return Town(clock.now)


def told(town, person):
    house = House(ZONE, ROOT, ROOT, 10)
    return [(each.kind, each.on) for each in anchors(Asking(person.id, person.id, town.at, house))]


def test_who_leads_is_told_until_it_is_held_moved_or_cancelled(town):
    entry = town.planned(days=3)
    day = town.today + timedelta(days=3)
    assert told(town, town.mentor) == [(Kind.CASEWORK, day)]
    assert told(town, town.head) == []
    later = day + timedelta(days=2)
    planning.move(entry, later, town.mentor.id, "Ruang dipakai.", desk=town.desk())
    assert told(town, town.mentor) == [(Kind.CASEWORK, later)]
    planning.cancel(entry, "Digabung dengan yang lain.", desk=town.desk())
    assert told(town, town.mentor) == []
    town.held()
    assert told(town, town.mentor) == []


def test_the_nearest_head_is_told_of_what_was_agreed_until_it_waits_for_the_check(town):
    finding = town.case(unit=town.below)
    due = town.today + timedelta(days=14)
    assert told(town, town.head) == [(Kind.FOLLOW_UP, due)]
    nearer = people.employee(town.below)
    people.role(nearer, Role.UNIT_HEAD, town.below)
    assert told(town, town.head) == []
    assert told(town, nearer) == [(Kind.FOLLOW_UP, due)]
    town.says(finding, StepKind.DONE)
    assert told(town, nearer) == []
    town.says(finding, StepKind.CLOSED)
    assert told(town, nearer) == []


def test_the_calendar_file_has_what_one_leads_and_what_ones_unit_is_to_do(town):
    town.planned(days=5)
    town.case()
    led = own_dates(town.mentor.id, at=town.at, zone=ZONE)
    headed = own_dates(town.head.id, at=town.at, zone=ZONE)
    assert [each.kind for each in led] == [Kind.CASEWORK]
    assert [each.kind for each in headed] == [Kind.FOLLOW_UP]
