"""Submitting an attempt: once, marked with the key of its own release."""

from datetime import datetime
from uuid import UUID

from training.quiz.actions.closing import Submitted, as_it_closed, close, held
from training.quiz.rules.attempts import AlreadySubmitted, Cause, KeyIsTooLong

LONGEST_KEY = 80


def submit(attempt_id: UUID, *, of: UUID, at: datetime, key: str | None = None) -> Submitted:
    """Close an attempt, mark it with the key of its own release, and keep the result.

    It happens once. Asked again with the same key (by default the attempt's id, so that a double
    click is harmless) it answers the same result; with another key it raises AlreadySubmitted.
    After the deadline and its grace it is the server that closes, as of the end of that time.
    """
    key = str(attempt_id) if key is None else key
    if len(key) > LONGEST_KEY:
        raise KeyIsTooLong
    found = held(attempt_id, of=of)
    if found.closed and found.closed.key != key:
        by_server = found.closed.cause == Cause.SERVER
        raise AlreadySubmitted(Cause.SERVER if by_server else Cause.ELSEWHERE)
    if found.closed:
        return as_it_closed(found)
    if found.ends and at > found.ends:
        return close(found, at=found.ends, key=key, cause=Cause.SERVER)
    return close(found, at=at, key=key, cause=Cause.PERSON)
