"""The auditor's tools read the chain in order and can prove it."""

import pytest

from tests.factories import people
from training.audit.queries import newest_seq
from training.audit.rules import GENESIS
from training.people.rules.kinds import Role

pytestmark = pytest.mark.slow


@pytest.fixture
def caller(api, office):
    auditor = people.employee(office)
    people.role(auditor, Role.AUDITOR, office)
    for _ in range(7):
        people.session_token(people.employee(office), at=people.BORN)
    return api(auditor)


def test_the_chain_is_read_a_page_at_a_time(caller):
    seen, after = [], 0
    while after is not None:
        told = caller.get(f"/audit?after={after}&limit=3").get_json()
        seen += told["items"]
        after = told["next"]
    assert [each["seq"] for each in seen] == list(range(1, len(seen) + 1))
    assert len(seen) > 7
    head = GENESIS
    for each in seen:
        assert each["previous"] == head
        head = each["hash"]


def test_nothing_follows_the_newest_event(caller):
    newest = newest_seq()
    assert caller.get(f"/audit?after={newest}").get_json() == {"items": [], "next": None}


@pytest.mark.parametrize("after", ["-1", "1e3", "9" * 30, "", "a", "1.0"])
def test_a_place_that_cannot_be_is_invalid(caller, after):
    caller.get(f"/audit?after={after}", 422)
