"""Servers die in the middle of a burst of answers: what was called saved is there afterwards."""

import http.client
import json
import threading
from dataclasses import dataclass, field

import pytest

from tests.journeys.walking import open_quiz

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

KILLS, BETWEEN, LEAST = 5, 0.5, 15


@dataclass
class Answerer:
    """Saves one question again and again, like a script of the page, and notes each reply."""

    port: int
    headers: dict[str, str]
    url: str
    options: list[str]
    stop: threading.Event
    revision: int = 0
    answer: str | None = None
    acknowledged: int = 0
    unsure: bool = False
    failures: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def work(self) -> None:
        turn = 0
        while not self.stop.is_set():
            turn += 1
            answer = self.options[turn % len(self.options)]
            try:
                status, told = self._put({"answer": answer, "revision": self.revision})
            except (OSError, http.client.HTTPException) as lost:
                self.failures.append(type(lost).__name__)
                self.unsure = True
                self.stop.wait(0.05)
                continue
            self._note(status, told, answer)

    def _note(self, status: int, told: dict, answer: str) -> None:
        self.unsure = False
        if status == 200:
            self.acknowledged += 1
            self.revision, self.answer = told["revision"], answer
        elif status == 409:  # an answer was kept, and its reply got lost with the worker
            if told["revision"] != self.revision + 1:
                self.faults.append(f"revision {self.revision} became {told['revision']}")
            self.revision, self.answer = told["revision"], told["answer"]
        elif status != 503:
            self.faults.append(f"status {status}: {told}")

    def _put(self, body: dict) -> tuple[int, dict]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            line.request("PUT", self.url, json.dumps(body), self.headers)
            reply = line.getresponse()
            return reply.status, json.loads(reply.read())
        finally:
            line.close()


def answerers(me, house, stop: threading.Event) -> list[Answerer]:
    """One for every question with one right answer on the page."""
    cookies = "; ".join(f"{each['name']}={each['value']}" for each in me.context.cookies())
    token = me.page.locator("meta[name=csrf-token]").get_attribute("content")
    headers = {
        "Content-Type": "application/json", "Accept": "application/json", "Cookie": cookies,
        "X-CSRFToken": token,
    }  # fmt: skip
    return [
        Answerer(
            house.port, headers, each.get_attribute("data-save-url"),
            each.locator("input[type=radio]").evaluate_all("all => all.map(i => i.value)"), stop,
        )
        for each in me.page.locator("fieldset[data-kind=single]").all()
    ]  # fmt: skip


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
