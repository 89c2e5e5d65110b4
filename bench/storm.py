"""The storm: a city's deadline hour, so many autosaves and submissions every second, held.

Requests go out by the clock, not one after the other's answer: a slow answer delays nobody else's
request, and its latency counts from the moment at which it should have gone out.
"""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from bench import load, places
from bench.crowd import crowd

SAVES, SUBMITS, SECONDS = 200, 20, 120.0
SAVERS, SAVING, SUBMITTING = 400, 40, 20
TARGET_MS, WARM = 1000.0, 2.0
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
# As every browser of ours says of its own pages' requests.
OWN = {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin",
       "Accept": "application/json"}  # fmt: skip
Send = Callable[[load.Connection, int], int]


@dataclass
class Stream:
    """One kind of request at a steady rate: what came of each, and how late its answer was."""

    rate: int
    expect: int
    send: Send
    lines: int
    latencies: list[float] = field(default_factory=list)
    errors: dict[str, int] = field(default_factory=dict)
    ended: float = 0.0

    def flow(self, line: int, began: float, seconds: float) -> None:
        """Send every request of one line (each `lines`-th of all) at its time."""
        connection, seen, wrong = load.Connection(places.PRODUCT), [], {}
        for n in range(line, int(self.rate * seconds), self.lines):
            due = began + n / self.rate
            time.sleep(max(0.0, due - time.perf_counter()))
            try:
                status = self.send(connection, n)
                problem = "" if status == self.expect else f"HTTP {status}"
            except OSError as lost:
                problem = type(lost).__name__
            seen.append((time.perf_counter() - due) * 1000)
            if problem:
                wrong[problem] = wrong.get(problem, 0) + 1
        with LOCK:
            self.latencies += seen
            self.ended = max(self.ended, time.perf_counter() - began)
            for problem, count in wrong.items():
                self.errors[problem] = self.errors.get(problem, 0) + count

    def told(self) -> dict[str, Any]:
        seen = load.Load(self.ended, self.latencies)
        shares = {"p50_ms": 0.5, "p95_ms": 0.95, "p99_ms": 0.99}
        return {
            "asked_per_second": self.rate, "achieved_per_second": round(seen.per_second, 1),
            "requests": len(self.latencies), "errors": sum(self.errors.values()),
            "error_kinds": self.errors,
            **{name: round(seen.percentile(share), 1) for name, share in shares.items()},
        }  # fmt: skip


LOCK = threading.Lock()


def saving(people: list[dict[str, Any]]) -> Send:
    """Each request changes the answer of the next person; a person's never overlap."""

    def send(connection: load.Connection, n: int) -> int:
        me = people[n % len(people)]
        options = [each for each in me["options"] if each != me["value"]]
        value = options[me["revision"] % len(options)]
        body = json.dumps({"answer": value, "revision": me["revision"]}).encode()
        address = f"/belajar/kuis/{me['attempt']}/jawaban/{me['question']}"
        asked = load.request("PUT", address, cookie=me["cookie"], body=body, headers=OWN)
        status, _, told = connection.send(asked)
        if status == 200:
            me["revision"], me["value"] = json.loads(told)["revision"], value
        return status

    return send


def submitting(people: list[dict[str, Any]]) -> Send:
    """Each request hands in another person's attempt."""

    def send(connection: load.Connection, n: int) -> int:
        me = people[n]
        body = urlencode({"csrf_token": me["csrf"]}).encode()
        address = f"/belajar/kuis/{me['attempt']}/serahkan"
        return connection.send(
            load.request("POST", address, cookie=me["cookie"], body=body, headers=FORM)
        )[0]

    return send


def measure(server: str, people: int, seconds: float = SECONDS) -> dict[str, Any]:
    """Hold the storm against a served city of that size, and say how it stood it."""
    folder, _ = places.city(people)
    handing_in = int(SUBMITS * seconds)
    sitters = crowd(folder, SAVERS + handing_in)
    savers, others = sitters[:SAVERS], sitters[SAVERS:]
    with places.product(folder, server):
        warm = load.Connection(places.PRODUCT)
        until = time.perf_counter() + WARM
        while time.perf_counter() < until:
            warm.send(load.request("GET", "/belajar", cookie=savers[0]["cookie"]))
        streams = (
            Stream(SAVES, 200, saving(savers), SAVING),
            Stream(SUBMITS, 303, submitting(others), SUBMITTING),
        )
        _hold(streams, seconds)
    saves, submits = (each.told() for each in streams)
    return {
        "case": "storm", "server": server, "people": people, "seconds": seconds, "autosave": saves,
        "submit": submits, "holds": holds(saves, submits),
    }  # fmt: skip


def _hold(streams: tuple[Stream, ...], seconds: float) -> None:
    began = time.perf_counter() + 0.5
    threads = [
        threading.Thread(target=stream.flow, args=(line, began, seconds))
        for stream in streams
        for line in range(stream.lines)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def holds(saves: dict[str, Any], submits: dict[str, Any]) -> bool:
    """Whether it held: no error, and nineteen of twenty hand-ins answered within a second."""
    return not saves["errors"] and not submits["errors"] and submits["p95_ms"] <= TARGET_MS
