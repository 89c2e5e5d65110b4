"""A machine that calls the API with a bearer token, and checks the shape of every answer."""

from dataclasses import dataclass, field
from itertools import count

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories import content, people, tokens
from training.kernel.db import db
from training.people.tables.employees import Employee

_key = count(1)


@dataclass
class Caller:
    """Who calls, with or without a token. Refusals must be problem details, always."""

    client: FlaskClient
    token: str | None = None
    headers: dict[str, str] = field(default_factory=dict)

    def __call__(self, method: str, path: str, status: int = 200, *, key: str | None = "", **more):
        headers = {**self.headers, **more.pop("headers", {})}
        if self.token is not None:
            headers.setdefault("Authorization", f"Bearer {self.token}")
        if key == "" and method == "POST":
            key = f"kunci-{next(_key)}"
        if key:
            headers["Idempotency-Key"] = key
        db.session.rollback()  # the test's own transaction must not hold the only writer's place
        answer = self.client.open(f"/api/v1{path}", method=method, headers=headers, **more)
        db.session.rollback()
        assert answer.status_code == status, (
            f"{answer.status}\n{answer.get_data(as_text=True)[:2000]}"
        )
        if status >= 400:
            _is_a_problem(answer)
        return answer

    def get(self, path: str, status: int = 200, **more):
        return self("GET", path, status, **more)

    def put(self, path: str, body: object, status: int = 200, **more):
        return self("PUT", path, status, json=body, **more)

    def post(self, path: str, status: int = 200, **more):
        return self("POST", path, status, **more)


def _is_a_problem(answer) -> None:
    assert answer.mimetype == "application/problem+json"
    told = answer.get_json()
    assert {"type", "title", "status", "detail", "instance"} <= set(told)
    assert told["status"] == answer.status_code
    assert told["title"]
    assert told["detail"]
    assert "Set-Cookie" not in answer.headers
    if answer.status_code == 401:
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    if answer.status_code in {429, 503}:
        assert int(answer.headers["Retry-After"]) > 0


@pytest.fixture
def api(app: Flask, clock):
    """`api(person, scopes…)` calls with a fresh token of that person; `api(None)` without one."""
    app.extensions["resap_api_counters"].storage.reset()  # counters live longer than a test

    def caller(person: Employee | None, *scopes: str) -> Caller:
        if person is None:
            db.session.commit()
            return Caller(app.test_client())
        more = {"scopes": scopes} if scopes else {}
        return Caller(app.test_client(), tokens.token(person, at=clock.now, **more))

    return caller


@pytest.fixture
def office(app):
    """A unit with a module that everybody in it must learn."""
    made = people.unit("DINAS-A")
    content.published()
    return made


@pytest.fixture
def learner(office):
    return people.employee(office)
