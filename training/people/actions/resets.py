"""Letters for forgotten passwords: the worker finds out whether there is anybody to write to."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from uuid import UUID

from training.kernel import jobs, mail
from training.people.actions import links
from training.people.queries.accounts import Safeguards, safeguards
from training.people.rules.links import Purpose

RESET = "people-reset"
Write = Callable[[str, str], tuple[str, str]]
"""From a link's token and a name to the subject and the body of a letter."""


def ask(person: UUID | None, *, at: datetime) -> None:
    """Ask for a letter, whether the person is known or not: asking takes the same time."""
    jobs.ask(RESET, {"person": str(person) if person else None}, at=at)


def write_to(running: jobs.Running, *, write: Write) -> None:
    """A letter goes to whoever has an account and an address; nobody else hears anything."""
    person = UUID(running.payload["person"]) if running.payload["person"] else None
    kept = safeguards(person) if person else None
    if person is None or kept is None or not _is_written_to(kept):
        return
    token = links.make(person, Purpose.RESET, by=person, at=running.at)
    subject, body = write(token, kept.name)
    mail.send(to=str(kept.email), subject=subject, body=body, at=running.at)


def _is_written_to(kept: Safeguards) -> bool:
    return bool(kept.email and kept.password_hash and kept.closed_at is None)


def handlers(*, write: Write) -> dict[str, jobs.Handler]:
    """What the worker can do for forgotten passwords, by kind of job."""
    return {RESET: partial(write_to, write=write)}
