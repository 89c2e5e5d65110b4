"""What the worker can do, by kind of job, put together from all capabilities."""

from functools import partial
from typing import Any

from training.kernel import jobs, mail
from training.kernel.db import db
from training.kernel.settings import Settings
from training.people.actions import import_jobs, invitations, resets
from training.people.rules.links import Purpose
from training.reporting import actions as reporting
from training.web.account import letters


def handlers(settings: Settings) -> dict[str, jobs.Handler]:
    """The handler of every kind of job; an applied import has the units counted anew."""
    imports = import_jobs.handlers(settings.data, settings.timezone)
    return {
        "mail": partial(mail.deliver, where=settings.mail),
        **imports,
        **invitations.handlers(
            settings.timezone,
            write=partial(letters.written, Purpose.INVITATION),
            keep=db.session.commit,
        ),
        **resets.handlers(write=partial(letters.written, Purpose.RESET)),
        import_jobs.APPLY: partial(_then_count, imports[import_jobs.APPLY]),
        **reporting.handlers(settings.timezone, keep=db.session.commit),
    }


def _then_count(handler: jobs.Handler, running: jobs.Running) -> dict[str, Any] | None:
    result = handler(running)
    reporting.note_people_changed(at=running.at)
    return result
