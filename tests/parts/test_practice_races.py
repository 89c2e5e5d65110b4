"""Twenty threads at once: one case, one review, two cases a week at most."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.factories import content, kinds, people
from tests.factories.practice import SOON, ZONE, finished, opened
from training.kernel.db import db
from training.practice.actions.answering import answer_case
from training.practice.actions.history import rebuild_memories_aside
from training.practice.actions.opening import open_case
from training.practice.queries.replaying import differences
from training.practice.tables.cases import PracticeCase, PracticeReview

TWENTY = 20
BEFORE = timedelta(days=28)


@pytest.fixture
def together(database):
    """Run something in twenty threads, each in a transaction of its own."""

    def run(act):
        db.session.commit()

        def alone(number: int):
            with database.app_context():
                try:
                    done = act(number)
                    db.session.commit()
                    return done
                finally:
                    db.session.remove()

        with ThreadPoolExecutor(TWENTY) as pool:
            return list(pool.map(alone, range(TWENTY)))

    return run


@pytest.fixture
def learner(database, clock):
    content.published(at=clock.now - BEFORE)
    person = people.employee(people.unit())
    finished(person, at=clock.now - BEFORE)
    return person


def count(table) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(table))


def test_twenty_clicks_open_one_case(together, learner, clock):
    actor, at = people.acting(learner), clock.now
    made = together(lambda _n: open_case(actor, at=at, zone=ZONE))
    assert len(set(made)) == 1
    assert count(PracticeCase) == 1


def test_twenty_answers_leave_one_review_and_its_memory(together, learner, clock):
    found = opened(learner, at=clock.now)
    best, worst = kinds.right_answer(found.question), kinds.wrong_answer(found.question)
    me, at = learner.id, clock.now + SOON

    def answer(number: int) -> bool:
        return answer_case(found.id, (best, worst)[number % 2], of=me, at=at, zone=ZONE)

    assert sum(together(answer)) == 1
    assert count(PracticeReview) == 1
    assert differences() == []


def test_memories_are_rebuilt_while_cases_are_answered(together, learner, clock):
    case = opened(learner, at=clock.now)
    best, at, learner_id = kinds.right_answer(case.question), case.shown_at + SOON, learner.id

    def act(number: int):
        if number == 0:
            rebuild_memories_aside(lambda _done, _of: db.session.commit())
        elif number == 1:
            answer_case(case.id, best, of=learner_id, at=at, zone=ZONE)

    together(act)
    assert count(PracticeReview) == 1
    assert differences() == []
