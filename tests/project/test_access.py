"""Every route × every role × own, descendant, sibling, nonexistent: who gets in, who does not."""

import re
import shutil
from dataclasses import dataclass

import pytest
from flask import Flask, session
from flask.testing import FlaskClient
from flask_wtf.csrf import generate_csrf
from werkzeug.routing import Rule

from tests.factories import content
from tests.project.access_city import (
    NONEXISTENT,
    OWN,
    SIBLING,
    Actor,
    City,
    bring_uploads,
    build,
)  # fmt: skip
from training.factory import create_app
from training.kernel.access import PUBLIC, SIGNED_IN, Access, declared
from training.kernel.db import db, writing
from training.people.rules.access import GRANTS
from training.people.rules.kinds import Role

SAFE = {"GET", "HEAD", "OPTIONS"}
PLAIN = {"form": "csv", "work": "pengundian"}
"""Parts of a path that choose a form and name no object."""
QUERIES = {
    "account.confirm_role": {"peran": "unit_head", "unit": "DINSOS"},
    "employee.note_reading": {"modul": content.SLUG, "pelajaran": content.LESSONS[0]},
}
"""What a page needs beside its path."""
ANSWER = {"answer": None, "revision": 0}
BODIES = {
    "employee.save_one": ANSWER,
    "observer_visits.send": {"answer": {}, "revision": 0},
    "observer_casework.send": {"answer": {}, "revision": 0},
    "api.attempts.put_answer": ANSWER,
    "api.modules.note_reading": {"lesson": content.LESSONS[0], "read": False},
}
"""What is sent where something else would be refused before anybody looks for the object."""
CLOSED_BY_RULE = {"account.remove_second_factor": {403}}
"""Where a rule refuses some roles with 403 although the door is open to everybody."""


def _doors() -> list[tuple[str, str, str]]:
    app = create_app()
    return [
        (method, rule.rule, rule.endpoint)
        for rule in sorted(app.url_map.iter_rules(), key=lambda each: each.rule)
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]


DOORS = _doors()
CITY: dict[str, City] = {}
FILED = ("imports", "certificate-bundles")
"""The folders of the files that wait or are to be fetched."""


@pytest.fixture
def city(sqlite_app, folder, clock) -> City:
    """The city as it was built once: its database and files are copied anew for every route."""
    with sqlite_app.app_context():
        db.session.remove()
        db.engine.dispose()
    for leftover in folder.glob("resap.db*"):
        leftover.unlink()
    kept, files = folder / "access.db", folder / "access-files"
    if "built" not in CITY:
        shutil.copy(folder / "template.db", folder / "resap.db")
        writing.set(True)
        with sqlite_app.app_context():
            CITY["built"] = build(clock.now)
            db.session.remove()
            db.engine.dispose()
        shutil.copy(folder / "resap.db", kept)
        bring_uploads(CITY["built"], folder)
        for name in FILED:
            shutil.copytree(folder / name, files / name)
    else:
        shutil.copy(kept, folder / "resap.db")
        for name in FILED:
            shutil.rmtree(folder / name, ignore_errors=True)
            shutil.copytree(files / name, folder / name)
    sqlite_app.extensions["resap_api_counters"].storage.reset()
    return CITY["built"]


@dataclass
class Knocker:
    """Tries one route as one person, or as nobody."""

    app: Flask
    rule: Rule
    method: str
    actor: Actor | None

    @property
    def is_api(self) -> bool:
        return self.rule.rule.startswith("/api/")

    def knock(self, values: dict[str, str], *, csrf: bool = True):
        """The answer to one request, as a browser or as a machine would send it."""
        client = self.app.test_client()
        headers = {}
        if self.is_api:
            headers["Idempotency-Key"] = f"{self.method}-{id(values)}"
            if self.actor:
                headers["Authorization"] = f"Bearer {self.actor.token}"
        elif self.actor:
            with client.session_transaction() as cookie:
                cookie["_user_id"] = self.actor.session
        if csrf and self.method not in SAFE and not self.is_api:
            headers["X-CSRFToken"] = self._csrf(client)
        body = {"json": BODIES[name]} if (name := self.rule.endpoint) in BODIES else {}
        return client.open(self._path(values), method=self.method, headers=headers, **body)

    def _path(self, values: dict[str, str]) -> str:
        needed = {name: values.get(name, PLAIN.get(name)) for name in self.rule.arguments}
        missing = [name for name, value in needed.items() if value is None]
        assert not missing, (
            f"{self.rule.rule}: no sample for {missing} in tests/project/access_city.py"
        )
        adapter = self.app.url_map.bind("localhost")
        more = QUERIES.get(self.rule.endpoint, {})
        return adapter.build(self.rule.endpoint, needed | more, method=self.method)

    def _csrf(self, client: FlaskClient) -> str:
        with client.session_transaction() as cookie:
            kept = dict(cookie)
        with self.app.test_request_context():
            session.update(kept)
            token = generate_csrf()
            kept = dict(session)
        with client.session_transaction() as cookie:
            cookie.update(kept)
        return token


def may(role: Role, access: Access) -> bool:
    if access.permission in {PUBLIC, SIGNED_IN}:
        return True
    return access.permission in GRANTS[role] | GRANTS[Role.EMPLOYEE]


def stripped(answer, values: dict[str, str]) -> str:
    """A refusal without the words of the request itself."""
    text = answer.get_data(as_text=True)
    for value in sorted(values.values(), key=len, reverse=True):
        text = text.replace(f"/{value}", "/…")
    return re.sub(r'"(instance|request_id)": ?"[^"]*"', "", text)


def samples(city: City, role: Role | None, rule: Rule, access: Access) -> dict[str, dict[str, str]]:
    """The values to try a route with, by case."""
    named = set(rule.arguments) - set(PLAIN)
    if not named:
        return {OWN: {}}
    assert access.object, f"{rule.rule}: say in @allow(…, object=…) what its path identifies"
    found = city.samples(role, access.object, rule.endpoint)
    assert found, (
        f"{rule.rule}: add samples of {access.object!r} (own, descendant, sibling, nonexistent; as "
        "far as they can be) to tests/project/access_city.py"
    )
    return found


def test_every_route_declares_who_may_enter(sqlite_app):
    declarations = {
        f"{method} {path}": declared(sqlite_app.view_functions[endpoint])
        for method, path, endpoint in DOORS
    }
    assert not [door for door, access in declarations.items() if access is None]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("method", "path", "endpoint"), DOORS, ids=[f"{m} {p}" for m, p, _ in DOORS]
)
def test_a_door_opens_for_whom_it_should(sqlite_app, city, method, path, endpoint):
    rule = next(r for r in sqlite_app.url_map.iter_rules(endpoint) if r.rule == path)
    access = declared(sqlite_app.view_functions[endpoint])
    assert access, f"{path} declares no permission: add @allow, @signed_in or @public to its view"
    _strangers(Knocker(sqlite_app, rule, method, None), access, samples(city, None, rule, access))
    for role, actor in city.actors.items():
        cases = samples(city, role, rule, access)
        knocker = Knocker(sqlite_app, rule, method, actor)
        if may(role, access):
            _lets_in(knocker, access, cases)
        else:
            for values in cases.values():
                assert knocker.knock(values).status_code == 403, f"{role} may not enter"


def _strangers(knocker: Knocker, access: Access, cases: dict[str, dict[str, str]]) -> None:
    for values in cases.values():
        answer = knocker.knock(values)
        if access.permission == PUBLIC:
            assert answer.status_code < 500
        elif knocker.is_api or knocker.rule.endpoint in BODIES:  # scripts are not sent elsewhere
            assert answer.status_code == 401
        else:
            assert answer.status_code == 303
            assert answer.location.startswith("/masuk")


def _lets_in(knocker: Knocker, access: Access, cases: dict[str, dict[str, str]]) -> None:
    if knocker.method not in SAFE and not knocker.is_api:
        assert knocker.knock(cases[OWN], csrf=False).status_code == 400, "a form without its token"
    refused = set()
    for case in sorted(cases, key=[SIBLING, NONEXISTENT].__contains__, reverse=True):
        answer = knocker.knock(cases[case])
        if case not in {SIBLING, NONEXISTENT}:
            assert answer.status_code < 500, f"{case}: {answer.status}"
            closed = {401, 404, 405} | ({403} - CLOSED_BY_RULE.get(knocker.rule.endpoint, set()))
            assert answer.status_code not in closed, f"{case}: {answer.status}"
        elif access.permission == PUBLIC:
            assert answer.status_code in {404, 409}, f"{case}: {answer.status}"
        else:
            assert answer.status_code == 404, f"{case}: {answer.status}"
            refused.add(stripped(answer, cases[case]))
    assert len(refused) <= 1, "what is out of scope must look exactly like what does not exist"
