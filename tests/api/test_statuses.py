"""Every status that the document promises can really happen, on both kinds of database."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from tests.factories import people, tokens
from training.api.door import MOST_A_MINUTE
from training.api.openapi import operations, statuses
from training.kernel.db import db
from training.people.queries.accounts import api_tokens
from training.people.rules.access import Permission
from training.people.rules.kinds import Role

pytestmark = pytest.mark.slow

NOWHERE = "00000000-0000-7000-8000-000000000000"
PLACES = {
    "<slug>": "tidak-ada", "<code>": "TIDAK-ADA", "<question>": "x",
    "<uuid:attempt_id>": NOWHERE, "<uuid:person_id>": NOWHERE, "<uuid:job_id>": NOWHERE,
    "<uuid:entry_id>": NOWHERE, "<uuid:finding_id>": NOWHERE,
}  # fmt: skip
BODIES = {
    "progress": {"lesson": "x", "read": True},
    "<question>": {"answer": "a", "revision": 0},
    "observations": {
        "visit": NOWHERE,
        "items": {},
        "started_at": "2026-11-23T09:00:00+08:00",
        "ended_at": "2026-11-23T09:20:00+08:00",
        "note": "",
    },
    "people": {"csv": "Nama;NIP\n", "full": "TIDAK-ADA"},
}
ELSEWHERE = {200, 201, 202, 304, 409}  # each has its own tests


def path_of(rule: str) -> str:
    for place, value in PLACES.items():
        rule = rule.replace(place, value)
    return rule.removeprefix("/api/v1")


@pytest.fixture
def everything(office):
    """A person with every role over the only unit."""
    made = people.employee(office)
    for role in Role:
        people.role(made, role, office)
    return made


def _plain(**more) -> Callable:
    return lambda api, everything: (api(everything), more)


def _limited(api, everything):
    caller = api(everything)
    counters = caller.client.application.extensions["resap_api_counters"]
    for who in ("127.0.0.1", *(str(each.id) for each in api_tokens(everything.id))):
        counters.hit(MOST_A_MINUTE, "api", who, cost=600)
    return caller, {}


def _broken(api, everything):
    caller = api(everything)
    db.session.execute(text("ALTER TABLE api_token RENAME TO lost"))
    db.session.commit()
    return caller, {}


HUGE = {"data": b" " * 7_000_000, "headers": {"Content-Type": "application/json"}}
NO_PROGRAMME = {"query_string": "programme=tidak-ada"}  # a list has no key in its address
WAYS: dict[int, Callable] = {
    400: _plain(key="ü"),
    401: lambda api, _: (api(None), {}),
    403: lambda api, everything: (api(everything, Permission.WRITE_CONTENT), {}),
    404: _plain(),
    413: _plain(json=None, **HUGE),
    415: _plain(json=None, data=b"{}"),
    422: _plain(query_string="tidak-dikenal=1"),
    429: _limited,
    503: _broken,
}


@pytest.mark.parametrize("status", WAYS)
def test_what_is_documented_happens(app, api, everything, status):
    promised = [
        (method, rule.rule, statuses(method, operation, permission))
        for rule, method, operation, permission in operations(app)
    ]
    assert all(each <= {*WAYS, *ELSEWHERE} for _, _, each in promised)
    caller, more = WAYS[status](api, everything)
    tried = [(method, rule) for method, rule, each in promised if status in each]
    assert tried
    for method, rule in tried:
        body = next((body for part, body in BODIES.items() if rule.endswith(part)), None)
        asked = NO_PROGRAMME if status == 404 and "/exports/" in rule else {}
        caller(method, path_of(rule), status, **{"json": body, **asked, **more})


NAMES = ["\x00", "a\x00", "%", "'", "ü", "a" * 81, "..", " ", "A", "1"]
ODD = st.sampled_from(NAMES) | st.text(max_size=5)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(name=ODD, lesson=ODD, key=st.text(st.characters(min_codepoint=33, max_codepoint=255)))
def test_odd_names_are_never_a_fault_on_either_database(database, clock, name, lesson, key):
    unit = people.unit()
    person = people.employee(unit)
    people.role(person, Role.TASK_FORCE, unit)
    token = tokens.token(person, at=clock.now)
    client = database.test_client()
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key}
    calls = [
        ("GET", "/modules/{}", None),
        ("GET", "/units/{}", None),
        ("GET", "/units/{}/report", None),
        ("POST", "/quizzes/{}/attempts", {}),
        ("PUT", "/modules/{}/progress", {"lesson": lesson, "read": True}),
        ("PUT", f"/attempts/{NOWHERE}/answers/{{}}", {"answer": lesson, "revision": 0}),
    ]
    for method, path, body in calls:
        url = f"/api/v1{path}".format(name.replace("?", "").replace("#", ""))
        answer = client.open(url, method=method, json=body, headers=headers)
        assert answer.status_code < 500, (url, answer.get_data())
