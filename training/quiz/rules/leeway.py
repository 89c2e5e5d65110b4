"""Exceptions for one person: what several of them come to, while they are in force."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Leeway:
    """How much further than the rules one person may go: time, attempts, dates."""

    time_factor: float = 1.0
    extra_attempts: int = 0
    open_from: datetime | None = None
    open_until: datetime | None = None


NONE = Leeway()


def together(given: Iterable[Leeway]) -> Leeway:
    """All exceptions of a person as one: the most time, all extra attempts, the widest dates."""
    every = tuple(given)
    opens = [each.open_from for each in every if each.open_from]
    closes = [each.open_until for each in every if each.open_until]
    return Leeway(
        max([1.0, *(each.time_factor for each in every)]),
        sum(each.extra_attempts for each in every),
        min(opens, default=None),
        max(closes, default=None),
    )
