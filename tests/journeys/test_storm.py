"""A minute of kills, one every five seconds: no acknowledged answer is lost, none is kept twice."""

import json
import threading
import time
from contextlib import suppress
from uuid import UUID

import psutil
import pytest

from tests.journeys.answering import Keeper, answerers
from tests.journeys.walking import open_quiz

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.xdist_group("journeys")]

KILLS, EVERY, PEOPLE, LEAST = 12, 5.0, 3, 300
ROWS = "SELECT revision, value, sent_key FROM answer WHERE attempt_id = ? AND question = ?"


@pytest.fixture
def keepers(house, visitor):
    """Three people, each with a quiz that a script of theirs answers."""
    stop, every = threading.Event(), []
    for _ in range(PEOPLE):
        me = visitor()
        who, slug = house.unstarted_quiz()
        me.sign_in(who)
        open_quiz(me, slug)
        every += answerers(me, house, stop, Keeper)
        me.noises.clear()
    threads = [threading.Thread(target=each.work) for each in every]
    for thread in threads:
        thread.start()
    yield every
    stop.set()
    for thread in threads:
        thread.join(15)
    house.until_ready()


def kill(house, turn: int) -> int:
    """End the processes that answer, every fourth time with the one that they come from."""
    masters = [each for each in psutil.Process(house.process.pid).children() if each.children()]
    doomed = masters if turn % 4 == 0 else house.workers()
    for process in doomed:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    return len(doomed)


def rows(house, each: Keeper) -> list[tuple]:
    """The journal of what one script answered, as the database has it."""
    _, _, _, attempt, _, question = each.url.split("/")
    return sorted(house.ask(ROWS, UUID(attempt).hex, question))


def test_a_storm_of_kills_loses_no_acknowledged_answer_and_keeps_none_twice(house, keepers):
    killed = 0
    for turn in range(1, KILLS + 1):
        time.sleep(EVERY)
        killed += kill(house, turn)
    time.sleep(EVERY)
    for each in keepers:
        each.stop.set()
    house.until_ready()
    time.sleep(1)

    assert killed >= KILLS
    assert not [fault for each in keepers for fault in each.faults]
    assert sum(len(each.kept) for each in keepers) >= LEAST
    assert any(each.failures for each in keepers), "nobody was answering as workers died"
    for each in keepers:
        journal = rows(house, each)
        assert [revision for revision, _, _ in journal] == list(range(1, len(journal) + 1))
        keys = [key for _, _, key in journal]
        assert len(set(keys)) == len(keys)
        told = [(revision, json.dumps(answer), key) for revision, answer, key in each.kept]
        # At most the last answer was kept without its reply having arrived.
        assert journal[: len(told)] == told
        assert len(journal) - len(told) in (0, 1)
