"""Casework for machines: only what lies in scope, only with the token's permission, no names."""

import pytest

from tests.factories import people
from tests.factories.oversight import Town
from training.kernel.db import db
from training.oversight.actions import following
from training.oversight.queries.cases import case_of
from training.oversight.rules.following import StepKind
from training.people.rules.access import Permission
from training.people.rules.kinds import Role

pytestmark = pytest.mark.slow


@pytest.fixture
def town(app, clock):
    made = Town(clock.now)
    made.siti = people.employee(made.below, name="Siti Rekaan Melati")
    made.case_id = made.case()
    made.later(minutes=5)
    made.other = made.case(unit=made.beside)
    following.name_doer(made.case_id, "Melati", desk=made.desk(made.head))
    made.says(made.case_id, StepKind.DONE)
    made.planned(days=9, title="Yang akan datang")
    db.session.commit()
    return made


def test_the_same_findings_are_told_as_on_the_page(api, town):
    told = api(town.force).get("/casework/findings").get_json()["items"]
    assert [each["id"] for each in told] == [str(town.case_id), str(town.other)]
    mine = case_of(town.case_id, (town.root.path,), today=town.today)
    assert mine is not None
    assert (told[0]["state"], told[0]["unit"]) == (mine.state.value, "DINSOS")
    (act,) = told[0]["acts"]
    assert (act["act"], act["post"], act["due"], act["doer_named"]) == (
        mine.agreed.act, mine.agreed.owner, mine.agreed.due.isoformat(), True,
    )  # fmt: skip
    assert [each["kind"] for each in told[0]["steps"]] == ["done"]
    assert api(town.force).get(f"/casework/findings/{town.case_id}").get_json() == told[0]


def test_nobody_is_named(api, town):
    caller = api(town.force)
    for door in ("/casework/findings", "/casework/visits"):
        text = caller.get(door).get_data(as_text=True)
        for person in (town.siti, town.mentor, town.head, town.force):
            assert person.name not in text
            assert str(person.id) not in text


def test_visits_are_told_by_day_with_their_findings(api, town):
    caller = api(town.force)
    told = caller.get("/casework/visits").get_json()["items"]
    assert [each["state"] for each in told] == ["held", "held", "coming"]
    whole = caller.get(f"/casework/visits/{told[0]['id']}").get_json()
    assert [each["id"] for each in whole["findings"]] == [str(town.case_id)]
    only = caller.get("/casework/visits?unit=dishub").get_json()["items"]
    assert [each["unit"] for each in only] == ["DISHUB"]


def test_open_and_closed_findings_and_a_page_at_a_time(api, town):
    town.says(town.case_id, StepKind.CLOSED)
    db.session.commit()
    caller = api(town.force)
    for state, expected in (("open", [town.other]), ("closed", [town.case_id])):
        told = caller.get(f"/casework/findings?state={state}").get_json()["items"]
        assert [each["id"] for each in told] == [str(each) for each in expected]
    first = caller.get("/casework/findings?limit=1").get_json()
    second = caller.get(f"/casework/findings?limit=1&cursor={first['next']}").get_json()
    assert (len(first["items"]), second["items"][0]["id"]) == (1, str(town.other))
    caller.get("/casework/findings?state=ranking", 422)


def test_only_the_own_scope_and_only_with_the_permission(api, town):
    member = people.employee(town.root)
    people.role(member, Role.TASK_FORCE, town.unit)
    db.session.commit()
    caller = api(member)
    told = caller.get("/casework/findings").get_json()["items"]
    assert [each["id"] for each in told] == [str(town.case_id)]
    caller.get(f"/casework/findings/{town.other}", 404)
    for person in (town.head, town.mentor, town.siti):
        api(person).get("/casework/findings", 403)
    api(town.force, Permission.SEE_UNIT.value).get("/casework/visits", 403)
