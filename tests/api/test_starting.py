"""The door of a quiz for machines: a named reason with its data, purposes, and one clock."""

import pytest

from tests.factories import content, people
from training.content.rules.gates import Conditions, Purpose, Rule
from training.content.rules.model import UnitKind

pytestmark = pytest.mark.slow

START = f"/quizzes/{content.SLUG}/attempts"


@pytest.fixture
def caller(app, api):
    """Calls as somebody in a unit, at a quiz with these rules."""

    def opened(*rules: Rule, **more):
        content.published(quiz=content.quiz(rules=rules, **more))
        return api(people.employee(people.unit()))

    return opened


def test_a_refused_start_names_its_reason_and_its_data(caller, clock):
    asked = Conditions(opens=clock.now.replace(year=2027), unit_kinds=(UnitKind.DINAS,))
    calls = caller(Rule(requires=asked, note="Tunggu pengumuman."))
    told = calls.post(START, 409).get_json()
    assert told["type"] == "urn:resap:problem:quiz-may-not-start"
    assert told["reason"] == "not-open-yet"
    assert told["not_before"].startswith("2027-11-23T01:30")
    assert told["note"] == "Tunggu pengumuman."
    door = calls.get(f"/modules/{content.SLUG}").get_json()["quiz"]
    assert (door["may_start"], door["note"]) == ("not-open-yet", "Tunggu pengumuman.")


def test_the_purpose_is_asked_for_in_the_body(caller):
    calls = caller(purposes=tuple(Purpose))
    assert calls.get(f"/modules/{content.SLUG}").get_json()["quiz"]["offered"] == ["baseline"]
    made = calls.post(START, 201, json={"purpose": "baseline"}).get_json()
    assert calls.get(f"/attempts/{made['id']}").get_json()["purpose"] == "baseline"
    calls.post(f"/attempts/{made['id']}/submission")
    refused = calls.post(START, 409, json={"purpose": "probe-30"}).get_json()
    assert (refused["reason"], refused["purpose"]) == ("not-passed-yet", "probe-30")
    calls.post(START, 422, json={"purpose": "ujian"})
    calls.post(START, 201)


def test_a_timed_attempt_tells_its_deadline_and_phase_and_is_closed_when_it_is_over(caller, clock):
    calls = caller(Rule(minutes=10, grace_seconds=30))
    made = calls.post(START, 201).get_json()
    assert made["deadline"].startswith("2026-11-23T01:40:00")
    address = f"/attempts/{made['id']}"
    assert calls.get(address).get_json()["phase"] == "in-progress"
    clock.forward(minutes=10, seconds=10)
    assert calls.get(address).get_json()["phase"] == "overdue"
    clock.forward(minutes=1)
    key = made["questions"][0]["key"]
    body = {"answer": None, "revision": 0, "spent_ms": 5}
    late = calls.put(f"{address}/answers/{key}", body, 409).get_json()
    assert (late["type"], late["cause"]) == ("urn:resap:problem:time-is-up", "server")
    whole = calls.get(address).get_json()
    assert (whole["state"], whole["phase"]) == ("submitted", "finished")
    assert whole["result"]["cause"] == "server"
    assert whole["result"]["submitted_at"].startswith("2026-11-23T01:40:30")


def test_a_replay_is_acknowledged_as_it_was_even_a_day_later(caller, clock):
    calls = caller()
    made = calls.post(START, 201).get_json()
    key = next(each["key"] for each in made["questions"] if each["kind"] == "single")
    address = f"/attempts/{made['id']}/answers/{key}"
    for revision, answer in enumerate("aba"):
        body = {"answer": answer, "revision": revision, "spent_ms": 4000}
        calls.put(address, body, headers={"Idempotency-Key": f"k{revision}"})
    clock.forward(hours=25)  # the kept answers of the API are forgotten, the journal is not
    body = {"answer": "a", "revision": 0, "spent_ms": 4000}
    again = calls.put(address, body, headers={"Idempotency-Key": "k0"}).get_json()
    assert again["revision"] == 1


@pytest.mark.parametrize("spent", [-1, 3_600_001, "5", 1.5, True])
def test_a_time_that_cannot_be_is_refused(caller, spent):
    calls = caller()
    made = calls.post(START, 201).get_json()
    key = made["questions"][0]["key"]
    body = {"answer": None, "revision": 0, "spent_ms": spent}
    calls.put(f"/attempts/{made['id']}/answers/{key}", body, 422)
