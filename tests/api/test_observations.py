"""An observation signed by machine: once, by its observer, with names covered."""

import pytest

from tests.factories import observation, people
from training.kernel.db import db
from training.observation.queries.visits import one_of
from training.people.rules.kinds import Role

pytestmark = pytest.mark.slow

WHEN = {"started_at": "2026-11-23T09:00:00+08:00", "ended_at": "2026-11-23T09:20:00+08:00"}


@pytest.fixture
def mentor(office):
    made = people.employee(office)
    people.role(made, Role.MENTOR, office)
    return made


@pytest.fixture
def body(mentor, clock):
    visit = observation.visit_for(mentor, at=clock.now)
    found = one_of(visit.id, mentor.id, today=observation.day_of(clock.now))
    items = {each.key: "met" for each in found.instrument.items}
    db.session.commit()
    return {"visit": str(visit.id), "items": items, **WHEN, "note": "Antrean tertata."}


def test_a_sheet_is_signed_and_told(api, mentor, body):
    told = api(mentor).post("/observations", 201, json=body).get_json()
    assert set(told) == {"id", "visit", "signed_at", "seen", "share", "met", "covered"}
    assert (told["visit"], told["seen"], told["share"], told["met"]) == (body["visit"], 10, 1, True)


def test_signed_twice_is_refused_and_names_are_covered(api, mentor, body):
    caller = api(mentor)
    told = caller.post("/observations", 201, json={**body, "note": "Anak Budi."}).get_json()
    assert told["covered"] == 1
    caller.post("/observations", 409, json=body)


def test_another_mentor_does_not_find_the_visit(api, office, body):
    other = people.employee(office)
    people.role(other, Role.MENTOR, office)
    db.session.commit()
    api(other).post("/observations", 404, json=body)


@pytest.mark.parametrize(
    "more",
    [
        {"items": {}}, {"items": {"a": "yes"}}, {"items": []}, {"visit": "x"},
        {"started_at": "2026-11-23T09:00:00"}, {"ended_at": "kemarin"}, {"extra": 1},
        {"ended_at": "2026-11-23T09:01:00+08:00"}, {"note": "x" * 5000}, {"note": None},
    ],
)  # fmt: skip
def test_what_is_no_sheet_is_refused(api, mentor, body, more):
    api(mentor).post("/observations", 422, json={**body, **more})
