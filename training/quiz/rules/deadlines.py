"""When an attempt ends: by its rule as it starts, and by what a person is granted while it runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from training.content.rules.gates import Rule
from training.quiz.rules.leeway import Leeway, together


@dataclass(frozen=True, slots=True)
class Grant:
    """One exception of a person: how far it lets them go, and from when until when it holds."""

    leeway: Leeway
    made_at: datetime
    expires_at: datetime
    ended_at: datetime | None = None

    def holds(self, *, at: datetime) -> bool:
        """Whether it is in force at an instant."""
        end = min(self.expires_at, self.ended_at or self.expires_at)
        return self.made_at <= at < end


def deadline_of(
    minutes: int | None, closes: datetime | None, started_at: datetime, given: Leeway
) -> datetime | None:
    """When an attempt ends, or None where nothing ends it.

    It ends after its minutes (with the person's extra time), at the latest when the quiz closes.
    """
    ends = [later(closes, given.open_until)] if closes else []
    if minutes:
        ends.append(started_at + timedelta(minutes=minutes * given.time_factor))
    return min(ends, default=None)


def later(closes: datetime, until: datetime | None) -> datetime:
    """The later of a quiz's close and the day that a person has instead."""
    return max(closes, until) if until else closes


def deadline_as_granted(
    rules: Sequence[Rule], started_at: datetime, deadline: datetime, given: Sequence[Grant]
) -> datetime:
    """A running attempt's deadline, with what was granted after it had begun.

    The rule by which it started is the one that gives the deadline it has; the same rule says how
    far more time and a later close carry it. What was in force at the start is in the deadline
    already, is never given twice and never taken back. A deadline that no rule gives stays.
    """
    had = together(each.leeway for each in given if each.holds(at=started_at))
    since = [e.leeway for e in given if e.ended_at is None and e.expires_at > started_at]
    has = together([had, *since])
    for rule in rules:
        minutes, closes = rule.minutes, rule.requires.closes
        if deadline_of(minutes, closes, started_at, had) == deadline:
            return max(deadline, deadline_of(minutes, closes, started_at, has) or deadline)
    return deadline
