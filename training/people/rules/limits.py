"""How often it may be tried to sign in: few times for one name, many times from one office."""

import hashlib
import hmac
import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from training.kernel.errors import TooMany

FREE_TRIES = 5
LONGEST_WAIT = timedelta(minutes=60)
FORGOTTEN_AFTER = timedelta(hours=24)
NO_WAIT = timedelta(0)


class TooManyAttempts(TooMany):
    """It was tried too often with this name, this code or from this address."""


class Limit(StrEnum):
    """What is counted, each with a limit of its own."""

    NAME = "name"
    ADDRESS = "address"
    CODE = "code"
    PASSWORD = "password"  # noqa: S105  (the name of an event, not a password)
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Tally:
    """How often it failed, since when, and when last."""

    failures: int
    since: datetime
    last_at: datetime


def counter_key(limit: Limit, what: str, *, secret: str) -> str:
    """A keyed hash under which failures are counted: the counter names nobody."""
    text = f"{limit.value}:{what}".encode()
    return hmac.new(secret.encode(), text, hashlib.sha256).hexdigest()


def _growing(tally: Tally, at: datetime) -> timedelta:
    """Five tries are free; then one minute after the last failure, two, four, … sixty at most."""
    if tally.failures < FREE_TRIES:
        return NO_WAIT
    doubled = min(tally.failures - FREE_TRIES, 6)
    pause = min(timedelta(minutes=2**doubled), LONGEST_WAIT)
    return max(tally.last_at + pause - at, NO_WAIT)


def _windowed(most: int, window: timedelta) -> Callable[[Tally, datetime], timedelta]:
    """At most so many failures within a window that begins with the first one."""

    def wait(tally: Tally, at: datetime) -> timedelta:
        if tally.failures < most:
            return NO_WAIT
        return max(tally.since + window - at, NO_WAIT)

    return wait


WINDOWS = {Limit.ADDRESS: timedelta(minutes=15), Limit.LETTER: timedelta(minutes=60)}
WAITS: dict[Limit, Callable[[Tally, datetime], timedelta]] = {
    Limit.NAME: _growing,
    Limit.CODE: _growing,
    Limit.PASSWORD: _growing,
    # Forty people behind one office address must not lock each other out.
    Limit.ADDRESS: _windowed(100, WINDOWS[Limit.ADDRESS]),
    Limit.LETTER: _windowed(3, WINDOWS[Limit.LETTER]),
}


def wait(limit: Limit, tally: Tally | None, *, at: datetime) -> timedelta:
    """How long it may not be tried again; zero when it may be tried now."""
    return NO_WAIT if tally is None else WAITS[limit](tally, at)


def insist(limit: Limit, tally: Tally | None, *, at: datetime) -> None:
    """Refuse with the number of seconds to wait, or let pass."""
    left = wait(limit, tally, at=at)
    if left > NO_WAIT:
        raise TooManyAttempts(math.ceil(left.total_seconds()))


def after_failure(limit: Limit, tally: Tally, *, at: datetime) -> Tally:
    """The tally with one failure more; an old one is forgotten and begins anew."""
    window = WINDOWS.get(limit)
    old = at - tally.since >= window if window else at - tally.last_at >= FORGOTTEN_AFTER
    if old or tally.failures == 0:
        return Tally(1, at, at)
    return Tally(tally.failures + 1, tally.since, at)
