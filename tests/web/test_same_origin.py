"""Autosave believes the browser about where JSON comes from: at this one door only."""

import pytest

from tests.factories import content, people, quiz
from training.kernel.db import db
from training.quiz.queries import answers, history

HERE = "http://localhost"
ANSWER = {"answer": "a", "revision": 0}


@pytest.fixture
def browser(app, browse):
    content.published()
    made = people.employee(people.unit())
    db.session.commit()
    db.session.refresh(made)
    db.session.expunge(made)
    return browse(made)


@pytest.fixture
def door(browser) -> str:
    """Where one answer of an open attempt is put."""
    attempt = browser.post(f"/belajar/modul/{content.SLUG}/kuis").location
    past = history(browser.person.id, content.SLUG)[-1]
    sitting = quiz.attempt(past.id, of=browser.person.id)
    db.session.remove()
    key = next(each.key for each in sitting.drawn if "-menyapa-" in each.key)
    return f"{attempt}/jawaban/{key}"


def kept(browser) -> dict:
    past = history(browser.person.id, content.SLUG)[-1]
    found = {key: each.revision for key, each in answers(past.id).items()}
    db.session.remove()
    return found


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "https://proxy.example"},
        {"Origin": HERE},
    ],
)
def test_json_of_our_own_pages_needs_no_token(browser, door, headers):
    assert browser.client.put(door, json=ANSWER, headers=headers).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": ""},
        {"Sec-Fetch-Site": "cross-site", "Origin": HERE},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": f"{HERE}.evil.example"},
        {"Origin": "http://localhost:8080"},
        {"Origin": "https://localhost"},
        {"Referer": f"{HERE}/belajar"},
    ],
)
def test_json_from_elsewhere_is_refused_and_keeps_nothing(browser, door, headers):
    assert browser.client.put(door, json=ANSWER, headers=headers).status_code == 400
    assert kept(browser) == {}


@pytest.mark.parametrize(
    "kind",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "text/json",
     "application/merge-patch+json"],
)  # fmt: skip
def test_what_a_form_can_send_is_refused_without_its_token(browser, door, kind):
    headers = {"Sec-Fetch-Site": "same-origin", "Origin": HERE, "Content-Type": kind}
    body = '{"answer": "a", "revision": 0}'
    assert browser.client.put(door, data=body, headers=headers).status_code == 400
    assert kept(browser) == {}


@pytest.mark.parametrize("method", ["post", "patch", "delete"])
def test_no_other_method_of_the_door_is_open(browser, door, method):
    reply = getattr(browser.client, method)(
        door, json=ANSWER, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert reply.status_code == 405


@pytest.mark.parametrize(
    "path", ["/keluar", f"/belajar/modul/{content.SLUG}/kuis", "/belajar/bacaan"]
)
def test_every_other_door_still_asks_for_the_token(browser, path):
    headers = {"Sec-Fetch-Site": "same-origin", "Origin": HERE}
    assert browser.client.post(path, json={}, headers=headers).status_code == 400


def test_an_answer_meant_for_another_person_is_nobodys(browser, door):
    headers = {"Sec-Fetch-Site": "same-origin", "Resap-Person": "0" * 20}
    assert browser.client.put(door, json=ANSWER, headers=headers).status_code == 401
    assert kept(browser) == {}
    meta = browser.get(door.split("/jawaban/")[0]).all("meta", name="device")[0]
    headers["Resap-Person"] = meta.get("data-person")
    assert browser.client.put(door, json=ANSWER, headers=headers).status_code == 200


def test_a_stranger_is_asked_to_sign_in_first(browse, door):
    headers = {"Sec-Fetch-Site": "same-origin"}
    assert browse(None).client.put(door, json=ANSWER, headers=headers).status_code == 401


def put(browser, door, answer, revision: int, key: str) -> tuple[int, int]:
    headers = {"Sec-Fetch-Site": "same-origin", "Idempotency-Key": key}
    reply = browser.client.put(door, json={"answer": answer, "revision": revision}, headers=headers)
    return reply.status_code, reply.json["revision"]


def test_the_same_key_twice_is_one_revision(browser, door):
    assert put(browser, door, "a", 0, "k1") == put(browser, door, "a", 0, "k1") == (200, 1)
    assert list(kept(browser).values()) == [1]


def test_replays_of_an_answer_that_went_there_and_back_add_nothing(browser, door):
    sent = [("a", 0, "k1"), ("b", 1, "k2"), ("a", 2, "k3")]
    assert [put(browser, door, *each) for each in sent] == [(200, 1), (200, 2), (200, 3)]
    assert [put(browser, door, *each) for each in sent] == [(200, 1), (200, 2), (200, 3)]
    assert [put(browser, door, *each) for each in reversed(sent)] == [(200, 3), (200, 2), (200, 1)]
    assert list(kept(browser).values()) == [3]


def test_lost_sends_on_one_revision_leave_one_answer_whichever_arrives_first(browser, door):
    """The first and the third say the same; the second arrives late, after both."""
    assert put(browser, door, "a", 0, "k3") == (200, 1)
    assert put(browser, door, "b", 0, "k2") == (409, 1)
    assert put(browser, door, "a", 0, "k1") == (200, 1)
    assert list(kept(browser).values()) == [1]
