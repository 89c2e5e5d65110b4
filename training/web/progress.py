"""How far a piece of work in the background is, as pages show it."""

from typing import Any

from flask_babel import gettext as _

from training.kernel.jobs import Job
from training.people.queries.employees import names_of

DONE = {"value": 100, "max": 100, "label": "", "done": True}
"""What the script is told where there is nothing to wait for."""


def progress_of(job: Job) -> dict[str, Any]:
    """Where a job is, for the bar and for the script that moves it."""
    label = _("Waiting for its turn") if job.started_at is None else _("Working on it")
    if job.failed:
        label = _("This has failed. Please tell the administrator.")
    elif job.done_at:
        label = _("Done")
    most = job.total or 100
    return {"value": most if job.done_at else job.progress, "max": most, "label": label,
            "done": job.done_at is not None, "failed": job.failed}  # fmt: skip


def asker_of(job: Job) -> str:
    """The name of whoever asked for a job; empty where nobody did."""
    return names_of([job.asked_by]).get(job.asked_by, "") if job.asked_by else ""
