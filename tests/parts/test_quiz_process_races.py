"""Twenty processes at once make one attempt and one score, on both databases.

The processes are forks of one parent that has everything loaded, so that twenty cost no more than
one; each opens connections of its own, as the workers of the server do.
"""

import os
import signal
from contextlib import suppress

import pytest
from sqlalchemy import func, select

from tests.factories import content, people
from training.kernel.db import db
from training.people.queries.sessions import actor
from training.quiz.actions import start, submit
from training.quiz.tables import Attempt, Submission

pytestmark = pytest.mark.slow  # twenty writers at once wait for one another on SQLite

TWENTY, PATIENCE = 20, 60


class Fork:
    """A child process that does one thing at a signal from its parent and tells what came of it.

    The signal is the end of a pipe that all children read and only the parent could write: it
    comes to all of them at once.
    """

    def __init__(self, act, start: tuple[int, int]) -> None:
        self.heard, tell = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            self._live(act, start, tell)
        os.close(tell)

    def _live(self, act, start: tuple[int, int], tell: int) -> None:
        """The whole life of the child: it never returns into the tests of its parent."""
        code, (signalled, go) = 1, start
        with suppress(BaseException):
            signal.alarm(PATIENCE)
            os.close(go)
            os.read(signalled, 1)
            os.write(tell, str(act()).encode())
            code = 0
        os._exit(code)

    def told(self) -> str:
        with os.fdopen(self.heard) as answer:
            words = answer.read()
        _pid, status = os.waitpid(self.pid, 0)
        assert os.waitstatus_to_exitcode(status) == 0, words
        return words


@pytest.fixture
def processes(database):
    """Run something in twenty processes, each in a transaction of its own."""

    def run(act) -> list[str]:
        db.session.commit()
        db.session.remove()
        db.engine.dispose()  # no connection may live on in the forks

        def alone():
            with database.app_context():
                done = act()
                db.session.commit()
                return done

        start = os.pipe()
        every = [Fork(alone, start) for _ in range(TWENTY)]
        for side in start:
            os.close(side)
        return [each.told() for each in every]

    return run


def count(table) -> int:
    return db.session.scalar(select(func.count()).select_from(table))


def test_twenty_processes_that_start_and_submit_at_once_make_one_attempt_and_one_score(
    processes, database, clock
):
    content.published()
    me, at = people.employee(people.unit()).id, clock.now

    made = processes(lambda: start(actor(me, today=at.date()), content.SLUG, at=at).attempt_id)
    assert len(set(made)) == 1
    assert count(Attempt) == 1
    (attempt,) = db.session.scalars(select(Attempt.id))

    scores = processes(lambda: submit(attempt, of=me, at=at).score)
    assert len(set(scores)) == 1
    assert count(Submission) == 1
