"""Closing a cycle of ten thousand people: seconds, and how long the writer is held meanwhile.

The demo city's last closed cycle, with its audit, is corrected as two people of the task force do
it: the worker then counts, estimates, freezes and signs all of it anew.
"""

import json
import shutil
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select, update

from bench import holds, places
from training.cli.memory import look_seldom_for_circles
from training.factory import create_app
from training.internalization.actions.correcting import ask_correction, decide_correction
from training.internalization.actions.cycles import CLOSE, When
from training.internalization.queries.cycles import cycle_of, newest_closed
from training.kernel import jobs, settings
from training.kernel.clock import now
from training.kernel.db import db
from training.people.tables.employees import Employee

PEOPLE, TARGET_SECONDS, HOLD_MS = 10_000, 30.0, 250.0


def measure(people: int = PEOPLE) -> dict[str, object]:
    """Seconds of the job, its longest hold of the writer, and the digest that it froze."""
    folder = places.OUT / "closing"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(places.city(people)[0], folder)
    app = create_app(settings.read({"RESAP_DATA": str(folder), "RESAP_DEMO": "1"}))
    with app.app_context():
        label = _asked()
        _alone()
        look_seldom_for_circles()  # as the worker does
        with holds.watched(db.engine) as seen:
            jobs.run_one(app.extensions["resap_handlers"], clock=_later)
        digest = cycle_of(label, today=_later().date()).digest
        db.session.remove()
        db.engine.dispose()
    shutil.rmtree(folder)
    if digest is None:
        raise RuntimeError("the cycle was not closed")
    return {
        "people": people, **seen.told(), "target_seconds": TARGET_SECONDS,
        "target_hold_ms": HOLD_MS, "digest": digest,
    }  # fmt: skip


def _later():
    return now() + timedelta(minutes=1)


def _asked() -> str:
    """Two people agree that the newest closed cycle be counted again; answers the new label."""
    cycle = newest_closed(today=now().date())
    if cycle is None:
        raise RuntimeError("the city has closed no cycle")
    one, other = _two()
    correction = ask_correction(cycle.label, "Diukur ulang oleh bench.", by=one, when=_when(one))
    label = decide_correction(correction, agreed=True, by=other, when=_when(other))
    db.session.commit()
    return label or ""


def _two() -> tuple[UUID, UUID]:
    one, other = db.session.scalars(select(Employee.id).order_by(Employee.id).limit(2))
    return one, other


def _when(who: UUID) -> When:
    return When(now(), now().date(), who)


def _alone() -> None:
    """Nothing else waits: what the demo left over is no part of the measure."""
    others = update(jobs.Job).where(jobs.Job.kind != CLOSE, jobs.Job.done_at.is_(None))
    db.session.execute(others.values(run_at=now() + timedelta(days=365)))
    db.session.commit()


def main(people: str = str(PEOPLE)) -> None:
    print(json.dumps(measure(int(people)), indent=2))
