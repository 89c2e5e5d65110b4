"""One's own wishes and dates, and what the head of a unit is given to pass on."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from tests.factories import commitments, observation, people, practice, reminders
from tests.factories.reminders import ZONE, house
from training.content.rules.reminders import Kind
from training.kernel.db import db
from training.people.tables.employees import Employee
from training.reminders.actions.switching import wish
from training.reminders.queries.own import own_dates, wish_of
from training.reminders.queries.unit import message
from training.reminders.rules.anchors import Way

LONG = timedelta(days=35)


@pytest.fixture
def office(database, clock):
    return reminders.office(clock.now)


@pytest.fixture
def learner(office):
    return people.employee(office, name="Ani Rekaan")


def test_one_s_own_dates(learner, clock):
    practice.finished(learner, at=clock.now - timedelta(days=28))
    commitments.plan(learner, at=clock.now)
    observation.visit_for(learner, at=clock.now)
    kinds = [each.kind for each in own_dates(learner.id, at=clock.now, zone=ZONE)]
    assert kinds.count(Kind.CHECK_IN) == 3
    assert kinds.count(Kind.VISIT) == 1
    assert kinds.count(Kind.PRACTICE) == 4


def test_the_newest_wish_counts(learner, clock):
    assert wish_of(learner.id) is Way.USUAL
    wish(learner.id, Way.OFF, at=clock.now)
    wish(learner.id, Way.WEEKLY, at=clock.now + timedelta(seconds=1))
    assert wish_of(learner.id) is Way.WEEKLY


def test_whom_no_letter_reaches_is_on_the_heads_list(learner, office, clock):
    nobody = people.employee(office, name="Budi Rekaan")
    db.session.execute(update(Employee).where(Employee.id == nobody.id).values(email=None))
    found = message(office.path, house(k=3), at=clock.now)
    (missed,) = found.unreached
    assert missed.name == "Budi Rekaan"
    assert len(found.lines) == 1  # practice, which is for everybody: two people are fewer than k
    assert len(message(office.path, house(k=2), at=clock.now).lines) == 2
