"""Who gets in: live tokens only, within their permissions, and never by a cookie."""

from datetime import timedelta

import pytest

from tests.factories import content, people, tokens
from training.api.door import MOST_A_MINUTE
from training.kernel.db import db
from training.people.queries.accounts import api_tokens
from training.people.rules.access import Permission
from training.people.rules.kinds import Role

pytestmark = pytest.mark.slow

NOWHERE = "00000000-0000-7000-8000-000000000000"
ROUTES = (
    ("GET", "/me"),
    ("GET", "/modules"),
    ("GET", f"/modules/{content.SLUG}"),
    ("PUT", f"/modules/{content.SLUG}/progress"),
    ("POST", f"/quizzes/{content.SLUG}/attempts"),
    ("GET", f"/attempts/{NOWHERE}"),
    ("PUT", f"/attempts/{NOWHERE}/answers/x"),
    ("POST", f"/attempts/{NOWHERE}/submission"),
    ("GET", f"/people/{NOWHERE}/progress"),
    ("GET", "/units"),
    ("GET", "/units/DINAS-A"),
    ("GET", "/units/DINAS-A/report"),
    ("POST", "/imports/people"),
    ("GET", f"/jobs/{NOWHERE}"),
    ("GET", "/audit"),
)


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_nobody_gets_in_without_a_token(api, office, method, path):
    answer = api(None)(method, path, 401, json={})
    assert "error" not in answer.headers["WWW-Authenticate"]


@pytest.mark.parametrize(("method", "path"), ROUTES)
@pytest.mark.parametrize(
    "header", ["Bearer resap_wrong", "Bearer", "Basic dTpw", "Bearer a b", "é"]
)
def test_nobody_gets_in_with_a_wrong_token(api, office, method, path, header):
    answer = api(None)(method, path, 401, json={}, headers={"Authorization": header})
    assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]


@pytest.mark.parametrize(("method", "path"), ROUTES[1:])
def test_a_token_without_the_scope_is_refused(api, office, method, path):
    everything = people.employee(office)
    for role in Role:
        people.role(everything, role, office)
    answer = api(everything, Permission.WRITE_CONTENT)(method, path, 403, json={})
    assert 'error="insufficient_scope"' in answer.headers["WWW-Authenticate"]


@pytest.mark.parametrize(("method", "path"), ROUTES[8:])
def test_a_token_never_lends_what_the_person_does_not_hold(api, learner, method, path):
    api(learner)(method, path, 403, json={})


def test_a_token_ends_when_it_expires(app, api, learner, clock):
    caller = api(learner)
    caller.token = tokens.token(learner, at=clock.now, expires_at=clock.now + timedelta(hours=1))
    caller.get("/me")
    clock.forward(hours=1)
    caller.get("/me", 401)


def test_a_revoked_token_is_dead_at_the_next_request(app, api, learner, clock):
    caller = api(learner)
    caller.get("/me")
    for each in api_tokens(learner.id):
        tokens.revoke(each.id, learner, at=clock.now)
    caller.get("/me", 401)


def test_a_role_that_ended_is_gone_at_the_next_request(app, api, office, learner, clock):
    grant = people.role(learner, Role.AUDITOR, office)
    caller = api(learner)
    caller.get("/audit")
    db.session.merge(grant).ended_at = clock.now
    db.session.commit()
    caller.get("/audit", 403)


def test_a_session_cookie_opens_nothing(app, api, learner, clock):
    token = people.session_token(learner, at=clock.now)
    stranger = api(None)
    with stranger.client.session_transaction() as cookie:
        cookie["_user_id"] = token
    stranger.get("/me", 401)


def test_the_api_needs_no_csrf_token_and_pages_still_do(app, api, learner):
    api(learner).post(f"/quizzes/{content.SLUG}/attempts", 201)
    assert app.test_client().post("/masuk", data={}).status_code == 400


def test_me_tells_the_person_and_the_permissions(api, office, learner):
    people.role(learner, Role.UNIT_HEAD, office)
    told = (
        api(learner, Permission.LEARN, Permission.SEE_UNIT, Permission.AUDIT).get("/me").get_json()
    )
    assert told["id"] == str(learner.id)
    assert told["unit"] == "DINAS-A"
    assert told["roles"] == [{"role": "unit_head", "unit": "DINAS-A"}]
    assert told["permissions"] == ["learn", "see-unit"]


def test_who_calls_too_often_is_asked_to_wait(api, learner):
    caller = api(learner)
    token = api_tokens(learner.id)[0]
    other = api(learner)
    counters = caller.client.application.extensions["resap_api_counters"]
    for who in ("127.0.0.1", str(token.id)):
        counters.hit(MOST_A_MINUTE, "api", who, cost=599)
    caller.get("/me")
    caller.get("/me", 429)
    other.get("/me")
    stranger = api(None)
    stranger.get("/me", 401)
    stranger.get("/me", 429)


def test_unknown_addresses_and_methods_are_problems_too(api, learner):
    caller = api(learner)
    for path in ("/nothing", "/exports/unknown.csv", "/me/", ""):
        caller.get(path, 404)
        api(None).get(path, 404)
    assert "GET" in caller("DELETE", "/me", 405).headers["Allow"]
    caller("OPTIONS", "/modules", 405)


def test_what_does_not_exist_and_what_is_out_of_scope_look_the_same(api, office, clock):
    other = people.unit("DINAS-B")
    head = people.employee(office)
    people.role(head, Role.UNIT_HEAD, office)
    caller = api(head)
    for path in ("/units/{}", "/units/{}/report"):
        here = caller.get(path.format(other.code), 404).get_json()
        gone = caller.get(path.format("TIDAK-ADA"), 404).get_json()
        assert {**here, "instance": ""} == {**gone, "instance": ""}


def test_the_use_of_a_token_is_written_down_once_a_minute(app, api, learner, clock):
    caller, used = api(learner), []
    assert api_tokens(learner.id)[0].used_at is None
    db.session.rollback()
    for seconds in (0, 59, 1):
        clock.forward(seconds=seconds)
        caller.get("/me")
        used.append(api_tokens(learner.id)[0].used_at)
        db.session.rollback()
    assert used == [clock.now - timedelta(seconds=60)] * 2 + [clock.now]
