"""Those whose result a corrected key changed are written to by the worker, some at a time."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from uuid import UUID

from training.kernel import jobs, mail
from training.kernel.db import only_reading
from training.people.queries.accounts import addresses
from training.quiz.queries.correcting import Corrected, concerned, reason_of

TELL, AT_ONCE = "tell-corrected", 100
Write = Callable[[str, UUID, str], tuple[str, str]]
"""From a name, an attempt and the reason to the subject and the body of a letter."""


def handlers(*, write: Write) -> dict[str, jobs.Handler]:
    """What the worker can do for corrected results, by kind of job."""
    return {TELL: partial(tell_some, write=write)}


def ask_to_tell(regrade_id: UUID, *, at: datetime, after: UUID | None = None) -> None:
    """Ask that everybody concerned be written to, or those whose attempts come after one."""
    payload = {"regrade": str(regrade_id), "after": str(after) if after else None}
    jobs.ask(TELL, payload, at=at, key=f"{TELL}:{regrade_id}:{after or ''}")


def tell_some(running: jobs.Running, *, write: Write, most: int = AT_ONCE) -> None:
    """Write to some, and ask for the others: their letters and the request are kept together.

    So nobody waits long for SQLite's writer, and a worker that dies writes to nobody twice.
    """
    asked = running.payload
    regrade_id, after = UUID(asked["regrade"]), UUID(asked["after"]) if asked["after"] else None
    with only_reading():
        some = concerned(regrade_id, after=after, most=most)
        letters = _letters(some, reason_of(regrade_id), write)
    for each, (to, subject, body) in letters:
        key = f"corrected:{each.attempt_id}:{each.number}"
        mail.send(to=to, subject=subject, body=body, at=running.at, key=key)
    if len(some) == most:
        ask_to_tell(regrade_id, at=running.at, after=some[-1].attempt_id)


def _letters(
    some: tuple[Corrected, ...], reason: str, write: Write
) -> list[tuple[Corrected, tuple[str, str, str]]]:
    to = addresses([each.person for each in some])
    return [
        (each, (address, *write(name, each.attempt_id, reason)))
        for each in some
        if each.person in to
        for name, address in [to[each.person]]
    ]
