"""Bad input is the normal case: it is named, never swallowed, never a fault."""

import json
from io import BytesIO
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import content

pytestmark = pytest.mark.slow

PROGRESS = f"/modules/{content.SLUG}/progress"
JSON = {"Content-Type": "application/json"}
SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30)
    | st.sampled_from(["\x00", "\ud800", "menyapa", "a", 10**400, -(10**400)])
)  # fmt: skip
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
NAMES = st.sampled_from(["lesson", "read", "seconds", "answer", "revision", "extra", "a", "\x00"])
BODIES = st.dictionaries(NAMES, VALUES, max_size=5) | VALUES


@pytest.fixture
def caller(api, learner):
    return api(learner)


@pytest.fixture
def answers(caller):
    """The addresses of the answers of an attempt, one for each question."""
    paper = caller.post(f"/quizzes/{content.SLUG}/attempts", 201).get_json()
    return [f"/attempts/{paper['id']}/answers/{each['key']}" for each in paper["questions"]]


BROKEN = {
    "empty": b"",
    "not json": b"lesson=menyapa",
    "cut": b'{"lesson": "menyapa"',
    "wrong utf-8": b'{"lesson": "\xff\xfe", "read": true}',
    "utf-16": '{"lesson": "menyapa", "read": true}'.encode("utf-16"),
    "lone surrogate": b'{"lesson": "\\ud800", "read": true}',
    "deep": b'{"lesson": ' + b"[" * 20_000 + b"]" * 20_000 + b', "read": true}',
    "huge number": b'{"lesson": "menyapa", "read": true, "seconds": ' + b"9" * 5_000 + b"}",
    "infinite": b'{"lesson": "menyapa", "read": true, "seconds": 1e999}',
    "array": b'[{"lesson": "menyapa", "read": true}]',
    "text": b'"menyapa"',
    "null": b"null",
    "missing": b'{"lesson": "menyapa"}',
    "unknown": b'{"lesson": "menyapa", "read": true, "admin": true}',
    "lax number": b'{"lesson": "menyapa", "read": true, "seconds": "20"}',
    "lax truth": b'{"lesson": "menyapa", "read": "true"}',
    "true as number": b'{"lesson": "menyapa", "read": true, "seconds": true}',
    "part": b'{"lesson": "menyapa", "read": true, "seconds": 1.5}',
    "negative": b'{"lesson": "menyapa", "read": true, "seconds": -1}',
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_body_is_invalid(caller, name):
    told = caller("PUT", PROGRESS, 422, data=BROKEN[name], headers=JSON).get_json()
    assert told["errors"]
    assert all({"pointer", "code", "detail"} == set(each) for each in told["errors"])


@pytest.mark.parametrize("lesson", ["tidak-ada", "\x00", "menyapa\x00", "x" * 60, "é"])
def test_a_lesson_that_does_not_exist_is_not_found(caller, lesson):
    caller.put(PROGRESS, {"lesson": lesson, "read": True}, 404)


@pytest.mark.parametrize(
    "headers", [{}, {"Content-Type": "text/plain"}, {"Content-Type": "multipart/form-data"}]
)
def test_only_json_is_read(caller, headers):
    told = caller("PUT", PROGRESS, 415, data=b"{}", headers=headers)
    assert told.headers["Accept"] == "application/json"
    caller.post(f"/quizzes/{content.SLUG}/attempts", 415, data=b"{}", headers=headers)


@pytest.mark.parametrize("size", [65 * 1024, 7 * 1024 * 1024])
def test_a_body_that_is_too_large_is_refused(caller, size):
    caller("PUT", PROGRESS, 413, data=b" " * size, headers=JSON)
    caller.post(f"/quizzes/{content.SLUG}/attempts", 413, data=b" " * size, headers=JSON)


def test_a_large_body_of_untold_length_is_refused(caller):
    stream = {
        "input_stream": BytesIO(b" " * 70_000),
        "environ_base": {"wsgi.input_terminated": True},
    }
    caller("PUT", PROGRESS, 413, headers={**JSON, "Transfer-Encoding": "chunked"}, **stream)


def test_unknown_and_repeated_parameters_are_refused(caller):
    for query in (
        "x=1",
        "limit=1&limit=2",
        "limit=0",
        "limit=201",
        "limit=a",
        "limit=1e2",
        "cursor=",
    ):
        told = caller.get(f"/modules?{query}", 422).get_json()
        assert told["type"] == "urn:resap:problem:invalid-query"
    caller.get("/me?x=1", 422)
    caller.get("/modules?cursor=%00%ff", 422)


def test_what_was_sent_is_never_quoted(caller):
    secret = "x" * 3000
    told = caller.put(PROGRESS, {"lesson": secret, "read": True, secret: 1}, 422)
    assert secret not in told.get_data(as_text=True)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(body=BODIES)
def test_no_body_is_ever_a_fault(caller, answers, body):
    data = json.dumps(body).encode()
    for path in (PROGRESS, answers[0], answers[-1]):
        answer = caller.client.put(
            f"/api/v1{path}", data=data,
            headers={**JSON, "Authorization": f"Bearer {caller.token}"},
        )  # fmt: skip
        assert answer.status_code in {200, 404, 409, 422}


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.binary(max_size=200))
def test_no_bytes_are_ever_a_fault(caller, answers, data):
    headers = {**JSON, "Authorization": f"Bearer {caller.token}", "Idempotency-Key": "k"}
    for method, path in (("PUT", answers[0]), ("POST", f"/quizzes/{content.SLUG}/attempts")):
        answer = caller.client.open(f"/api/v1{path}", method=method, data=data, headers=headers)
        assert answer.status_code in {200, 201, 415, 422}


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(path=st.text(max_size=30), query=st.text(max_size=30))
def test_no_address_is_ever_a_fault(caller, path, query):
    for place in (f"/{path}", f"/modules/{path}", f"/units/{path}", f"/attempts/{path}"):
        url = f"/api/v1{quote(place)}?limit={quote(query)}"
        answer = caller.client.get(url, headers={"Authorization": f"Bearer {caller.token}"})
        assert answer.status_code < 500
