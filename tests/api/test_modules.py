"""Modules and one's own progress, and the progress of others for those who administer them."""

import pytest

from tests.factories import content, people, quiz
from training.kernel.db import db
from training.people.queries.trail import events_about
from training.people.rules.kinds import Role

pytestmark = pytest.mark.slow

MODULE = f"/modules/{content.SLUG}"


@pytest.fixture
def caller(api, learner):
    return api(learner)


def test_the_list_says_what_is_mine_and_how_far_i_am(api, office, caller):
    content.published("m2-contoh", audience=content.model.Audience((), ()))
    db.session.commit()
    told = caller.get("/modules").get_json()
    assert [each["slug"] for each in told["items"]] == ["m1-contoh", "m2-contoh"]
    assert [each["assigned"] for each in told["items"]] == [True, False]
    assert told["items"][0]["progress"]["state"] == "not-started"
    assert told["next"] is None


def test_a_list_comes_a_page_at_a_time(api, caller):
    for number in range(2, 6):
        content.published(f"m{number}-contoh")
    db.session.commit()
    seen, cursor = [], ""
    while cursor is not None:
        told = caller.get(f"/modules?limit=2{f'&cursor={cursor}' if cursor else ''}").get_json()
        seen += [each["code"] for each in told["items"]]
        cursor = told["next"]
    assert seen == ["M1", "M2", "M3", "M4", "M5"]
    assert caller.get("/modules?cursor=m9", 422).get_json()["type"].endswith("cursor-unknown")


def test_a_module_holds_its_lessons_and_the_door_to_its_quiz(caller):
    told = caller.get(MODULE).get_json()
    assert [each["id"] for each in told["lessons"]] == list(content.LESSONS)
    assert told["quiz"]["may_start"] == "ok"
    assert told["references"][0]["certainty"] == "R"
    caller.get("/modules/tidak-ada", 404)


def test_reading_a_lesson_is_noted_once(caller, clock):
    body = {"lesson": "menyapa", "read": True, "seconds": 25}
    told = caller.put(f"{MODULE}/progress", body).get_json()
    assert told["believed_seconds"] == 25
    assert told["progress"]["lessons_read"] == 1
    again = caller.put(f"{MODULE}/progress", {"lesson": "menyapa", "read": True}).get_json()
    assert again["progress"]["lessons_read"] == 1
    assert caller.get(MODULE).get_json()["lessons"][0]["read_at"]


def test_time_alone_is_not_reading(caller):
    body = {"lesson": "menyapa", "read": False, "seconds": 3600}
    told = caller.put(f"{MODULE}/progress", body).get_json()
    assert told["believed_seconds"] == 30
    assert told["progress"]["state"] == "not-started"


def test_read_and_passed_is_complete(caller, learner, clock):
    for lesson in content.LESSONS:
        caller.put(f"{MODULE}/progress", {"lesson": lesson, "read": True})
    told = caller.get(MODULE).get_json()["progress"]
    assert (told["state"], told["reasons"]) == ("started", ["quiz-not-tried"])
    quiz.submitted(learner, at=clock.now)
    db.session.commit()
    told = caller.get(MODULE).get_json()["progress"]
    assert (told["state"], told["reasons"]) == ("complete", [])
    assert told["first_score"] > 0.9


def test_an_answer_that_is_known_is_not_sent_again(caller):
    for path in ("/me", "/modules", MODULE, "/openapi.json"):
        first = caller.get(path)
        assert first.headers["ETag"]
        assert "no-cache" in first.headers["Cache-Control"]
        again = caller.get(path, 304, headers={"If-None-Match": first.headers["ETag"]})
        assert again.get_data() == b""
    tag = caller.get(MODULE).headers["ETag"]
    caller.put(f"{MODULE}/progress", {"lesson": "menyapa", "read": True})
    caller.get(MODULE, headers={"If-None-Match": tag})


def test_looking_at_a_person_is_noted_and_stays_in_scope(api, office, learner, clock):
    hr = people.employee(office)
    people.role(hr, Role.HR, office)
    elsewhere = people.employee(people.unit("DINAS-B"))
    caller = api(hr)
    told = caller.get(f"/people/{learner.id}/progress").get_json()
    assert told["unit"] == "DINAS-A"
    assert told["modules"][0]["progress"]["state"] == "not-started"
    looks = events_about(learner.id)
    assert [(each.kind, each.actor) for each, _ in looks] == [("looked-at", hr.id)]
    caller.get(f"/people/{elsewhere.id}/progress", 404)
    caller.get("/people/00000000-0000-7000-8000-000000000000/progress", 404)
    assert not events_about(elsewhere.id)
