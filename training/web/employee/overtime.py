"""The time of an attempt: how much is left, in words, and what happens when it is over."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil

from training.quiz.queries import Sitting
from training.quiz.rules.attempts import Phase
from training.reporting.actions import settle
from training.web.session import acting

CLOSED = frozenset({Phase.FINISHED, Phase.NEEDS_MARKING, Phase.VOID})


@dataclass(frozen=True, slots=True)
class Clock:
    """What a timed attempt shows: when it ends, and how much is left by the server's clock."""

    deadline: datetime
    seconds: int
    overdue: bool

    @property
    def minutes(self) -> int:
        """Whole minutes, rounded up: who reads 1 has at most one."""
        return ceil(self.seconds / 60)


def remaining(sitting: Sitting, *, at: datetime) -> Clock | None:
    """The clock of a timed attempt; None for one that takes as long as it takes."""
    deadline = sitting.past.deadline
    if deadline is None:
        return None
    left = max(0, int((deadline - at).total_seconds()))
    return Clock(deadline, left, sitting.phase(at=at) is Phase.OVERDUE)


def is_over(sitting: Sitting, *, at: datetime) -> bool:
    """Whether an attempt is closed; one whose time is over is closed here, because it is seen."""
    found = sitting.phase(at=at)
    if found is Phase.SUBMITTED:
        settle(acting().id, sitting.past.slug, at=at)
    return found is Phase.SUBMITTED or found in CLOSED
