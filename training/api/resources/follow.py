"""Following a piece of work that the caller asked for."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Blueprint, current_app
from sqlalchemy.exc import NoResultFound

from training.api.door import acting
from training.api.speaking import Told, speaks
from training.kernel import jobs
from training.kernel.access import allow
from training.people.actions import import_jobs, pending
from training.people.rules import import_words
from training.people.rules.access import Permission
from training.people.rules.imports.report import NOTE, PROBLEM

bp = Blueprint("jobs", __name__)
MOST_LINES = 200


class Line(Told):
    """A problem or note of a file that was looked at: where it is, and what it is in words."""

    kind: str
    line: int | None
    column: str
    code: str
    detail: str


class JobState(Told):
    """`state` is waiting, running, done or failed. `problems` are those of an import's dry run."""

    id: UUID
    kind: str
    state: str
    progress: int
    total: int
    asked_at: datetime
    done_at: datetime | None
    result: dict[str, Any] | None
    problems: tuple[Line, ...]


@bp.get("/jobs/<uuid:job_id>")
@allow(Permission.IMPORT_PEOPLE, object="job")
@speaks("How far a job of one's own is", JobState, refusals=(404,))
def job(job_id: UUID) -> JobState:
    found = jobs.job(job_id, of=acting().id)
    return JobState(
        id=found.id, kind=found.kind, state=_state(found), progress=found.progress,
        total=found.total, asked_at=found.asked_at, done_at=found.done_at, result=found.result,
        problems=tuple(_problems(found)),
    )  # fmt: skip


def _state(found: jobs.Job) -> str:
    if found.done_at is not None:
        return "done"
    if found.failed:
        return "failed"
    return "waiting" if found.started_at is None else "running"


def _problems(found: jobs.Job) -> list[Line]:
    """The report lies beside the upload for a day; afterwards only the sums are left."""
    if found.kind != import_jobs.PLAN or found.done_at is None:
        return []
    data, upload = current_app.config["RESAP"].data, UUID(found.payload["import"])
    try:
        told = [
            each
            for kind in (PROBLEM, NOTE)
            for each in pending.report(data, upload, kind=kind, most=MOST_LINES)
        ]
    except NoResultFound:
        return []
    return [
        Line(
            kind=each.kind, line=each.line, column=each.column, code=each.code,
            detail=import_words.sentence(each),
        )
        for each in told[:MOST_LINES]
    ]  # fmt: skip
