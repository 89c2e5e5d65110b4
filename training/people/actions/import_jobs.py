"""What the worker does for an upload: the report, the application, the tidying up."""

from dataclasses import asdict
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy.exc import NoResultFound

from training.kernel import jobs
from training.kernel.clock import local_date
from training.kernel.db import db, only_reading
from training.kernel.jobs import Running
from training.people.actions import pending
from training.people.actions.imports import (
    Importer,
    ImportMovedOn,
    ImportRefused,
    apply_people_aside,
    digest,
    plan_people,
)
from training.people.queries.sessions import actor
from training.people.queries.units import by_code
from training.people.rules.access import Permission
from training.people.rules.imports.intake import Taken
from training.people.rules.imports.model import PeoplePlan, Terms
from training.people.rules.imports.problems import Code
from training.people.rules.imports.report import entries

PLAN, APPLY, SWEEP = "people-import-plan", "people-import-apply", "people-import-sweep"
Answer = dict[str, Any]


def plan(running: Running, *, data: Path, timezone: str) -> Answer:
    """Compare an upload with the record and write its report; the record is only read."""
    opened = _opened(running, data)
    if opened is None:
        return {"outcome": "gone"}
    found, taken = opened
    today = local_date(running.at, timezone)
    with only_reading():
        planned = plan_people(taken, _terms(found, today, confirmed=False), today=today)
    running.tell(80, 100)
    try:
        kinds = pending.keep_report(data, found.id, entries(planned.problems, planned.changes))
    except NoResultFound:
        return {"outcome": "gone"}
    return _told(planned) | {
        "outcome": "planned", "kinds": kinds, "heads": dict(taken.heads),
        "dropped": list(taken.dropped), "unused": list(taken.unused),
    }  # fmt: skip


def _opened(running: Running, data: Path) -> tuple[pending.Pending, Taken] | None:
    """The upload and its cells; None once it was applied, withdrawn, or a day old."""
    key, by = UUID(running.payload["import"]), UUID(running.payload["by"])
    try:
        found = pending.pending(data, key, of=by)
        running.tell(10, 100)
        taken = pending.cells(data, key)
    except NoResultFound:
        return None
    running.tell(30, 100)
    return found, taken


def _terms(found: pending.Pending, today: date, *, confirmed: bool) -> Terms:
    """What was asked for, within what the person may do at this moment."""
    scope = actor(found.by, today=today).scope(Permission.IMPORT_PEOPLE)
    try:
        full = by_code(found.full, scope).path if found.full else ""
    except NoResultFound:
        return Terms(found.day, ())  # the unit left their scope: every row will say so
    return Terms(found.day, scope, full, confirmed)


def _told(planned: PeoplePlan) -> Answer:
    """Sums and fingerprint; the job table holds nothing that names a person."""
    refusing = {each.code for each in planned.problems if each.refuses}
    return {
        "digest": digest(planned), "counts": asdict(planned.counts), "refused": planned.refused,
        "only_leavers": refusing == {Code.TOO_MANY_LEAVERS}, "changes": len(planned.changes),
    }  # fmt: skip


def apply(running: Running, *, data: Path, timezone: str) -> Answer:
    """Apply an upload as it was shown, all of it or nothing; job and changes commit as one.

    It is compared with the record while others write.
    """
    opened = _opened(running, data)
    if opened is None:
        return {"outcome": "gone"}
    found, taken = opened
    today = local_date(running.at, timezone)
    by = Importer(found.by, running.at, today)
    compare = partial(_compared, running, found, taken, today)
    try:
        applied = apply_people_aside(
            taken, found.day, compare, by=by, shown=running.payload["digest"]
        )
    except (ImportMovedOn, ImportRefused) as refusal:
        db.session.rollback()
        moved = isinstance(refusal, ImportMovedOn)
        return {"outcome": "moved-on" if moved else "refused", "import": str(found.id)}
    jobs.ask(SWEEP, {"import": str(found.id)}, at=running.at)
    return {"outcome": "applied", "counts": asdict(applied.counts), "day": found.day.isoformat()}


def _compared(running: Running, found: pending.Pending, taken: Taken, today: date) -> PeoplePlan:
    terms = _terms(found, today, confirmed=bool(running.payload.get("confirmed")))
    planned = plan_people(taken, terms, today=today)
    running.tell(70, 100)
    return planned


def tidy(running: Running, *, data: Path) -> Answer:
    """Delete one upload that is done with, and all that are a day old."""
    if running.payload.get("import"):
        pending.remove(data, UUID(running.payload["import"]))
    return {"removed": pending.sweep(data, at=running.at)}


def handlers(data: Path, timezone: str) -> dict[str, jobs.Handler]:
    """What the worker can do for imports, by kind of job."""
    return {
        PLAN: partial(plan, data=data, timezone=timezone),
        APPLY: partial(apply, data=data, timezone=timezone),
        SWEEP: partial(tidy, data=data),
    }
