"""From when until when a certificate holds: three rules over calendar days of the city."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from training.content.rules.programmes import LEAP_DAY, ExpiryRule, Programme, Validity


@dataclass(frozen=True, slots=True)
class Span:
    """Days of validity; `until` is the first day on which it holds no longer."""

    since: date
    until: date

    @property
    def last_day(self) -> date:
        return self.until - timedelta(days=1)

    def holds_on(self, day: date) -> bool:
        return self.since <= day < self.until


def months_later(day: date, months: int) -> date:
    """The same day so many months later; a day that the month does not have is its last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def span(validity: Validity, completed: date, *, last: Span | None, window_days: int) -> Span:
    """The validity that a path completed on a day of the city begins.

    `last` is the span that it renews. By LAST_EXPIRY the next validity is counted from the old
    expiry when it was renewed within the window or on the days before it lapsed, else from
    completion; nobody loses days by renewing early, and nobody gains any by renewing late.
    """
    if validity.rule is ExpiryRule.FIXED_DATE:
        return Span(completed, _fixed(validity, completed))
    start = completed
    in_time = last is not None and opens(last, window_days) <= completed < last.until
    if validity.rule is ExpiryRule.LAST_EXPIRY and last is not None and in_time:
        start = last.until
    return Span(completed, months_later(start, validity.months))


def opens(held: Span, window_days: int) -> date:
    """The first day on which a span may be renewed by time; never before the span itself."""
    return max(held.since, held.until - timedelta(days=window_days))


def _fixed(validity: Validity, completed: date) -> date:
    """The day after the next fixed day that leaves at least the least active period."""
    least = months_later(completed, validity.least_months)
    last = next(
        day for year in (least.year, least.year + 1)
        if (day := _day_of(year, validity.day)) >= least
    )  # fmt: skip
    return last + timedelta(days=1)


def _day_of(year: int, day: str) -> date:
    """MM-DD in a year; 29 February is the 28th where the year has none."""
    month, number = map(int, day.split("-"))
    leapless = day == LEAP_DAY and monthrange(year, 2)[1] == 28
    return date(year, month, 28 if leapless else number)


def next_span(programme: Programme, completed: date, last: Span | None) -> Span:
    """The span that a completion begins under a programme."""
    return span(programme.validity, completed, last=last, window_days=programme.window_days)
