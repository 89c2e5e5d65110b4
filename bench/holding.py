"""How long each kind of job keeps SQLite's one writer, on a demo city of ten thousand people.

While a job keeps it, everybody's saved answers wait. Every kind that works on many rows is asked
for as the product asks, and done as the worker does it.
"""

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, text, update

from bench import holds, places
from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.certification.actions import assigning, bundling
from training.certification.queries.bundles import Wanted
from training.certification.queries.desk import Filter
from training.cli.memory import look_seldom_for_circles
from training.factory import create_app
from training.internalization.actions import auditing, ledger
from training.internalization.actions.cycles import When
from training.internalization.queries.cycles import cycles, newest_closed
from training.kernel import jobs, settings
from training.kernel.clock import now
from training.kernel.db import db
from training.observation.actions import ordering
from training.observation.queries import ordered
from training.people.actions import import_jobs, invitations, pending
from training.people.queries.sessions import actor
from training.people.queries.units import EVERYWHERE
from training.people.rules.access import Permission
from training.people.rules.imports.columns import PEOPLE as STAFF
from training.people.rules.imports.intake import take
from training.people.rules.kinds import Role
from training.people.tables.employees import Employee, Identifier, Posting, RoleGrant
from training.people.tables.units import Unit
from training.practice.actions import calibrating
from training.privacy.actions import retaining
from training.reminders.actions import sending
from training.reporting.actions import following
from training.voice.actions import giving
from training.web import report_prints

PEOPLE, HOLD_MS, PROGRAMME = 10_000, 250.0, "layanan-ramah-anak"
SLUG, UNIT = "m3-berbicara-melayani", "DISDIKBUD"
Ask = Callable[[], None]


def measure(only: tuple[str, ...] = ()) -> dict[str, object]:
    """For each kind of job: seconds, and the longest time for which it kept the writer."""
    folder = places.OUT / "holding"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(places.city(PEOPLE)[0], folder)
    app = create_app(settings.read({"RESAP_DATA": str(folder), "RESAP_DEMO": "1"}))
    look_seldom_for_circles()
    found = {}
    with app.app_context():
        _later()
        for kind, ask in _asked(folder, UUID(int=_hr().int)):
            if not only or kind in only:
                ask()
                db.session.commit()
                found[kind] = _done(app.extensions["resap_handlers"])
                print(kind, json.dumps(found[kind]), file=sys.stderr, flush=True)
                _later()
        db.session.remove()
        db.engine.dispose()
    shutil.rmtree(folder)
    return {"people": PEOPLE, "target_hold_ms": HOLD_MS, "kinds": found}


def _done(handlers: dict[str, jobs.Handler]) -> dict[str, Any]:
    """Do the one job that is due, a year from now at most."""
    with holds.watched(db.engine) as seen:
        jobs.run_one(handlers, clock=_clock)
    newest = select(jobs.Job.error, jobs.Job.result).where(jobs.Job.started_at.is_not(None))
    row = db.session.execute(newest.order_by(jobs.Job.started_at.desc()).limit(1)).one()
    if row.error:
        raise RuntimeError(f"the job failed: {row.error}")
    outcome = (row.result or {}).get("outcome")
    return seen.told() | ({"outcome": outcome} if outcome else {})


def _clock() -> datetime:
    return now() + timedelta(minutes=2)


def _later() -> None:
    """Whatever waits, and whatever the last job asked for, is no part of the next measure."""
    waits = update(jobs.Job).where(jobs.Job.done_at.is_(None))
    db.session.execute(waits.values(run_at=now() + timedelta(days=3650), key=None))
    db.session.commit()


def _hr() -> UUID:
    held = select(RoleGrant.employee_id).join(Unit, Unit.id == RoleGrant.unit_id)
    everywhere = held.where(RoleGrant.role == Role.HR.value, Unit.parent_id.is_(None))
    return db.session.scalars(everywhere.order_by(RoleGrant.id).limit(1)).one()


def _asked(folder: Path, hr: UUID) -> Iterator[tuple[str, Ask]]:
    """Every kind of job with what asks for it, in the order in which they are measured."""
    unit = db.session.execute(select(Unit.id).where(Unit.code == UNIT)).scalar_one()
    cycle = newest_closed(today=now().date())
    month = now().date().replace(day=1).isoformat()
    plain = {
        following.TALLY: {"unit": str(unit)}, following.TALLY_ALL: {}, following.REBUILD: {},
        ledger.TAKE: {"employee": str(hr)}, ledger.TAKE_ALL: {},
        following.COUNT_ITEMS: {"slug": SLUG, "anew": True}, following.FIT_ITEMS: {"slug": SLUG},
        assigning.ASSIGN: {}, assigning.TAKE: {}, assigning.NIGHTLY: {},
        report_prints.CITY_PDF: {"cycle": cycle.label if cycle else "", "scope": list(EVERYWHERE)},
        sending.REMIND: {}, sending.LOOK: {}, calibrating.CALIBRATE: {"month": month},
        giving.FORGET: {},
    }  # fmt: skip
    for kind, payload in plain.items():
        yield kind, lambda kind=kind, payload=payload: _plainly(kind, payload, hr)
    yield auditing.DRAW, lambda: _audit(hr)
    yield ordered.DRAW, lambda: _visits(hr)
    yield retaining.NIGHTLY, _retention
    yield invitations.INVITE, lambda: _invitations(hr)
    yield bundling.MAKE, lambda: _bundle(folder, hr)
    yield import_jobs.PLAN, lambda: _import(folder, hr, import_jobs.PLAN)
    yield import_jobs.APPLY, lambda: _import(folder, hr, import_jobs.APPLY)


def _plainly(kind: str, payload: dict[str, Any], hr: UUID) -> None:
    jobs.ask(kind, payload, at=now(), asked_by=hr)


def _audit(hr: UUID) -> None:
    """The demo's newest cycle runs and has no audit yet."""
    today = now().date()
    days = today + timedelta(days=7), today + timedelta(days=60)
    auditing.ask_audit(cycles(today=today)[0].label, days, when=When(now(), today, hr))


def _visits(hr: UUID) -> None:
    today = now().date()
    wish = ordered.Wish("tolok-ukur", today + timedelta(days=7), today + timedelta(days=60), 3, {})
    ordering.ask_draw(wish, by=hr, at=now(), today=today)


def _retention() -> None:
    """An operator let it begin before; two years have gone since the demo."""
    note(Happening(EventKind.RETENTION_RUN, now(), None, "retention", "", {"rows": 0}))
    db.session.execute(text("UPDATE sign_in SET seen_at = '2023-01-01 00:00:00.000000'"))
    _plainly(retaining.NIGHTLY, {}, _hr())


def _invitations(hr: UUID) -> None:
    """The demo invited half of its people; the others have no account yet."""
    invitations.ask(hr, at=now())


def _bundle(folder: Path, hr: UUID) -> None:
    scope = actor(hr, today=now().date()).scope(Permission.CERTIFY)
    bundling.ask(folder, Wanted(PROGRAMME, scope, Filter()), by=hr, at=now())


def _import(folder: Path, hr: UUID, kind: str) -> None:
    """A staff file of everybody with a number, of whom a tenth have a new title."""
    asked = pending.Pending(pending.fresh_id(now()), hr, now(), "daftar.csv", now().date())
    taken = take(_staff_file(), STAFF)
    pending.keep(folder, taken, asked)
    payload: dict[str, Any] = {"import": str(asked.id), "by": str(hr)}
    if kind == import_jobs.APPLY:
        running = jobs.Running(asked.id, payload, now(), lambda _done, _of: None)
        told = import_jobs.plan(running, data=folder, timezone="Asia/Makassar")
        payload |= {"digest": told["digest"], "confirmed": False}
    jobs.ask(kind, payload, at=now(), asked_by=hr)


def _staff_file() -> bytes:
    found = (
        select(Employee.name, func.min(Identifier.value), Employee.status, Unit.code,
               Posting.title, Employee.email)
        .join(Posting, Posting.employee_id == Employee.id)
        .join(Unit, Unit.id == Posting.unit_id)
        .join(Identifier, Identifier.employee_id == Employee.id)
        .where(Posting.kind == "definitif", Posting.valid_to.is_(None),
               Identifier.kind == "nip", Identifier.valid_to.is_(None))
        .group_by(Employee.id)
    )  # fmt: skip
    lines = ["Nama;NIP;Status;Unit Kerja;Jabatan;Email"]
    for place, (name, number, status, unit, title, email) in enumerate(db.session.execute(found)):
        told = f"{title} Madya" if place % 10 == 0 else title
        lines.append(f"{name};{number};{status.upper()};{unit};{told};{email or ''}")
    return "\n".join(lines).encode()


def main(*only: str) -> None:
    print(json.dumps(measure(only), indent=2))
