"""`make bench`: figures of the product as ratios to the yardstick of the same run, and the storm.

`python -m bench storm [PEOPLE [SECONDS]]` holds only the storm, `python -m bench ledger [ROWS]`
only measures the ledger of evidence, `python -m bench certificates [N]` only the PDFs of many
certificates at once, `python -m bench desk` only HR's desk and its night.
"""

import json
import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

from bench import (
    certificates,
    closing,
    desk,
    holding,
    ledger,
    load,
    places,
    rebuild,
    report,
    size,
    storm,
)

ROUNDS, SECONDS, CLIENTS = 3, 4.0, 8
MODULE = "m3-berbicara-melayani"


def lesson_address(person: places.Person) -> str:
    _, _, page = person.ask("GET", f"/belajar/modul/{MODULE}")
    return re.findall(rf'href="(/belajar/modul/{MODULE}/[a-z0-9-]+)"', page.decode())[0]


def alternating(
    product: Callable[[], load.Load], yard: Callable[[], load.Load]
) -> dict[str, float | str]:
    """Both in turn, several rounds: medians, and the median of the ratios of neighbouring runs."""
    pairs = [(product(), yard()) for _ in range(ROUNDS)]
    return {
        "product_per_second": round(statistics.median(p.per_second for p, _ in pairs), 1),
        "yardstick_per_second": round(statistics.median(y.per_second for _, y in pairs), 1),
        "ratio": round(statistics.median(p.per_second / y.per_second for p, y in pairs), 3),
        "product_p99_ms": round(statistics.median(p.percentile(0.99) for p, _ in pairs), 1),
    }


def lessons(people: list[places.Person], yard_cookie: str) -> dict[str, float | str]:
    address = lesson_address(people[0])
    ours = [load.request("GET", address, cookie=each.cookie) for each in people]
    theirs = [load.request("GET", f"/lesson/{n}", cookie=yard_cookie) for n in range(1, 201)]
    return alternating(
        lambda: load.run(places.PRODUCT, lambda c, n: ours[c % len(ours)], seconds=SECONDS),
        lambda: load.run(places.YARD, lambda c, n: theirs[(c * 31 + n) % 200], seconds=SECONDS),
    )


class Saver:
    """One person's open attempt, and the revision that their next save must name."""

    def __init__(self, person: places.Person) -> None:
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        token = person.token(f"/belajar/modul/{MODULE}")
        _, told, _ = person.ask(
            "POST", f"/belajar/modul/{MODULE}/kuis", urlencode({"csrf_token": token}), form
        )
        page = person.ask("GET", told["Location"])[2].decode()
        self.cookie = person.cookie
        self.revision, self.address, self.options = self._first_choice(page)

    def _first_choice(self, page: str) -> tuple[int, str, list[str]]:
        """The first question with radio buttons for options: its revision, address and options."""
        for fieldset in page.split("<fieldset")[1:]:
            fieldset = fieldset.split("</fieldset>")[0]
            values = re.findall(r'type="radio"[^>]*value="([^"]+)"', fieldset)
            address = re.search(r'data-revision="([0-9]+)" data-save-url="([^"]+)"', fieldset)
            if address and values and not values[0].isdigit():
                return int(address[1]), address[2], values
        raise RuntimeError("no single-choice question in the attempt")

    def next(self) -> bytes:
        value = self.options[self.revision % len(self.options)]
        body = json.dumps({"answer": value, "revision": self.revision}).encode()
        self.revision += 1
        kind = "application/json"
        # As every browser of ours says of its own pages' requests.
        headers = {"Content-Type": kind, "Sec-Fetch-Site": "same-origin", "Accept": kind}
        return load.request("PUT", self.address, cookie=self.cookie, body=body, headers=headers)


def saves(people: list[places.Person], yard_cookie: str) -> dict[str, float | str]:
    savers = [Saver(each) for each in people[:CLIENTS]]
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    body = b"item=7&choice=b"
    theirs = load.request("POST", "/answer", cookie=yard_cookie, body=body, headers=form)
    return alternating(
        lambda: load.run(places.PRODUCT, lambda c, n: savers[c].next(), seconds=SECONDS),
        lambda: load.run(places.YARD, lambda c, n: theirs, seconds=SECONDS, expect=201),
    )


def sign_ins(accounts: list[dict[str, str]]) -> dict[str, float]:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    requests = []
    for account in accounts:
        stranger = places.Person()
        body = stranger.sign_in_form(account).encode()
        requests.append(
            load.request("POST", "/masuk", cookie=stranger.cookie, body=body, headers=form)
        )
    seen = load.run(
        places.PRODUCT, lambda c, n: requests[(c + n) % len(requests)], seconds=6, expect=303
    )
    return {"per_second": round(seen.per_second, 1), "p99_ms": round(seen.percentile(0.99), 1)}


def page_times(person: places.Person, paths: dict[str, str]) -> dict[str, float]:
    """The median time of each page, asked one after another, warm."""
    found = {}
    for name, path in paths.items():
        times = []
        for _ in range(12):
            began = time.perf_counter()
            status, _, _ = person.ask("GET", path)
            times.append((time.perf_counter() - began) * 1000)
            if status != 200:
                raise RuntimeError(f"{path} answered {status}")
        found[name] = round(statistics.median(times[2:]), 1)
    return found


def weight(person: places.Person) -> dict[str, int]:
    """Bytes over the wire of the first lesson page with everything, and of a next one."""
    packed = {"Accept-Encoding": "gzip"}
    address = lesson_address(person)
    _, _, page = person.ask("GET", address)
    links = set(re.findall(r'(?:src|href)="(/(?:static|aset)/[^"]+)"', page.decode()))
    sizes = {}
    queue = sorted(links)
    while queue:
        link = queue.pop()
        _, told, body = person.ask("GET", link, headers=packed)
        sizes[link] = len(body) + sum(len(k) + len(v) + 4 for k, v in told.items())
        if ".js" in link and told.get("Content-Encoding") != "gzip":
            queue += [x for x in re.findall(r'from\s*"(\S+?)"', body.decode()) if x.startswith("/")]
    _, told, html = person.ask("GET", address, headers=packed)
    own = len(html) + sum(len(k) + len(v) + 4 for k, v in told.items())
    return {"first_lesson_bytes": own + sum(sizes.values()), "next_lesson_bytes": own}


def measure(server: str, people: int) -> dict[str, object]:
    """All cases on one server and one size of city."""
    folder, seconds = places.city(people)
    found: dict[str, object] = {
        "server": server,
        "people": people,
        "load_seconds": round(seconds, 1),
    }
    with places.product(folder, server) as process, places.yardstick():
        learners = places.accounts(folder, "employee")
        signed_in = [places.Person().sign_in(each) for each in learners[:CLIENTS]]
        yard = places.Person(places.YARD)
        yard.ask("GET", "/login/1")
        found["lesson"] = lessons(signed_in, yard.cookie)
        found["autosave"] = saves(signed_in, yard.cookie)
        found["sign_in"] = sign_ins(learners)
        found["memory_bytes"] = places.workers_memory(process)
        found["weight"] = weight(signed_in[0])
        found["pages_ms"] = {**office_pages(folder)}
    return found


def office_pages(folder: Path) -> dict[str, float]:
    task_force = places.Person().sign_in(places.accounts(folder, "task_force")[0])
    hr = places.Person().sign_in(places.accounts(folder, "hr")[0])
    return {
        **page_times(
            task_force,
            {"city": "/gugus-tugas", "unit": "/gugus-tugas/unit/DISDIKBUD"},
        ),
        **page_times(
            hr,
            {"people": "/kepegawaian", "people_last": "/kepegawaian?halaman=100",
             "search_name": "/kepegawaian?cari=sari", "search_nip": "/kepegawaian?cari=1900"},
        ),
    }  # fmt: skip


def only_storm(people: str = "10000", seconds: str = str(storm.SECONDS)) -> None:
    print(json.dumps(storm.measure(places.default_server(), int(people), float(seconds)), indent=2))


ALONE: dict[str, Callable[..., None]] = {
    "storm": only_storm, "ledger": ledger.main, "certificates": certificates.main,
    "desk": desk.main, "size": size.main, "rebuild": rebuild.main, "closing": closing.main,
    "report": report.main, "holding": holding.main,
}  # fmt: skip


def main() -> None:
    places.OUT.mkdir(parents=True, exist_ok=True)
    if sys.argv[1:2] and sys.argv[1] in ALONE:
        ALONE[sys.argv[1]](*sys.argv[2:])
        return
    servers = sys.argv[1].split(",") if len(sys.argv) > 1 else [places.default_server()]
    sizes = [int(n) for n in (sys.argv[2] if len(sys.argv) > 2 else "10000,100000").split(",")]
    results = []
    for server in servers:
        for people in sizes:
            print(f"{server}, {people} people …", flush=True)
            results.append(measure(server, people))
            print(json.dumps(results[-1], indent=2), flush=True)
        results.append(storm.measure(server, sizes[0]))
        print(json.dumps(results[-1], indent=2), flush=True)
    for more in (ledger, certificates, desk, closing, report, rebuild, holding):
        results.append(more.measure())
        print(json.dumps(results[-1], indent=2), flush=True)
    (places.ROOT / "bench" / "results.json").write_text(json.dumps(results, indent=2) + "\n")


if __name__ == "__main__":
    main()
