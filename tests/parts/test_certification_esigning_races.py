"""Batches of electronic signatures at the same moment: one signs, and no sheet is signed twice."""

import threading

import pytest
from sqlalchemy import update

from tests.factories import esigning
from tests.factories.esigning import PEOPLE, sign
from training.certification.actions.esigning import LEASE, sign_batch
from training.certification.rules.esigning import SigningIsBusy
from training.certification.tables.esigning import SigningTurn
from training.kernel import esign
from training.kernel.db import db

pytestmark = pytest.mark.slow


@pytest.fixture
def server():
    with esigning.client() as made:
        yield made


@pytest.fixture
def desk(database, clock, tmp_path):
    return esigning.town(tmp_path, clock.now)


def everything_once(server) -> bool:
    return len({each["file"] for each in server.asked}) == len(server.asked) == PEOPLE


def test_a_second_batch_at_the_same_time_is_refused(desk, server, clock, database):
    refused = []

    def another() -> None:
        server.meanwhile = lambda: None
        with database.app_context():
            try:
                sign_batch(esigning.pen(server, clock), esign.Passphrase(esigning.RIGHT), asked_now)
            except SigningIsBusy:
                refused.append(True)

    asked_now = esigning.asked(desk)
    server.meanwhile = another
    assert sign(desk, server, clock).signed == PEOPLE
    assert refused == [True]
    assert everything_once(server)


def test_many_batches_at_once_sign_nothing_twice(desk, server, clock, database):
    asked_now, signed = esigning.asked(desk), []
    db.session.rollback()

    def one() -> None:
        with database.app_context():
            try:
                done = sign_batch(
                    esigning.pen(server, clock), esign.Passphrase(esigning.RIGHT), asked_now
                )
                signed.append(done.signed)
            except SigningIsBusy:
                signed.append(0)

    threads = [threading.Thread(target=one) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(signed) == 4
    assert sum(signed) == PEOPLE
    assert everything_once(server)


def test_a_batch_that_died_gives_its_turn_away_after_a_while(desk, server, clock):
    def dies() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sign(desk, server, clock, sheet=lambda *_: dies())
    assert sign(desk, server, clock, most=1).signed == 1
    db.session.execute(update(SigningTurn).values(until=clock.now + LEASE))
    db.session.commit()
    with pytest.raises(SigningIsBusy):
        sign(desk, server, clock)
    clock.forward(seconds=LEASE.total_seconds() + 1)
    assert sign(desk, server, clock).signed == PEOPLE - 1
