"""A key is corrected while somebody hands in: whichever comes first, the right key counts."""

import threading

import pytest

from tests.factories import content, people, quiz
from tests.parts.test_regrading_again import KEY, asking
from training.kernel.db import db
from training.quiz.actions import closing, submit
from training.quiz.actions.regrading import Asked, regrade
from training.quiz.queries import history
from training.quiz.queries.correcting import correctable
from training.quiz.rules.regrading import Policy

pytestmark = pytest.mark.slow
A_WHILE = 1.0


@pytest.fixture
def open_one(database, clock):
    """Somebody with an open quiz whose key has just turned out to be wrong, and one who is done."""
    content.published(quiz=asking("a"))
    unit = people.unit()
    done, late = people.employee(unit), people.employee(unit)
    quiz.submitted(done, at=clock.now)
    sitting = quiz.started(late, at=clock.now)
    quiz.answered(sitting, of=late.id, at=clock.now)
    content.published(at=clock.forward(days=1), quiz=asking("b"))
    db.session.commit()
    return sitting.past.id, late.id, done.id


def test_who_hands_in_while_a_key_is_corrected_is_marked_by_the_corrected_key(
    open_one, database, clock, monkeypatch
):
    attempt, person, author = open_one
    corrected = threading.Event()

    def correct() -> None:
        with database.app_context():
            (found,) = correctable(content.SLUG)
            wanted = Asked(content.SLUG, found.key, found.replaced, Policy.EVERYBODY)
            regrade(wanted, reason="Panel memeriksa ulang.", by=author, at=clock.now)
            db.session.commit()
            corrected.set()
            db.session.remove()

    other = threading.Thread(target=correct)
    known = closing.corrections

    def known_then(*asked, **more):
        """What was known of corrections, and then a while in which one may come."""
        told = known(*asked, **more)
        other.start()
        corrected.wait(A_WHILE)
        return told

    monkeypatch.setattr(closing, "corrections", known_then)
    submit(attempt, of=person, at=clock.now)
    db.session.commit()
    other.join(20)
    db.session.expire_all()
    assert corrected.is_set()
    assert history(person)[0].marks[KEY] == 0
    assert correctable(content.SLUG) == ()
