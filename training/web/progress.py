"""How far a piece of work in the background is, as pages show it."""

from typing import Any

from flask_babel import gettext as _

from training.kernel.jobs import Job


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
