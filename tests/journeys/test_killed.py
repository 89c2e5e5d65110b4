"""Servers die in the middle of a burst of answers: what was called saved is there afterwards."""

import threading

import pytest

from tests.journeys.answering import answerers
from tests.journeys.walking import open_quiz

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

KILLS, BETWEEN, LEAST = 5, 0.5, 15


def test_killing_the_servers_workers_loses_no_acknowledged_answer(house, visitor):
    me = visitor()
    who, slug = house.unstarted_quiz()
    me.sign_in(who)
    open_quiz(me, slug)
    stop = threading.Event()
    busy = answerers(me, house, stop)
    threads = [threading.Thread(target=each.work) for each in busy]
    for thread in threads:
        thread.start()
    for _ in range(KILLS):
        stop.wait(BETWEEN)
        for worker in house.workers():
            worker.kill()
    stop.wait(BETWEEN * 2)
    stop.set()
    for thread in threads:
        thread.join(15)
    house.until_ready()

    assert not [fault for each in busy for fault in each.faults]
    assert sum(each.acknowledged for each in busy) >= LEAST
    assert any(each.failures for each in busy), "no worker died while it was answering"
    me.page.reload()
    for each in busy:
        shown = me.page.locator(f"fieldset[data-save-url='{each.url}']")
        checked = shown.locator("input:checked").evaluate_all("all => all.map(i => i.value)")
        revision = int(shown.get_attribute("data-revision"))
        if each.unsure and revision == each.revision + 1:
            continue  # the last answer was kept, and its reply died with the worker
        assert revision == each.revision, each
        assert checked == ([each.answer] if each.answer else []), each
    me.noises.clear()
