"""`serve` as an operator meets it: the first start, the second, a crash, a stop."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import suppress
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from training.kernel.settings import ROOT

pytestmark = pytest.mark.slow
PATIENCE = 120


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class House:
    """A served Resap in a process group of its own, with everything that it wrote."""

    def __init__(self, data: Path, port: int, **settings: str) -> None:
        self.data, self.port = data, port
        starts = len(list(data.parent.glob("*.log")))
        self.log = data.parent / f"{starts}.log"
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("RESAP_", "DATABASE_URL"))}
        environment = {**kept, "RESAP_DATA": str(data), "RESAP_PORT": str(port), **settings}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "flask", "--app", "app", "serve"],
                cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

    @property
    def told(self) -> str:
        return self.log.read_text()

    def ready(self) -> "House":
        deadline = time.monotonic() + PATIENCE
        while "Resap melayani di" not in self.told:
            assert self.process.poll() is None, self.told
            assert time.monotonic() < deadline, self.told
            time.sleep(0.1)
        return self

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as found:
                return found.status, found.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()

    def children(self) -> list[int]:
        folder = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in folder.read_text().split()]

    def descendants(self) -> list[int]:
        found = self.children()
        for pid in found:
            listed = Path(f"/proc/{pid}/task/{pid}/children")
            found += [int(each) for each in listed.read_text().split()]
        return found

    def stop(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)


@pytest.fixture
def serve(tmp_path):
    """`serve()` starts a house on the test's own data; whatever runs at the end is stopped."""
    houses: list[House] = []
    port = free_port()

    def start(name: str = "data", **settings: str) -> House:
        houses.append(House(tmp_path / name, int(settings.pop("port", port)), **settings))
        return houses[-1]

    yield start
    for house in houses:
        if house.process.poll() is None:
            house.stop()


def gone(pids: list[int]) -> bool:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        left = [pid for pid in pids if Path(f"/proc/{pid}").exists() and "Z" not in
                Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2][:3]]  # fmt: skip
        if not left:
            return True
        time.sleep(0.1)
    return False


def test_the_first_start_fills_a_demo_and_a_later_one_keeps_everything(serve):
    house = serve(RESAP_DEMO="1").ready()
    assert house.get("/readyz")[0] == 200
    accounts = (house.data / "demo-accounts.json").read_text()
    assert str(house.data / "demo-accounts.json") in house.told
    pids = house.descendants()
    assert house.stop() == 0
    assert gone(pids)
    began = time.monotonic()
    again = serve(RESAP_DEMO="1", port=str(house.port)).ready()
    assert time.monotonic() - began < 15
    assert (again.data / "demo-accounts.json").read_text() == accounts
    assert "Memuat kota contoh" in house.told
    assert "Memuat kota contoh" not in again.told
    _signs_in_without_leaving_a_number_in_the_log(again, json.loads(accounts)[0])


def _signs_in_without_leaving_a_number_in_the_log(house: House, account: dict) -> None:
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    address = f"http://127.0.0.1:{house.port}"
    page = browser.open(f"{address}/masuk").read().decode()
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)[1]
    form = {"csrf_token": token, "nama": account["nip"], "kata_sandi": account["password"]}
    answer = browser.open(f"{address}/masuk", urllib.parse.urlencode(form).encode())
    assert "/masuk" not in answer.url
    with pytest.raises(urllib.error.HTTPError):
        browser.open(f"{address}/tidak-ada/{account['nip']}?nip={account['nip']}")
    lines = [line for line in house.told.splitlines() if line.startswith("{")]
    assert all("endpoint" in json.loads(line) for line in lines if '"request"' in line)
    assert account["nip"] not in house.told
    assert account["email"] not in house.told
    assert account["password"] not in house.told


def test_without_a_demo_the_first_administrator_gets_a_code(serve):
    house = serve(RESAP_DEMO="0").ready()
    assert "/masuk/awal" in house.told
    assert re.search(r"\n    [A-Z2-9-]{20,}\n", house.told)
    assert house.get("/masuk/awal")[0] == 200
    assert not (house.data / "demo-accounts.json").exists()


def test_a_taken_port_and_a_served_folder_are_told_in_a_sentence(serve):
    house = serve(RESAP_DEMO="0").ready()
    other = serve("other", port=str(house.port), RESAP_DEMO="0")
    assert other.process.wait(PATIENCE) == 1
    assert "sedang dipakai program lain" in other.told
    assert "Traceback" not in other.told
    same = serve(port=str(free_port()), RESAP_DEMO="0")
    assert same.process.wait(PATIENCE) == 1
    assert "sudah berjalan dengan map data" in same.told


def test_wrong_settings_are_told_all_at_once_and_nothing_starts(serve):
    house = serve("wrong", RESAP_K="1", RESAP_WORKERS="0", RESAP_DEMO="x")
    assert house.process.wait(PATIENCE) == 1
    assert all(key in house.told for key in ("RESAP_K", "RESAP_WORKERS", "RESAP_DEMO"))
    assert "Traceback" not in house.told


def test_killed_children_come_back_and_a_stop_ends_everybody(serve):
    house = serve(RESAP_DEMO="0").ready()
    before = house.descendants()
    worker = next(pid for pid in house.children() if not _children_of(pid))
    server_worker = next(pid for pid in before if pid not in house.children())
    os.kill(worker, signal.SIGKILL)
    os.kill(server_worker, signal.SIGKILL)
    deadline = time.monotonic() + 20
    while len(house.descendants()) < len(before) or worker in house.descendants():
        assert time.monotonic() < deadline, house.told
        time.sleep(0.1)
    assert house.get("/healthz")[0] == 200
    pids = house.descendants()
    assert house.stop(signal.SIGINT) == 0
    assert gone(pids)


@pytest.mark.parametrize("together", [False, True], ids=["the server", "the server and serve"])
def test_the_workers_of_a_killed_server_do_not_keep_its_port(serve, together):
    house = serve(RESAP_DEMO="0").ready()
    server = next(pid for pid in house.children() if _children_of(pid))
    workers = [int(pid) for pid in _children_of(server)]
    if together:
        os.kill(house.process.pid, signal.SIGKILL)
    os.kill(server, signal.SIGKILL)
    assert gone([server, *workers])
    if together:
        house.process.wait()
        house = serve(RESAP_DEMO="0", port=str(house.port)).ready()
    assert _answers_again(house)
    assert house.stop() == 0
    again = serve(RESAP_DEMO="0", port=str(house.port)).ready()
    assert again.get("/healthz")[0] == 200


def _answers_again(house: House) -> bool:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with suppress(OSError):
            return house.get("/healthz")[0] == 200
        time.sleep(0.1)
    return False


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children of a parent's death")
def test_children_do_not_outlive_a_parent_that_was_killed(serve):
    house = serve(RESAP_DEMO="0").ready()
    pids = house.descendants()
    assert house.stop(signal.SIGKILL) == -signal.SIGKILL
    assert gone(pids)
    assert serve(RESAP_DEMO="0", port=str(house.port)).ready().get("/healthz")[0] == 200


def _children_of(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
