"""The card of a visited person: within the assignment, after the sheet, and seen by the person."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories import observation
from training.audit.rules import EventKind
from training.audit.tables import AuditEvent
from training.kernel.db import db
from training.people.tables.employees import Employee

pytestmark = pytest.mark.slow


@pytest.fixture
def visit(app, clock):
    """A visit rated by one observer alone, under way."""
    city = observation.city()
    drawn = observation.drawn(city, at=clock.now)
    found = next(each for each in observation.visits(drawn.id) if not each.pair_id)
    clock.forward(hours=1)
    db.session.commit()
    db.session.refresh(found)
    db.session.expunge(found)
    return found


def person(key):
    return db.session.scalars(select(Employee).where(Employee.id == key)).one()


def looked() -> list[str]:
    found = select(AuditEvent.object_id).where(AuditEvent.kind == EventKind.LOOKED_AT.value)
    return list(db.session.scalars(found))


def signed(visit, clock) -> None:
    observation.signed(visit, at=clock.now)
    db.session.commit()


def test_before_the_sheet_is_signed_there_is_no_card(browse, visit):
    browser = browse(person(visit.observer_id))
    browser.get(f"/pengamatan/{visit.id}/kartu", 404)
    assert f"/pengamatan/{visit.id}/kartu" not in browser.get(f"/pengamatan/{visit.id}").links
    assert looked() == []


def test_after_it_the_card_shows_level_and_needs_and_the_person_sees_that(browse, visit, clock):
    signed(visit, clock)
    browser = browse(person(visit.observer_id))
    assert f"/pengamatan/{visit.id}/kartu" in browser.get(f"/pengamatan/{visit.id}").links
    page = browser.get(f"/pengamatan/{visit.id}/kartu")
    assert "Yang masih kurang untuk tingkat berikutnya" in page.text
    assert looked() == [str(visit.employee_id)]
    mine = browse(person(visit.employee_id)).get("/saya/data")
    assert person(visit.observer_id).name in mine.text


def test_somebody_else_does_not_see_it(browse, visit, clock):
    signed(visit, clock)
    others = select(Employee).where(Employee.id != visit.observer_id)
    statuses = {
        browse(each).client.get(f"/pengamatan/{visit.id}/kartu").status_code
        for each in list(db.session.scalars(others))
    }
    assert statuses <= {403, 404}


def test_when_the_assignment_is_over_the_card_is_closed(browse, visit, clock):
    signed(visit, clock)
    clock.forward(days=(visit.closes - clock.now.date() + timedelta(days=60)).days)
    browse(person(visit.observer_id)).get(f"/pengamatan/{visit.id}/kartu", 404)
