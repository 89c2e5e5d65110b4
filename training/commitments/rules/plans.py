"""Plans: how many may be open, what ends them, when they are asked about, what may still change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from training.kernel.errors import Conflict, Invalid

MOST_OPEN = 3
STEPS = (1, 2, 3)
LONGEST_NOTE = 600
MATURE = timedelta(weeks=12)
OPENS_BEFORE = timedelta(days=1)
WINDOWS: Mapping[int, timedelta] = {
    2: timedelta(weeks=3),
    6: timedelta(weeks=4),
    12: timedelta(weeks=6),
}
"""The weeks after which a plan is asked about, and how long after that day an answer is taken."""


class TooManyPlans(Conflict):
    """Three plans are open; one of them is ended before a fourth is made."""


class PlanHasEnded(Conflict):
    """The plan was ended; it can be gone on with, but not told of as it is."""


class PlanIsOpen(Conflict):
    """The plan has not been ended, so there is nothing to go on with."""


class PlanIsUnderWay(Conflict):
    """The words of a plan no longer change once it was told of; a new plan is made instead."""


class CheckInIsNotDue(Conflict):
    """It is too early or too late to tell how this plan went."""


class AnswersDoNotFit(Invalid):
    """What was told of a plan is not one of the answers, or contradicts itself."""


class RehearsalIsEmpty(Invalid):
    """A step of the rehearsal is a sentence of one's own."""


class Reason(StrEnum):
    """Why a plan was ended, or that it goes on."""

    HABIT = "habit"
    REPLACED = "replaced"
    NO_LONGER_FITS = "no-longer-fits"
    MISTAKE = "mistake"
    RESUMED = "resumed"


ENDINGS = (Reason.HABIT, Reason.REPLACED, Reason.NO_LONGER_FITS, Reason.MISTAKE)


class Happened(StrEnum):
    """How often the situation came up since."""

    NONE = "none"
    ONCE = "once"
    SEVERAL = "several"


class Did(StrEnum):
    """Whether the person then did what they had planned."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Turn(StrEnum):
    """Where one check-in stands."""

    LATER = "later"
    DUE = "due"
    DONE = "done"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Date:
    """One of the three times at which a plan is asked about."""

    week: int
    due_at: datetime
    until: datetime
    turn: Turn


def due_at(made_at: datetime, week: int) -> datetime:
    """The instant at which a plan is asked about for the second, sixth or twelfth week."""
    return made_at + timedelta(weeks=week)


def calendar(made_at: datetime, done: Iterable[int], *, at: datetime) -> tuple[Date, ...]:
    """The three check-ins of a plan with where each stands at an instant."""
    told = set(done)
    return tuple(_date(made_at, week, told, at) for week in WINDOWS)


def _date(made_at: datetime, week: int, done: set[int], at: datetime) -> Date:
    due = due_at(made_at, week)
    until = due + WINDOWS[week]
    if week in done:
        turn = Turn.DONE
    elif at < due - OPENS_BEFORE:
        turn = Turn.LATER
    else:
        turn = Turn.DUE if at < until else Turn.MISSED
    return Date(week, due, until, turn)


def checked_answers(happened: str, did: str | None) -> tuple[Happened, Did | None]:
    """What was told, as kinds. AnswersDoNotFit: nothing can be done where nothing happened."""
    try:
        came = Happened(happened)
        acted = None if came is Happened.NONE else Did(did or "")
    except ValueError:
        raise AnswersDoNotFit from None
    return came, acted


def is_ended(reason: str | None) -> bool:
    """Whether the newest word about a plan's end means that it is over."""
    return reason is not None and reason != Reason.RESUMED


def is_role_specific(families: Iterable[str] | None, family: str | None) -> bool:
    """Whether a plan is about the person's own kind of work.

    `families` are those of the template; None for one's own words, which the rule of wording has
    held against a situation of one's work. Without a post there is no role to be specific to.
    """
    return family is not None and (families is None or family in families)
