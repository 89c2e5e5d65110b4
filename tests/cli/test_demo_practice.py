"""The demo's year of practice: only what real use could have left behind."""

from collections import Counter
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from tests.factories import cities
from training.content.queries import quiz_of
from training.kernel.db import db
from training.people.queries.employees import unit_at
from training.practice.queries.evidence import evidence_between
from training.practice.queries.replaying import differences
from training.practice.rules.breaks import LONGEST
from training.practice.rules.judging import judged
from training.practice.rules.probes import WINDOWS
from training.practice.rules.weeks import day_of, week_of
from training.practice.tables.cases import PracticeCase, PracticeMemory, PracticeReview
from training.practice.tables.words import PracticeBreak, PracticePrompt
from training.quiz.rules.answers import parse_answer

pytestmark = pytest.mark.slow

ZONE = "Asia/Makassar"
LOWEST, HIGHEST = UUID(int=0), UUID(int=2**128 - 1)


@pytest.fixture(scope="module")
def city(sqlite_app, folder, clock_file):
    with sqlite_app.app_context():
        db.session.remove()
        db.engine.dispose()
    for leftover in folder.glob("resap.db*"):
        leftover.unlink()
    (folder / "resap.db").write_bytes((folder / "template.db").read_bytes())
    with sqlite_app.app_context():
        yield cities.demo(sqlite_app, employees=100, months=12)
        db.session.remove()
        db.engine.dispose()


def every(table):
    return db.session.scalars(select(table)).all()


def test_what_the_stream_says_is_what_the_database_holds(city):
    tables = {"cases": PracticeCase, "reviews": PracticeReview, "memories": PracticeMemory,
              "pauses": PracticeBreak, "prompts": PracticePrompt}  # fmt: skip
    found = {
        name: db.session.scalar(select(func.count()).select_from(table))
        for name, table in tables.items()
    }
    assert found == {name: city[name] for name in tables}
    assert found["reviews"] > 50


def test_memories_are_the_replay_of_the_reviews(city):
    assert differences() == []


def test_every_review_is_what_the_rules_make_of_its_answer(city):
    shown = {each.id: each for each in every(PracticeCase)}
    for review in every(PracticeReview):
        case = shown[review.case_id]
        questions = {each.key: each for each in quiz_of(case.release_id).questions}
        question = questions[case.question]
        assert parse_answer(question, review.answer) == review.answer
        spent = (review.answered_at - case.shown_at).total_seconds()
        found = judged(question, review.answer, spent)
        assert (found.points, found.recalled, int(found.grade), found.void) == (
            review.points, review.recalled, review.grade, review.void,
        )  # fmt: skip


def test_cases_lie_in_their_week_twice_at_most_and_probes_in_their_window(city):
    weeks = Counter((each.employee_id, each.week) for each in every(PracticeCase))
    assert max(weeks.values()) <= 2
    for each in every(PracticeCase):
        assert each.week == week_of(each.shown_at, ZONE)
        assert day_of(each.shown_at, ZONE).weekday() < 5
        assert each.learnt_at <= each.asked_at <= each.shown_at
        if each.mark:
            days = (each.shown_at - each.learnt_at) / timedelta(days=1)
            assert each.mark <= days < WINDOWS[each.mark]


def test_facts_carry_the_unit_of_their_instant(city):
    for each in every(PracticeCase)[:200]:
        assert each.unit_id == unit_at(each.employee_id, day_of(each.shown_at, ZONE))


def test_there_is_retention_to_be_measured(city):
    facts = evidence_between(LOWEST, HIGHEST)
    counted = [each for each in facts if each.is_retention]
    assert {each.kind for each in counted} == {"practice", "probe"}
    assert 0.3 < sum(each.recalled for each in counted) / len(counted) < 1


def test_pauses_are_such_as_the_page_takes(city):
    for each in every(PracticeBreak):
        assert day_of(each.at, ZONE) <= each.until <= day_of(each.at, ZONE) + LONGEST
