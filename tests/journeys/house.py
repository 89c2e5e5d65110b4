"""The product as the city runs it: own data, own port, the production server and its worker."""

import fcntl
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

import psutil
import pytest

from training.kernel.settings import ROOT

# 09.30 WITA, after the day on which the last source of the modules was checked: what was checked in
# the future is refused, so that an earlier clock would publish no module.
MONDAY = datetime(2026, 12, 7, 1, 30, tzinfo=UTC)
DEMO = ("demo", "load", "--employees", "150", "--seed", "3", "--months", "4")
MODULES = ("m3-berbicara-melayani", "m7-pengungkapan-rujukan", "m8-rahasia-foto-data")
OURS = ("RESAP_", "PROMETHEUS_")  # what this test process was told is not for the house
BEGUN = """SELECT i.value FROM identifier i WHERE i.employee_id IN
  (SELECT employee_id FROM attempt UNION SELECT employee_id FROM lesson_read)"""
ATTEMPTED = """SELECT i.value, a.slug FROM attempt a
  JOIN identifier i ON i.employee_id = a.employee_id"""
FIRST_STEPS = (("db", "upgrade"), ("content", "publish"), DEMO)


@dataclass(frozen=True)
class Account:
    """One account of demo-accounts.json."""

    role: str
    nip: str
    email: str
    password: str
    unit: str


@dataclass
class House:
    """A served Resap with a small demo city."""

    data: Path
    port: int
    process: subprocess.Popen | None = None
    ahead: timedelta = timedelta(0)
    opened: float = field(default_factory=time.monotonic)
    closing: threading.Event = field(default_factory=threading.Event)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        return (self.data / "serve.log").read_text(errors="replace")[-4000:]

    def prepare(self) -> None:
        """Migrate, publish the modules, load the demo city."""
        self._tell_time()
        for step in FIRST_STEPS:
            self.command(*step)

    def command(self, *words: str) -> str:
        """Run a command of the house, and answer what it says."""
        done = subprocess.run(self._flask(*words), env=self._env(), cwd=ROOT, capture_output=True)
        assert done.returncode == 0, f"flask {' '.join(words)}:\n{done.stderr.decode()[-3000:]}"
        return done.stdout.decode()

    def move_in(self, city: Path) -> None:
        """Begin with a copy of a city that was prepared before."""
        shutil.copytree(city, self.data, dirs_exist_ok=True)

    def open(self) -> None:
        """Serve, with a clock of its own that ticks until everything is closed."""
        threading.Thread(target=self._tick, daemon=True).start()
        self.serve()

    def serve(self) -> None:
        """Serve, and come back when everything says that it is ready."""
        with (self.data / "serve.log").open("ab") as out:
            self.process = subprocess.Popen(
                self._flask("serve"), env=self._env(), cwd=ROOT, stdout=out, stderr=out,
                start_new_session=True,
            )  # fmt: skip
        self.until_ready()

    def until_ready(self, patience: float = 40.0) -> None:
        late = time.monotonic() + patience
        while time.monotonic() < late:
            assert self.process.poll() is None, f"serve ended:\n{self.log}"
            if self._ready():
                return
            time.sleep(0.1)
        raise AssertionError(f"not ready within {patience:.0f} s:\n{self.log}")

    def close(self) -> None:
        self.closing.set()
        try:
            self.stop()
        finally:
            shutil.rmtree(self.data / "outbox", ignore_errors=True)

    def stop(self) -> None:
        """Stop serving, as when the machine goes down; `serve` begins again."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(25)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            raise
        self.process = None

    def workers(self) -> list[psutil.Process]:
        """The processes that answer requests: children of the one that listens first."""
        masters = psutil.Process(self.process.pid).children()
        return [each for master in masters for each in master.children()]

    @cached_property
    def accounts(self) -> list[Account]:
        told = json.loads((self.data / "demo-accounts.json").read_text())
        keys = ("role", "nip", "email", "password", "unit")
        return [Account(**{key: each[key] for key in keys}) for each in told]

    def account(self, role: str) -> Account:
        """The first account with a role."""
        return next(each for each in self.accounts if each.role == role)

    def newcomer(self) -> Account:
        """An employee who has not begun anything, never the same one twice."""
        return self.newcomers.pop(0)

    def unstarted_quiz(self) -> tuple[Account, str]:
        """Somebody and a module whose quiz they have not begun, never the same pair twice."""
        return self.unstarted.pop(0)

    @cached_property
    def unstarted(self) -> list[tuple[Account, str]]:
        begun = set(self.ask(ATTEMPTED))
        others = (each for each in self.accounts if each not in self.newcomers)
        return [
            (each, slug) for each in others for slug in MODULES if (each.nip, slug) not in begun
        ]

    def ask(self, question: str, *values: str) -> list[tuple]:
        """What the database says, only read."""
        with closing(sqlite3.connect(f"file:{self.data}/resap.db?mode=ro", uri=True)) as city:
            return city.execute(question, values).fetchall()

    @cached_property
    def newcomers(self) -> list[Account]:
        begun = {nip for (nip,) in self.ask(BEGUN)}
        return [each for each in self.accounts if each.role == "employee" and each.nip not in begun]

    def forward(self, **amount: float) -> datetime:
        """Move the clock that the product reads; it goes on from there."""
        self.ahead += timedelta(**amount)
        return self._tell_time()

    def letters(self) -> list[str]:
        """Every mail in the outbox, oldest first."""
        found = sorted((self.data / "outbox").glob("*"), key=lambda path: path.stat().st_mtime_ns)
        return [path.read_text(errors="replace") for path in found]

    def _tell_time(self) -> datetime:
        """It is a Monday morning whenever these tests run, and the clock ticks from there."""
        at = MONDAY + self.ahead + timedelta(seconds=time.monotonic() - self.opened)
        draft = self.data / f"clock.{threading.get_ident()}"
        draft.write_text(at.isoformat())
        os.replace(draft, self.data / "clock")
        return at

    def _tick(self) -> None:
        while not self.closing.wait(0.5):
            self._tell_time()

    def _env(self) -> dict[str, str]:
        kept = {key: value for key, value in os.environ.items() if not key.startswith(OURS)}
        return kept | {
            "RESAP_DATA": str(self.data), "RESAP_PORT": str(self.port), "RESAP_DEMO": "1",
            "RESAP_CLOCK_FILE": str(self.data / "clock"), "DATABASE_URL": "",
        }  # fmt: skip

    def _flask(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "flask", "--app", "app", *words]

    def _ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/readyz", timeout=2) as answer:
                return answer.status == 200
        except (OSError, urllib.error.URLError):
            return False


@contextmanager
def served(factory: pytest.TempPathFactory, name: str) -> Iterator[House]:
    """A house with a folder of its own and the demo city of this run, served meanwhile."""
    made = House(factory.mktemp(name), free_port())
    made.move_in(_city(factory))
    made.open()
    yield made
    made.close()


def _city(factory: pytest.TempPathFactory) -> Path:
    """The folder of a prepared city: whichever worker needs it first makes it for all."""
    here = factory.getbasetemp()
    run = here.parent if "PYTEST_XDIST_WORKER" in os.environ else here
    city = run / "city"
    with (run / "city.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not city.exists():
            draft = House(run / "city-draft", free_port())
            draft.data.mkdir()
            draft.prepare()
            draft.data.rename(city)
    return city


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
