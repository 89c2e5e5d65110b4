"""Scripts that answer like the page's own, and note what the server called saved."""

import http.client
import json
import threading
from dataclasses import dataclass, field
from uuid import uuid4

from tests.journeys.house import House
from tests.journeys.person import Person


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

    def _put(self, body: dict, **more: str) -> tuple[int, dict]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            line.request("PUT", self.url, json.dumps(body), {**self.headers, **more})
            reply = line.getresponse()
            return reply.status, json.loads(reply.read())
        finally:
            line.close()


@dataclass
class Keeper(Answerer):
    """Sends an answer under a key of its own, again and again until it is acknowledged.

    As the outbox of a page does; `kept` is what was acknowledged: revision, answer and key.
    """

    kept: list[tuple[int, str, str]] = field(default_factory=list)
    sent: int = 0

    def work(self) -> None:
        while not self.stop.is_set():
            self.sent += 1
            answer, key = self.options[self.sent % len(self.options)], uuid4().hex
            while not self.stop.is_set() and not self._acknowledged(answer, key):
                self.stop.wait(0.05)

    def _acknowledged(self, answer: str, key: str) -> bool:
        body = {"answer": answer, "revision": self.revision}
        try:
            status, told = self._put(body, **{"Idempotency-Key": key})
        except (OSError, http.client.HTTPException, ValueError) as lost:
            self.failures.append(type(lost).__name__)
            return False
        if status == 503:
            return False
        if status != 200:
            self.faults.append(f"status {status}: {told}")
            return True
        self.revision = told["revision"]
        self.kept.append((self.revision, answer, key))
        return True


def answerers(me: Person, house: House, stop: threading.Event, kind=Answerer) -> list[Answerer]:
    """One for every question with one right answer on the page."""
    cookies = "; ".join(f"{each['name']}={each['value']}" for each in me.context.cookies())
    token = me.page.locator("meta[name=csrf-token]").get_attribute("content")
    headers = {
        "Content-Type": "application/json", "Accept": "application/json", "Cookie": cookies,
        "X-CSRFToken": token,
    }  # fmt: skip
    return [
        kind(
            house.port, headers, each.get_attribute("data-save-url"),
            each.locator("input[type=radio]").evaluate_all("all => all.map(i => i.value)"), stop,
        )
        for each in me.page.locator("fieldset[data-kind=single]").all()
    ]  # fmt: skip
