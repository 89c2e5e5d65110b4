"""The task force's pages at a hundred thousand people in SQLite and a million in PostgreSQL.

The people are the demo city's, many times over (`bench.multitude` says what that means); in
PostgreSQL without their lessons and attempts, which no page of the task force reads. All units are
counted by the product's own job, which is timed too. PostgreSQL is the tests' private server: a
socket, 64 MB of shared buffers.
"""

import json
import os
import resource
import shutil
import statistics
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text

from bench import multitude, places
from tests.servers import postgres_url
from training.cli.memory import look_seldom_for_circles
from training.factory import create_app
from training.kernel import settings
from training.kernel.clock import now
from training.kernel.db import db
from training.people.queries.rosters import rosters
from training.reporting.actions.counting import count_aside

FROM, ZONE = 10_000, "Asia/Makassar"
SQLITE, POSTGRES = 100_000, 1_000_000
TARGETS_MS = {"unit": 50.0, "city": 150.0}
PAGES = {
    "unit": "/gugus-tugas/unit/DISDIKBUD", "city": "/gugus-tugas",
    "conduct_unit": "/gugus-tugas/unit/DISDIKBUD/internalisasi",
    "conduct_city": "/gugus-tugas/internalisasi",
}  # fmt: skip
ASKED, TICKS = 21, os.sysconf("SC_CLK_TCK")


def measure(postgres: bool, people: int) -> dict[str, object]:
    """The median times of the pages, warm, on a city of that size."""
    folder = places.OUT / "size"
    shutil.rmtree(folder, ignore_errors=True)
    demo = places.city(FROM)[0]
    shutil.copytree(demo, folder, ignore=shutil.ignore_patterns("resap.db*"))
    with _database(folder, postgres) as url:
        _fill(demo, folder, url, people // FROM)
        counted = _count(folder, url)
        pages = _pages(folder)
    shutil.rmtree(folder)
    return {"database": "PostgreSQL" if postgres else "SQLite", "people": people, **counted,
            "pages": pages, "targets_ms": TARGETS_MS}  # fmt: skip


@contextmanager
def _database(folder: Path, postgres: bool):
    """The address of an empty database; every command of ours uses it meanwhile."""
    url = f"sqlite:///{folder / 'resap.db'}"
    if postgres:
        with create_engine(
            postgres_url("postgres"), isolation_level="AUTOCOMMIT"
        ).connect() as all_:
            all_.execute(text("CREATE DATABASE bench_size"))
        url = postgres_url("bench_size")
    before = os.environ.get("DATABASE_URL")
    os.environ["DATABASE_URL"] = url
    try:
        yield url
    finally:
        if before is None:
            del os.environ["DATABASE_URL"]
        else:
            os.environ["DATABASE_URL"] = before


def _app(folder: Path, url: str):
    return create_app(settings.read({
        "RESAP_DATA": str(folder), "RESAP_DEMO": "1", "DATABASE_URL": url, "RESAP_TIMEZONE": ZONE,
    }))  # fmt: skip


def _fill(demo: Path, folder: Path, url: str, times: int) -> None:
    if url.startswith("sqlite"):
        shutil.copy(demo / "resap.db", folder / "resap.db")
        tables = multitude.PEOPLE + multitude.LEARNING
    else:
        places.flask(folder, "db", "upgrade")
        tables = multitude.PEOPLE
    with _app(folder, url).app_context():
        if not url.startswith("sqlite"):
            multitude.move(str(demo / "resap.db"), dict(db.metadata.tables))
        multitude.multiply(db.engine, times, tables)
        _rule_on_voices()
        with db.engine.connect() as city:
            city.execute(text("ANALYZE"))
            city.commit()
        db.session.remove()
        db.engine.dispose()


def _rule_on_voices() -> None:
    """The bursts of the copies were looked at long ago; those of the demo city wait as there."""
    small = "'01" + "0" * 30 + "'"
    db.session.execute(text(
        "INSERT INTO voice_ruling (voice_id, review_id) SELECT voice_id, "
        "(SELECT review_id FROM voice_ruling LIMIT 1) FROM voice_flag "
        f"WHERE voice_id < {small} AND voice_id NOT IN (SELECT voice_id FROM voice_ruling)"
    ))  # fmt: skip
    db.session.commit()


def _count(folder: Path, url: str) -> dict[str, object]:
    """Count all units as the worker does after midnight."""
    with _app(folder, url).app_context():
        look_seldom_for_circles()
        began, spent = time.perf_counter(), time.process_time()
        count_aside(at=now(), zone=ZONE, k=10)
        db.session.commit()
        found = {
            "count_all_seconds": round(time.perf_counter() - began, 1),
            "count_all_cpu_seconds": round(time.process_time() - spent, 1),
            "peak_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
            "on_rosters": len(rosters(now().date())),
        }  # fmt: skip
        db.session.remove()
        db.engine.dispose()
    return found


def _pages(folder: Path) -> dict[str, dict[str, float]]:
    with places.product(folder, places.default_server()) as server:
        who = places.Person().sign_in(places.accounts(folder, "task_force")[0])
        return {name: _times(who, path, server) for name, path in PAGES.items()}


def _times(person: places.Person, path: str, server: subprocess.Popen) -> dict[str, float]:
    """The medians of wall time and of the server's own time of one page, warm in both workers."""
    for _ in range(8):
        _ask(person, path)
    wall, own = [], []
    for _ in range(ASKED):
        began, spent = time.perf_counter(), _spent(server.pid)
        _ask(person, path)
        wall.append((time.perf_counter() - began) * 1000)
        own.append((_spent(server.pid) - spent) * 1000)
    return {
        "ms": round(statistics.median(wall), 1), "fastest_ms": round(min(wall), 1),
        "server_cpu_ms": round(statistics.fmean(own), 1),
    }  # fmt: skip


def _ask(person: places.Person, path: str) -> None:
    status, _told, _body = person.ask("GET", path)
    if status != 200:
        raise RuntimeError(f"{path} answered {status}")


def _spent(pid: int) -> float:
    """Processor seconds of a process and of all below it."""
    told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return (int(told[11]) + int(told[12])) / TICKS + sum(_spent(int(each)) for each in below)


def main(which: str = "sqlite,postgres", people: str = "") -> None:
    for each in which.split(","):
        size = int(people or (POSTGRES if each == "postgres" else SQLITE))
        print(json.dumps(measure(each == "postgres", size), indent=2), flush=True)
