"""The dry runs of a corrected key: all policies from one reading, as one by one would tell."""

from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import event, insert, select

from tests.factories import content, people
from tests.factories.crowds import crowd
from training.content.queries import quiz_of
from training.content.rules.gates import Late, Rule
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.quiz.actions.regrading import Asked, regrade, regrade_plan, regrade_plans
from training.quiz.queries import edition_of
from training.quiz.queries.correcting import correctable
from training.quiz.rules.regrading import Policy
from training.quiz.tables import Answer, Attempt, Rescore, Submission

pytestmark = pytest.mark.slow
KEY, EACH = "m1-menyapa-a", 60
ZERO = (Rule(minutes=10, late=Late.ZERO),)


@pytest.fixture
def mixed(database, clock):
    """Attempts at two releases: answered once, twice or not, late, void, open or marked later."""
    unit, chance = people.unit(), Random(11)
    for day, rules, pass_mark in ((0, ZERO, 0.6), (1, (), 0.7)):
        asked = content.quiz(per_objective=4, rules=rules, pass_mark=pass_mark)
        content.published(at=clock.now + timedelta(days=day), quiz=asked)
        for place, person in enumerate(crowd(unit, EACH)):
            sat(person["id"], place, chance, clock.now)
    content.rekeyed(question=KEY, right="b", at=clock.forward(days=3), per_objective=4)
    db.session.flush()
    return correctable(content.SLUG)[0]


def sat(person, place, chance, at):
    """One attempt in bare rows; what is special of it follows from its place."""
    now, key = edition_of(content.SLUG), uuid7(at)
    others = [each.key for each in quiz_of(now.release_id).questions if each.key != KEY]
    asked = chance.sample(others, 6) + ([KEY] if place % 7 else [])
    db.session.execute(insert(Attempt), [
        {"id": key, "employee_id": person, "unit_id": None, "slug": content.SLUG,
         "release_id": now.release_id, "edition": now.edition, "number": 1, "seed": "x",
         "questions": [], "started_at": at},
    ])  # fmt: skip
    answers = [] if place % 9 == 0 else [
        {"attempt_id": key, "question": KEY, "revision": number, "value": chance.choice("ab"),
         "at": at}
        for number in range(1 + place % 3)
    ]  # fmt: skip
    if answers:
        db.session.execute(insert(Answer), answers)
    if place % 10:
        db.session.execute(insert(Submission), [
            closed(key, asked, chance, at)
            | {"cause": "server" if place % 4 == 0 else "person", "void": place % 11 == 0}
        ])  # fmt: skip
        later = [
            closed(key, asked, chance, at) | {"number": number, "cause": "marking"}
            for number in range(1, 1 + place % 5 % 3)
        ]
        if later:
            db.session.execute(insert(Rescore), later)


def closed(key, asked, chance, at):
    marks = {each: float(chance.random() < 0.6) for each in asked}
    score = sum(marks.values()) / len(marks)
    return {"attempt_id": key, "at": at, "score": score, "passed": score >= 0.6, "marks": marks,
            "pending": chance.random() < 0.1}  # fmt: skip


def one_by_one(found, policy):
    """What every attempt would change to, each looked up alone; and how many were looked at."""
    looked, changes = 0, {}
    held = select(Attempt).where(Attempt.release_id.in_(found.earlier))
    for attempt in db.session.scalars(held):
        submission = db.session.get(Submission, attempt.id)
        before = newest_of(Rescore, Rescore.number, attempt.id) or submission
        if before is None or KEY not in before.marks:
            continue
        quiz = quiz_of(attempt.release_id)
        if submission.cause == "server" and quiz.rules == ZERO:
            continue
        looked += 1
        answer = newest_of(Answer, Answer.revision, attempt.id)
        points = float(answer is not None and answer.value == "b")
        marks = {**before.marks, KEY: points}
        score = sum(marks.values()) / len(marks)
        if score > before.score or (score < before.score and policy is Policy.EVERYBODY):
            won = score >= quiz.pass_mark and not submission.void
            changes[attempt.id] = (before.score, before.passed, score, won, before.pending, marks)
    return looked, changes


def newest_of(table, number, attempt_id):
    found = select(table).where(table.attempt_id == attempt_id).order_by(number.desc())
    return db.session.scalars(found.limit(1)).first()


def told(plan):
    return plan.effect.marked, {
        each.attempt_id: (
            each.result.score, each.result.passed, after.score, after.passed, after.pending,
            dict(after.marks),
        )
        for each, after in plan.changes
    }  # fmt: skip


@pytest.mark.parametrize("policy", Policy)
def test_both_dry_runs_tell_what_looking_at_every_attempt_alone_tells(mixed, policy):
    plan = regrade_plans(content.SLUG, KEY, mixed.replaced)[policy]
    assert told(plan) == one_by_one(mixed, policy)
    assert plan == regrade_plan(Asked(content.SLUG, KEY, mixed.replaced, policy))
    assert (plan.effect.better, plan.effect.worse > 0) == (
        sum(after > before for before, _p, after, *_ in told(plan)[1].values()),
        policy is Policy.EVERYBODY,
    )
    assert plan.effect.now_passed + plan.effect.no_longer_passed > 0


def test_both_dry_runs_read_the_attempts_once(mixed):
    seen = []

    def note(_connection, _cursor, statement, *_more):
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    regrade_plans(content.SLUG, KEY, mixed.replaced)
    event.remove(db.engine, "before_cursor_execute", note)
    assert sum("FROM attempt JOIN submission" in each for each in seen) == 1


def test_what_was_corrected_for_some_is_dry_run_for_everybody_only(mixed, clock):
    narrow = Asked(content.SLUG, KEY, mixed.replaced, Policy.ONLY_BETTER)
    regrade(narrow, reason="Kunci keliru.", by=people.employee().id, at=clock.now)
    assert set(regrade_plans(content.SLUG, KEY, mixed.replaced)) == {Policy.EVERYBODY}
