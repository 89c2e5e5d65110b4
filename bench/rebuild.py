"""`report rebuild` at the size of a province: all read models anew from millions of answers.

The people of a demo city are there several times over (`bench.multitude`), so that there are as
many answers as are asked for. Then the command runs as an operator runs it, with its progress bar.
"""

import json
import resource
import shutil
import sqlite3
import time

from bench import multitude, places
from training.factory import create_app
from training.kernel import settings
from training.kernel.db import db

PEOPLE, ANSWERS, TARGET_SECONDS = 10_000, 1_000_000, 300.0
ASKED_FOR = 10_000_000
TABLES = multitude.PEOPLE + multitude.LEARNING + multitude.ANSWERS


def measure(answers: int = ANSWERS) -> dict[str, object]:
    """Seconds for so many answers, and what they come to for ten million."""
    folder = places.OUT / "rebuild"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(places.city(PEOPLE)[0], folder)
    times = -(-answers // _count(folder, "answer"))
    app = create_app(settings.read({"RESAP_DATA": str(folder), "RESAP_DEMO": "1"}))
    with app.app_context():
        multitude.multiply(db.engine, times, TABLES)
        db.session.remove()
        db.engine.dispose()
    began, spent = time.perf_counter(), _children()
    places.flask(folder, "report", "rebuild")
    seconds, spent = time.perf_counter() - began, _children() - spent
    there, people = _count(folder, "answer"), _count(folder, "employee")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    shutil.rmtree(folder)
    return {
        "people": people, "answers": there, "seconds": round(seconds, 1),
        "user_cpu_seconds": round(spent, 1), "peak_bytes": peak,
        "seconds_for_10_million": round(seconds / there * ASKED_FOR, 1),
        "cpu_seconds_for_10_million": round(spent / there * ASKED_FOR, 1),
        "target_seconds": TARGET_SECONDS,
    }  # fmt: skip


def _children() -> float:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime


def _count(folder, table: str) -> int:
    with sqlite3.connect(folder / "resap.db") as city:
        (found,) = city.execute(f'SELECT count(*) FROM "{table}"').fetchone()
    return found


def main(answers: str = str(ANSWERS)) -> None:
    print(json.dumps(measure(int(answers)), indent=2))
