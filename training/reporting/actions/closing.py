"""Attempts whose time is over: closed by the server, and counted like every other fact."""

from datetime import datetime
from uuid import UUID

from training.kernel import jobs
from training.kernel.db import now_writing
from training.quiz import actions as quiz
from training.quiz.queries import lapsed
from training.reporting.actions.following import note_result


def settle(person: UUID, slug: str | None = None, *, at: datetime) -> int:
    """Close a person's attempts whose time is over, of one module or all; answers how many.

    A page that only reads and finds one begins to write here; what it has read, it reads again.
    """
    late = lapsed(person, slug, at=at)
    if late:
        now_writing()
    for attempt_id in late:
        found = quiz.close_in_time(attempt_id, at=at)
        if found:
            note_result(found.person, found.slug, at=at)
    return len(late)


def close_attempt(running: jobs.Running) -> None:
    """The job of a deadline; one that was put off meanwhile is waited for anew."""
    attempt_id, at = UUID(running.payload["attempt"]), running.at
    found = quiz.close_in_time(attempt_id, at=at)
    if found is None or found.ends is None:
        return
    if found.ends < at:
        note_result(found.person, found.slug, at=at)
    else:
        quiz.ask_to_close(attempt_id, found.ends, at=at)
