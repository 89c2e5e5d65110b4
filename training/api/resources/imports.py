"""Staff files from the city's own systems: taken in, worked on soon after, followed by a job."""

from datetime import date
from pathlib import Path
from typing import Annotated
from uuid import UUID

from flask import Blueprint, current_app
from flask_babel import lazy_gettext as _
from pydantic import Base64Bytes, Field

from training.api.door import acting
from training.api.problems import MORE, Problem, say
from training.api.speaking import Told, speaks
from training.kernel import jobs
from training.kernel.access import allow
from training.kernel.clock import local_date, now
from training.people.actions import import_jobs, pending
from training.people.queries.units import by_code
from training.people.rules import import_words
from training.people.rules.access import Permission
from training.people.rules.imports.columns import PEOPLE
from training.people.rules.imports.intake import Taken, take
from training.people.rules.imports.problems import FileRefused
from training.people.rules.imports.report import entries

bp = Blueprint("imports", __name__)
LARGEST_FILE = 6 * 1024 * 1024


class StaffFile(Told):
    """The file is given as `csv` (text) or as `file` (CSV or XLSX in Base64).

    `as_of` is the day on which it was true, `full` the code of the unit of which it is the complete
    list. `dry_run` only reports what would change; `confirm_leavers` lets more than 5 % leave.
    """

    csv: str | None = None
    file: Base64Bytes | None = None
    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{1,80}$")] = "api"
    as_of: date | None = None
    full: Annotated[str, Field(pattern=r"^[!-~]{1,40}$")] | None = None
    dry_run: bool = False
    confirm_leavers: bool = False


class JobAsked(Told):
    """The job that works on it, and the address at which it can be followed."""

    job: UUID
    address: str


def _lines(refused: FileRefused) -> dict[str, object]:
    errors = [
        {"line": e.line, "column": e.column, "code": e.code, "detail": import_words.sentence(e)}
        for e in entries(refused.problems, ())
    ]
    return {"errors": errors}


say(FileRefused=_("The file cannot be read as a staff list."))
MORE[FileRefused] = _lines


@bp.post("/imports/people")
@allow(Permission.IMPORT_PEOPLE)
@speaks(
    "Import a staff file, all of it or nothing", JobAsked, body=StaffFile, statuses=(202,),
    refusals=(404,), largest=LARGEST_FILE,
)  # fmt: skip
def import_people(body: StaffFile) -> tuple[JobAsked, int]:
    data, at, person = current_app.config["RESAP"].data, now(), acting()
    today = local_date(at, current_app.config["RESAP"].timezone)
    day = body.as_of or today
    if day > today:
        raise Problem(422, "day-ahead", _("That day lies ahead: give a day that has come."))
    full = by_code(body.full, person.scope(Permission.IMPORT_PEOPLE)).code if body.full else ""
    pending.sweep(data, at=at)
    upload = pending.Pending(pending.fresh_id(at), person.id, at, body.name, day, full)
    pending.keep(data, _taken(body), upload)
    job = _ask(data, upload, dry_run=body.dry_run, confirmed=body.confirm_leavers)
    return JobAsked(job=job, address=f"/api/v1/jobs/{job}"), 202


def _taken(body: StaffFile) -> Taken:
    """The wanted cells of the one file that was given."""
    if (body.csv is None) == (body.file is None):
        raise Problem(422, "one-file", _("Give either csv or file."))
    return take(body.csv.encode() if body.csv is not None else body.file or b"", PEOPLE)


def _ask(data: Path, upload: pending.Pending, *, dry_run: bool, confirmed: bool) -> UUID:
    """Ask for the report, or for the application without a report that was shown before."""
    who, at = {"import": str(upload.id), "by": str(upload.by)}, upload.at
    later = at + pending.KEPT_FOR
    jobs.ask(import_jobs.SWEEP, {"import": str(upload.id)}, at=at, run_at=later)
    kind = import_jobs.PLAN if dry_run else import_jobs.APPLY
    payload = who if dry_run else who | {"digest": None, "confirmed": confirmed}
    job = jobs.ask(kind, payload, at=at, asked_by=upload.by)
    if job is None:
        raise Problem(409)
    changed = {"plan_job": job} if dry_run else {"apply_job": job}
    pending.update(data, upload, **changed)
    return job
