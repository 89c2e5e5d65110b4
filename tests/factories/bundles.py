"""Many certificates for a bundle: two units, who asks, and a worker that sets quick sheets."""

import io
import zipfile
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import delete

from tests.factories import esigning, people
from tests.factories.certification import DECIDING, ZONE, Desk
from training.certification.actions import bundle_files, bundling
from training.certification.actions.assigning import assign_all
from training.certification.actions.standings import take_standings
from training.certification.queries.bundles import Wanted
from training.certification.queries.desk import Filter
from training.certification.queries.standings import When
from training.kernel import jobs
from training.kernel.db import db, writing
from training.kernel.ids import uuid7
from training.people.queries.units import EVERYWHERE
from training.people.rules.kinds import JobFamily, Role
from training.web import certificate_sheet

QUICK = bundling.Paper(
    lambda payload, _at: f"%PDF-1.7 {payload.number}".encode(), certificate_sheet.listing
)


def town(folder: Path, at: datetime) -> Desk:
    """The four certified people of an office, one next door, and HR of the office."""
    made = esigning.town(folder, at)
    people.role(made.hr, Role.HR, made.unit)
    people.role(made.second, Role.HR, made.unit)
    beside = people.unit()
    far = people.employee(beside, family=JobFamily.DECISION_MAKER, name="Jauh Rekaan")
    assign_all(at=at, zone=ZONE)
    made.earn(far)
    assert made.issue() == 1
    take_standings(When(at, ZONE))
    db.session.execute(delete(jobs.Job))  # what certifying asked for is not what is tested
    db.session.commit()
    for each in (made.hr, made.second, made.person, made.unit):
        db.session.refresh(each)
        db.session.expunge(each)
    return made


def wanted(desk: Desk, *, scope: tuple[str, ...] = (), **filters) -> Wanted:
    return Wanted(DECIDING, scope or (desk.unit.path,), Filter(**filters))


def asked(folder: Path, by: UUID, scope: tuple[str, ...], *, at: datetime) -> bundle_files.Bundle:
    """A bundle whose job is done, without its file."""
    key = uuid7(at)
    job = jobs.ask(bundling.MAKE, {"bundle": str(key)}, at=at, asked_by=by)
    assert job is not None
    done = db.session.get_one(jobs.Job, job)
    done.started_at, done.done_at, done.result = at, at, {"outcome": "ready", "count": 1}
    db.session.flush()
    made = bundle_files.Bundle(key, by, at, Wanted(DECIDING, scope or EVERYWHERE, Filter()), job)
    lay(folder, made)
    return made


def lay(folder: Path, made: bundle_files.Bundle) -> None:
    """Lay the bundle and a file of it into a data folder."""
    bundle_files.keep(folder, made)
    with bundle_files.making(folder, made.id) as file, zipfile.ZipFile(file, "w") as archive:
        archive.writestr(bundling.LIST, "")


def work(folder: Path, at: datetime, paper: bundling.Paper = QUICK) -> bool:
    """Let the worker do the next job."""
    writing.set(True)
    kinds = bundling.handlers(folder, ZONE, paper)
    done = jobs.run_one(kinds, clock=lambda: at)
    db.session.rollback()
    return done


def opened(content: bytes) -> dict[str, bytes]:
    """The files of a ZIP by name; a name that stands there twice fails."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert len({name.lower() for name in names}) == len(names)
        return {name: archive.read(name) for name in names}
