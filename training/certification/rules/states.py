"""Where a person stands with a programme on a day: derived from dates and facts, never stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from training.certification.rules.periods import Span, opens


class State(StrEnum):
    """Where a person stands with a programme."""

    NOT_ASSIGNED = "not-assigned"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in-progress"
    OVERDUE = "overdue"
    CERTIFIED = "certified"
    WINDOW_OPEN = "window-open"
    EXPIRED = "expired"
    EXCUSED = "excused"
    RECOGNISED = "recognised"
    REVOKED = "revoked"


HOLDING = frozenset({State.CERTIFIED, State.WINDOW_OPEN, State.RECOGNISED})
"""States in which somebody holds a certificate that is valid."""


class Kind(StrEnum):
    """How a period came about."""

    EARNED = "earned"
    RECOGNISED = "recognised"


@dataclass(frozen=True, slots=True)
class Period:
    """One validity period of a person; `stale` are modules whose material has changed since."""

    id: UUID
    kind: Kind
    span: Span
    completed_at: datetime
    revoked_at: datetime | None = None
    stale: tuple[str, ...] = ()

    @property
    def revoked(self) -> bool:
        return self.revoked_at is not None


@dataclass(frozen=True, slots=True)
class Duty:
    """Since when a person must hold the certificate, and by when for the first time."""

    since: date
    due: date


@dataclass(frozen=True, slots=True)
class Excuse:
    """Why and until when (the last day) nothing is asked of a person."""

    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Case:
    """One person and one programme: what the state is derived from.

    `away`: on a standing that leaves the denominators today; `back`: the day on which the last
    such standing ended. Periods are in order of their beginning.
    """

    duty: Duty | None
    periods: Sequence[Period] = ()
    excuses: Sequence[Excuse] = ()
    begun: bool = False
    away: bool = False
    back: date | None = None
    window_days: int = 0
    grace_days: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """The state, and the day that matters next: due, expiry, or the end of an excuse."""

    state: State
    day: date | None = None
    period: Period | None = None
    stale: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        return self.state in HOLDING


def standing(case: Case, today: date) -> Standing:
    """Where a person stands on a day.

    A valid period decides first; then an excuse or an absence; then what came before. Somebody
    whose duty has ended and who holds nothing is not assigned, whatever they once held.
    """
    held = holding(case.periods, today)
    if held is not None:
        return _holding(case, held, today)
    excuse = max((e.until for e in case.excuses if e.since <= today <= e.until), default=None)
    last = max(_begun(case.periods, today), key=lambda each: each.span.until, default=None)
    if last is not None and last.revoked and not (excuse and case.duty):
        return Standing(State.REVOKED, None, last)
    if case.duty is None:
        return Standing(State.EXPIRED if last else State.NOT_ASSIGNED, _end(last), last)
    if excuse or case.away:
        return Standing(State.EXCUSED, excuse, last)
    if last is not None:
        return Standing(State.EXPIRED, last.span.until, last)
    return _learning(case, today)


def holding(periods: Sequence[Period], today: date) -> Period | None:
    """Of the periods that hold today and were not revoked the one that holds longest."""
    valid = [each for each in periods if each.span.holds_on(today) and not each.revoked]
    return max(valid, key=lambda each: each.span.until, default=None)


def _begun(periods: Sequence[Period], today: date) -> list[Period]:
    return [each for each in periods if each.span.since <= today]


def _end(last: Period | None) -> date | None:
    return last.span.until if last else None


def _holding(case: Case, held: Period, today: date) -> Standing:
    open_by_time = opens(held.span, case.window_days) <= today
    if open_by_time or held.stale:
        return Standing(State.WINDOW_OPEN, held.span.until, held, held.stale)
    kind = State.RECOGNISED if held.kind is Kind.RECOGNISED else State.CERTIFIED
    return Standing(kind, held.span.until, held)


def _learning(case: Case, today: date) -> Standing:
    due = due_day(case)
    if due is not None and today > due:
        return Standing(State.OVERDUE, due)
    return Standing(State.IN_PROGRESS if case.begun else State.ASSIGNED, due)


def due_day(case: Case) -> date | None:
    """The due day; an absence or an excuse that ended moves it to the grace after the return."""
    if case.duty is None:
        return None
    returns = [e.until + timedelta(days=1) for e in case.excuses if e.since <= case.duty.due]
    if case.back is not None and case.back > case.duty.since:
        returns.append(case.back)
    later = [day + timedelta(days=case.grace_days) for day in returns]
    return max([case.duty.due, *later])


def may_complete(case: Case, today: date) -> bool:
    """Whether a completed path may begin a period on a day: none holds, or its window is open."""
    held = holding(case.periods, today)
    if held is None:
        return True
    return bool(held.stale) or opens(held.span, case.window_days) <= today
