"""What is measured: the product and the yardstick as running servers, on data of a given size."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).parent.parent
OUT = ROOT / "bench" / "out"
PRODUCT = int(os.environ.get("BENCH_PORT", "5901"))
YARD = PRODUCT + 1


def environment(folder: Path) -> dict[str, str]:
    return {
        **os.environ, "RESAP_DATA": str(folder), "RESAP_PORT": str(PRODUCT), "RESAP_DEMO": "1",
        "RESAP_WORKERS": "2", "RESAP_THREADS": "4", "PYTHONPATH": str(ROOT),
    }  # fmt: skip


def flask(folder: Path, *words: str) -> None:
    """Run one of our commands on a data folder."""
    command = [sys.executable, "-m", "flask", "--app", "app", *words]
    subprocess.run(
        command, cwd=ROOT, env=environment(folder), check=True, stderr=subprocess.DEVNULL
    )


def run_module(folder: Path, name: str, *words: str) -> None:
    """Run one of the bench's own modules beside the application, on a data folder."""
    command = [sys.executable, "-m", name, *words]
    subprocess.run(command, cwd=ROOT, env=environment(folder), check=True, stderr=subprocess.PIPE)


def city(people: int) -> tuple[Path, float]:
    """A data folder with a demo city of that size, and how long it took to write it."""
    folder = OUT / f"city-{people}"
    done = folder / "loaded"
    if done.exists():  # perhaps by an earlier release
        flask(folder, "db", "upgrade")
        return folder, float(done.read_text())
    folder.mkdir(parents=True, exist_ok=True)
    flask(folder, "db", "upgrade")
    flask(folder, "content", "publish")
    began = time.perf_counter()
    flask(folder, "demo", "load", "--employees", str(people), "--seed", "1", "--months", "12")
    seconds = time.perf_counter() - began
    done.write_text(str(seconds))
    return folder, seconds


def _answers(port: int, path: str) -> bool:
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
        connection.request("GET", path)
        return connection.getresponse().status < 500
    except OSError:
        return False


@contextmanager
def serving(command: list[str], env: dict[str, str], port: int, path: str):
    """A server of its own process group, ready to answer; gone afterwards."""
    process = subprocess.Popen(
        command, cwd=ROOT / "bench" if port == YARD else ROOT, env=env, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        until = time.monotonic() + 60
        while not _answers(port, path):
            if time.monotonic() > until or process.poll() is not None:
                raise RuntimeError(f"the server on {port} does not answer")
            time.sleep(0.1)
        yield process
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def product(folder: Path, server: str):
    command = [sys.executable, "-m", "flask", "--app", "app", "serve", "--server", server]
    return serving(command, environment(folder), PRODUCT, "/healthz")


def yardstick():
    database = OUT / "yard.db"
    for leftover in OUT.glob("yard.db*"):
        leftover.unlink()
    command = [
        sys.executable, "-m", "gunicorn", "-w", "2", "--threads", "4", "--preload",
        "-b", f"127.0.0.1:{YARD}", "yardstick:app",
    ]  # fmt: skip
    return serving(command, {**os.environ, "YARD_DB": str(database)}, YARD, "/login/1")


def accounts(folder: Path, role: str) -> list[dict[str, str]]:
    told = json.loads((folder / "demo-accounts.json").read_text())
    return [each for each in told if each["role"] == role]


class Person:
    """Somebody at a browser: keeps cookies, finds CSRF tokens."""

    def __init__(self, port: int = PRODUCT) -> None:
        self.port, self.cookie = port, ""

    def ask(
        self, method: str, path: str, body: str = "", headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        sent = {"Cookie": self.cookie} if self.cookie else {}
        connection.request(method, path, body or None, {**sent, **(headers or {})})
        answer = connection.getresponse()
        told = {name.title(): value for name, value in answer.getheaders()}
        if "Set-Cookie" in told:
            self.cookie = told["Set-Cookie"].split(";")[0]
        return answer.status, told, answer.read()

    def token(self, path: str) -> str:
        _, _, page = self.ask("GET", path)
        found = re.search(rb'name="csrf[_-]token"[^>]*(?:value|content)="([^"]+)"', page)
        if not found:
            raise RuntimeError(f"no CSRF token on {path}")
        return found[1].decode()

    def sign_in_form(self, account: dict[str, str]) -> str:
        token = self.token("/masuk")
        return urlencode(
            {"csrf_token": token, "nama": account["email"], "kata_sandi": account["password"]}
        )

    def sign_in(self, account: dict[str, str]) -> "Person":
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        status, _, page = self.ask("POST", "/masuk", self.sign_in_form(account), form)
        if status != 303:
            raise RuntimeError(f"sign-in of {account['role']} answered {status}: {page[:400]!r}")
        return self


def workers_memory(process: subprocess.Popen) -> dict[str, int]:
    """Resident and proportional set sizes in bytes of the server's two workers together.

    The serving command's children are the server, whose children are the workers, and the worker
    for jobs, which has none.
    """
    total = {"rss": 0, "pss": 0}
    for pid in (pid for server in _children(process.pid) for pid in _children(server)):
        smaps = Path(f"/proc/{pid}/smaps_rollup").read_text()
        for kind in total:
            found = re.search(rf"^{kind.title()}:\s+(\d+) kB", smaps, re.M)
            total[kind] += int(found[1]) * 1024 if found else 0
    return total


def _children(pid: int) -> list[int]:
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(each) for each in path.read_text().split()] if path.exists() else []


def default_server() -> str:
    """The server that `serve` uses when nobody chooses."""
    found = re.search(r'^DEFAULT = "(\w+)"', (ROOT / "training/cli/server.py").read_text(), re.M)
    return found[1] if found else "gunicorn"
