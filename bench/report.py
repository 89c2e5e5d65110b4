"""The city's report as PDF, as the worker makes it: seconds, and that its progress can be seen."""

import json
import shutil
import statistics
import time
from base64 import b64decode

from sqlalchemy import func, select

from bench import holds, places
from training.cli.memory import look_seldom_for_circles
from training.factory import create_app
from training.internalization.queries.cycles import CITY, newest_closed
from training.internalization.tables.cycles import UnitFinding
from training.kernel import jobs, settings
from training.kernel.clock import now
from training.kernel.db import db
from training.people.queries.units import EVERYWHERE
from training.web.report_prints import CITY_PDF

PEOPLE, TARGET_SECONDS, TIMES = 10_000, 10.0, 3


def measure(people: int = PEOPLE) -> dict[str, object]:
    """The median of some makings of the newest closed cycle's report of the whole city."""
    folder = places.OUT / "report"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(places.city(people)[0], folder)
    app = create_app(settings.read({"RESAP_DATA": str(folder), "RESAP_DEMO": "1"}))
    look_seldom_for_circles()
    with app.app_context():
        cycle = newest_closed(today=now().date())
        if cycle is None:
            raise RuntimeError("the city has closed no cycle")
        payload = {"cycle": cycle.label, "scope": list(EVERYWHERE)}
        own = select(func.count()).where(UnitFinding.cycle_id == cycle.id)
        units = db.session.execute(own.where(UnitFinding.unit_id != CITY)).scalar_one()
        db.session.rollback()
        made = [_once(app.extensions["resap_handlers"][CITY_PDF], payload) for _ in range(TIMES)]
        db.session.remove()
        db.engine.dispose()
    shutil.rmtree(folder)
    return {
        "units": units, "bytes": made[0][2], "steps_told": made[0][3],
        "seconds": round(statistics.median(each[0] for each in made), 2),
        "cpu_seconds": round(statistics.median(each[1] for each in made), 2),
        "longest_hold_ms": max(each[4] for each in made), "target_seconds": TARGET_SECONDS,
    }  # fmt: skip


def _once(make: jobs.Handler, payload: dict) -> tuple[float, float, int, int, float]:
    """Wall and processor seconds, the size of the file, steps told, the longest hold."""
    told: list[tuple[int, int]] = []
    running = jobs.Running(CITY, payload, now(), lambda done, of: told.append((done, of)))
    began, spent = time.perf_counter(), time.process_time()
    with holds.watched(db.engine) as seen:
        made = make(running)
    file = b64decode((made or {})["pdf"])
    if not file.startswith(b"%PDF"):
        raise RuntimeError("that is no PDF")
    return (
        time.perf_counter() - began, time.process_time() - spent, len(file), len(told),
        round(seen.longest, 1),
    )  # fmt: skip


def main(people: str = str(PEOPLE)) -> None:
    print(json.dumps(measure(int(people)), indent=2))
