"""Twenty threads at once: one attempt, one score, limits that hold."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from tests.factories import content, people, quiz
from training.content.rules.gates import Abandoned, Conditions, Rule
from training.kernel.db import db
from training.quiz.actions import start, submit
from training.quiz.queries import history
from training.quiz.rules.attempts import AlreadySubmitted, Cause
from training.quiz.rules.permits import QuizMayNotStart
from training.quiz.tables import Attempt, Submission
from training.reporting.actions import settle

pytestmark = pytest.mark.slow

TWENTY = 20


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
                except (AlreadySubmitted, QuizMayNotStart) as refused:
                    return type(refused)
                finally:
                    db.session.remove()

        with ThreadPoolExecutor(TWENTY) as pool:
            return list(pool.map(alone, range(TWENTY)))

    return run


def person_with(*rules: Rule, **more):
    content.published(quiz=content.quiz(rules=rules, **more))
    return people.employee(people.unit())


def count(table) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(table))


def test_twenty_starts_make_one_attempt(together, database, clock):
    person, at = person_with(), clock.now
    actor = people.acting(person)
    made = together(lambda _n: start(actor, content.SLUG, at=at))
    assert len({each.attempt_id for each in made}) == 1
    assert sum(each.fresh for each in made) == 1
    assert count(Attempt) == 1


def test_twenty_submissions_make_one_score_whatever_keys_they_bring(together, database, clock):
    person, at = person_with(), clock.now
    sitting, me = quiz.started(person, at=at), person.id
    quiz.answered(sitting, of=me, at=at)
    told = together(lambda n: submit(sitting.past.id, of=me, at=at, key=f"k{n}"))
    results = [each for each in told if each is not AlreadySubmitted]
    assert len(results) == 1
    assert count(Submission) == 1
    assert history(me)[0].score == results[0].score


def test_a_limit_holds_when_twenty_start_after_the_last_but_one(together, database, clock):
    person = person_with(Rule(requires=Conditions(at_most=2)), hours=0)
    quiz.submitted(person, at=clock.now, right=0)
    actor, at, me = people.acting(person), clock.now, person.id

    def sit(_number: int):
        made = start(actor, content.SLUG, at=at)
        return submit(made.attempt_id, of=me, at=at)

    for _ in range(2):
        together(sit)
    assert count(Attempt) == count(Submission) == 2


def test_person_and_server_closing_at_once_make_one_score(together, database, clock):
    person = person_with(Rule(minutes=10, grace_seconds=0))
    sitting, me = quiz.started(person, at=clock.now), person.id
    late = clock.forward(minutes=11)

    def close(number: int):
        if number % 2:
            return submit(sitting.past.id, of=me, at=late).cause
        return settle(me, at=late)

    told = together(close)
    assert set(told[1::2]) == {Cause.SERVER}
    assert count(Submission) == 1


def test_an_abandoned_attempt_is_left_for_one_new_one(together, database, clock):
    person = person_with(Rule(abandoned=Abandoned.ANEW, abandoned_after_days=1))
    quiz.started(person, at=clock.now)
    actor, later = people.acting(person), clock.forward(days=2)
    made = together(lambda _n: start(actor, content.SLUG, at=later))
    assert len({each.attempt_id for each in made}) == 1
    assert (count(Attempt), count(Submission)) == (2, 1)
