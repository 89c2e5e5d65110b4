"""Exceptions for one person: what may be asked for, and when one of them is in force."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from training.kernel.errors import Invalid, NotAllowed

MOST_TIME = 4.0
MOST_ATTEMPTS = 20
LONGEST = timedelta(days=400)
LONGEST_REASON = 500


class Fault(StrEnum):
    """What is wrong with an exception that somebody wants to make."""

    NOTHING = "nothing"
    NO_REASON = "no-reason"
    REASON_TOO_LONG = "reason-too-long"
    TIME = "time"
    ATTEMPTS = "attempts"
    DATES = "dates"
    EXPIRY = "expiry"


class ExceptionIsUnusable(Invalid):
    """An exception needs a reason, an end within 400 days, and something that it changes."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault)


class ExceptionForOneself(NotAllowed):
    """Nobody makes an exception for their own quizzes, whatever their role."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An exception as it is asked for; `slug` None means every module."""

    reason: str
    expires_at: datetime
    slug: str | None = None
    time_factor: float = 1.0
    extra_attempts: int = 0
    open_from: datetime | None = None
    open_until: datetime | None = None


def checked(wanted: Wanted, *, at: datetime) -> Wanted:
    """The exception as it may be made; raises ExceptionIsUnusable with the first fault."""
    reason = wanted.reason.strip()
    plain = wanted.time_factor == 1 and wanted.extra_attempts == 0
    dates = [each for each in (wanted.open_from, wanted.open_until) if each]
    faults = (
        (Fault.NO_REASON, not reason),
        (Fault.REASON_TOO_LONG, len(reason) > LONGEST_REASON),
        (Fault.TIME, not 1 <= wanted.time_factor <= MOST_TIME),
        (Fault.ATTEMPTS, not 0 <= wanted.extra_attempts <= MOST_ATTEMPTS),
        (Fault.DATES, len(dates) == 2 and dates[0] >= dates[1]),
        (Fault.EXPIRY, not at < wanted.expires_at <= at + LONGEST),
        (Fault.NOTHING, plain and not dates),
    )
    for fault, is_so in faults:
        if is_so:
            raise ExceptionIsUnusable(fault)
    return Wanted(
        reason, wanted.expires_at, wanted.slug, wanted.time_factor, wanted.extra_attempts,
        wanted.open_from, wanted.open_until,
    )  # fmt: skip
