"""While a cycle is closed by the worker, people's answers are saved, and nothing is missed."""

import threading
from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from sqlalchemy import insert

from tests.factories import content, crowds, cycles, people, quiz
from training.internalization.actions.closing import Closer, close, close_aside
from training.internalization.actions.cycles import When, open_cycle
from training.internalization.actions.freezing import counted_anew
from training.internalization.queries.cycles import cycle_of
from training.internalization.rules.cycles import CycleIsClosed, Span
from training.internalization.rules.evidence import Kind, Stream
from training.internalization.tables.ledger import Entry
from training.kernel.db import db, impatient
from training.quiz.actions import save_answer
from training.quiz.rules.showing import questions_of

pytestmark = pytest.mark.slow

LABEL = "2026-2"


@pytest.fixture
def office(database, clock):
    """A unit in which some have learnt, in a cycle that ended yesterday."""
    content.published()
    root = people.unit("KOTA", kind="kota")
    unit = people.unit("A", parent=root)
    staff = crowds.crowd(unit, 24)
    crowds.learnt(staff[:12], unit, at=clock.now - timedelta(days=5))
    today = clock.now.date()
    span = Span(today - timedelta(days=90), today - timedelta(days=1))
    open_cycle(LABEL, span, when=When(clock.now - timedelta(days=90), span.first))
    db.session.commit()
    return unit


@pytest.fixture
def closer(clock):
    return Closer(None, clock.now, cycles.ZONE, cycles.K)


def shown(clock):
    return cycle_of(LABEL, today=clock.now.date())


def in_another_request(app, work):
    """Do and commit something on a thread with a session of its own; answers what went wrong."""
    wrong = []

    def run():
        with app.app_context():
            try:
                work()
                db.session.commit()
            except Exception as error:
                wrong.append(error)
            finally:
                db.session.remove()

    beside = threading.Thread(target=run)
    beside.start()
    beside.join()
    return wrong


def test_answers_are_saved_at_every_step_of_a_closing(database, office, closer, clock):
    learner = people.employee(office)
    sitting = quiz.started(learner, at=clock.now)
    question = questions_of(sitting.quiz, sitting.drawn)[0]
    values = [quiz.right_answer(question), quiz.wrong_answer(question)]
    attempt, who, at, steps = sitting.past.id, learner.id, clock.now, []
    db.session.commit()

    def tell(done, of):
        revision = len(steps)
        save = partial(save_answer, attempt, question.key, values[revision % 2], revision,
                       of=who, at=at)  # fmt: skip
        assert in_another_request(database, save) == []
        steps.append((done, of))

    close_aside(LABEL, closer, keep=db.session.commit, tell=tell)
    db.session.commit()
    assert len(steps) > 5
    assert steps[-1][0] == steps[-1][1]
    assert [done for done, _ in steps] == sorted(done for done, _ in steps)


def test_beside_others_it_freezes_to_the_digest_of_one_transaction(office, closer, clock):
    alone = close(LABEL, closer)
    db.session.rollback()
    beside = close_aside(LABEL, closer, keep=db.session.commit)
    db.session.commit()
    assert beside == alone == shown(clock).digest


def test_evidence_that_comes_while_it_is_counted_has_it_counted_again(office, closer, clock):
    learner = people.employee(office).id
    db.session.commit()
    engine, begun = db.engine, []

    def tell(done, of):
        begun.append(done)
        if begun.count(of) == 1 and done == of:  # counted once, and nothing is written yet
            with impatient(engine) as other:
                other.execute(insert(Entry).values(late(learner, office.id, clock.now)))

    digest = close_aside(LABEL, closer, keep=db.session.commit, tell=tell)
    db.session.commit()
    assert begun.count(begun[-1]) == 2
    assert counted_anew(shown(clock), closer).digest == digest


def late(person, unit, now):
    """Somebody on whom nothing was known was seen, and the sheet comes in only now."""
    return {
        "source": uuid4(), "kind": Kind.OBSERVED.value, "version": 1,
        "stream": Stream.OBSERVATION.value, "employee_id": person, "unit_id": unit,
        "at": now - timedelta(days=9), "recorded_at": now, "topic": "menyapa-anak", "met": True,
        "score": 1.0, "size": 5, "void": False, "stage": "service", "rater": uuid4(),
        "announced": False, "occasion": uuid4(), "detail": {},
    }  # fmt: skip


def test_of_two_closings_at_once_the_second_finds_it_closed(database, office, closer, clock):
    def tell(done, of):
        if done == 1 and not closed:
            closed.append(True)
            assert in_another_request(database, partial(close, LABEL, closer)) == []

    closed: list[bool] = []
    with pytest.raises(CycleIsClosed):
        close_aside(LABEL, closer, keep=db.session.commit, tell=tell)
    db.session.rollback()
    assert shown(clock).digest
