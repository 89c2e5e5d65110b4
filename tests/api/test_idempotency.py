"""A change that is asked for twice is made once, whatever the network does in between."""

import threading

import pytest

from tests.factories import content, people, tokens
from training.kernel.db import db
from training.kernel.idempotency import Claim, claim, keep

pytestmark = pytest.mark.slow

START = f"/quizzes/{content.SLUG}/attempts"


@pytest.fixture
def caller(api, learner):
    return api(learner)


def test_a_post_without_a_key_is_told_what_is_missing(caller):
    told = caller.post(START, 400, key=None).get_json()
    assert told["type"] == "urn:resap:problem:idempotency-key-missing"


@pytest.mark.parametrize("key", ["x" * 81, "a b", '""', "é"])
def test_an_unusable_key_is_refused(caller, key):
    told = caller.post(START, 400, key=key).get_json()
    assert told["type"] == "urn:resap:problem:idempotency-key-unusable"


def test_the_same_key_gives_the_same_answer(caller):
    first = caller.post(START, 201, key="mulai")
    again = caller.post(START, 201, key='"mulai"')
    assert again.get_data() == first.get_data()
    assert again.headers["Idempotency-Replayed"] == "true"


def test_a_key_means_one_request_only(caller):
    caller.post(START, 201, key="mulai")
    told = caller.post(START, 422, key="mulai", json={}).get_json()
    assert told["type"] == "urn:resap:problem:idempotency-key-reused"
    caller.put(
        f"/modules/{content.SLUG}/progress", {"lesson": "menyapa", "read": True}, 422, key="mulai"
    )


def test_keys_of_two_people_never_meet(api, office, caller):
    mine = caller.post(START, 201, key="mulai").get_json()
    theirs = api(people.employee(office)).post(START, 201, key="mulai").get_json()
    assert mine["id"] != theirs["id"]


def test_a_put_may_bring_a_key(caller):
    path = f"/modules/{content.SLUG}/progress"
    body = {"lesson": "menyapa", "read": True, "seconds": 20}
    first = caller.put(path, body, key="baca")
    assert caller.put(path, body, key="baca").get_data() == first.get_data()
    assert caller.put(path, body).get_json()["believed_seconds"] == 0


def test_a_refusal_is_not_kept(caller, clock):
    attempt = caller.post(START, 201).get_json()["id"]
    caller.post(f"/attempts/{attempt}/submission")
    caller.post(START, 409, key="lagi")
    clock.forward(hours=24)
    caller.post(START, 201, key="lagi")


def test_a_kept_answer_is_forgotten_after_a_day(database, clock):
    person = people.employee(people.unit()).id
    assert claim(person, "k", "a" * 64, at=clock.now).claim is Claim.FRESH
    keep(person, "k", status=201, body="{}")
    again = claim(person, "k", "a" * 64, at=clock.forward(hours=23))
    assert (again.claim, again.status, again.body) == (Claim.REPEATED, 201, "{}")
    assert claim(person, "k", "b" * 64, at=clock.now).claim is Claim.MISUSED
    assert claim(person, "k", "b" * 64, at=clock.forward(hours=1)).claim is Claim.FRESH


def test_simultaneous_requests_with_one_key_are_done_once(database, clock):
    office = people.unit()
    content.published()
    token = tokens.token(people.employee(office), at=clock.now)
    db.session.remove()
    answers: list[tuple[int, bytes]] = []
    gate = threading.Barrier(6)

    def call() -> None:
        client = database.test_client()
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": "serentak"}
        gate.wait()
        answer = client.post(f"/api/v1{START}", headers=headers)
        answers.append((answer.status_code, answer.get_data()))

    crowd = [threading.Thread(target=call) for _ in range(6)]
    for each in crowd:
        each.start()
    for each in crowd:
        each.join()
    assert len(set(answers)) == 1
    assert answers[0][0] == 201


def test_simultaneous_submissions_with_several_keys_succeed_once(database, clock):
    office = people.unit()
    content.published()
    token = tokens.token(people.employee(office), at=clock.now)
    bearer = {"Authorization": f"Bearer {token}"}
    started = database.test_client().post(
        f"/api/v1{START}", headers={**bearer, "Idempotency-Key": "m"}
    )
    url = f"/api/v1/attempts/{started.get_json()['id']}/submission"
    db.session.remove()
    answers: list[int] = []
    gate = threading.Barrier(5)

    def call(number: int) -> None:
        headers = {**bearer, "Idempotency-Key": f"serah-{number}"}
        client = database.test_client()
        gate.wait()
        answers.append(client.post(url, headers=headers).status_code)

    crowd = [threading.Thread(target=call, args=(n,)) for n in range(5)]
    for each in crowd:
        each.start()
    for each in crowd:
        each.join()
    assert sorted(answers) == [200, 409, 409, 409, 409]
