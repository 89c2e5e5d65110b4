"""How long it lasts: the median predicted recall of a person's cards, some days from now."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from statistics import median

from training.practice.rules.memory import Memory, recall

HORIZON_DAYS = 180
STEP_DAYS = 15


def lasts(memories: Iterable[Memory], at: datetime, days: int = HORIZON_DAYS) -> float | None:
    """The median over the cards of the recall predicted for `days` after `at`, without practice.

    From 0 to 1; None where there is no card. The middle card speaks for all: one that was just
    learnt or long forgotten does not move it.
    """
    then = at + timedelta(days=days)
    found = [recall(each, then) for each in memories]
    return median(found) if found else None


def curve(memories: Sequence[Memory], at: datetime) -> tuple[tuple[int, float], ...]:
    """The median from today to the horizon: (days from now, recall), every fifteen days."""
    steps = range(0, HORIZON_DAYS + 1, STEP_DAYS)
    told = ((days, lasts(memories, at, days)) for days in steps)
    return tuple((days, value) for days, value in told if value is not None)
