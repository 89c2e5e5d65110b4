"""Hours of learning (JP) by year: only those of a decree, and what a year asks, for information."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from training.people.rules.kinds import Status

LEAST_PNS = 20
MOST_PPPK = 24


class Norm(StrEnum):
    """What the rules say of a year: at least 20 JP, at most 24 JP, or nothing."""

    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    NONE = "none"


NORMS: dict[str, tuple[Norm, int]] = {
    Status.PNS: (Norm.AT_LEAST, LEAST_PNS),
    Status.PPPK: (Norm.AT_MOST, MOST_PPPK),
    Status.PPPK_PART_TIME: (Norm.AT_MOST, MOST_PPPK),
}
"""PNS: PP 11/2017 jo. 17/2020 article 203(4). PPPK: Per-LAN 15/2020, in a year of contract."""


def norm(status: str) -> tuple[Norm, int]:
    """What a year asks of an employment status, and how many JP; nothing for those outside ASN."""
    return NORMS.get(status, (Norm.NONE, 0))


@dataclass(frozen=True, slots=True)
class Granted:
    """Hours that a decree grants to whoever is certified from an instant on."""

    at: datetime
    hours: int
    decree: str
    decree_on: date


def granted(known: Sequence[Granted], at: datetime) -> Granted | None:
    """The hours that stand on a certificate issued at an instant; `known` in order of time."""
    place = bisect_right(known, at, key=lambda each: each.at)
    return known[place - 1] if place else None


@dataclass(frozen=True, slots=True)
class Counted:
    """One certificate as it counts: when it was begun and completed, and the JP of its decree."""

    number: str
    code: str
    title: str
    begun: date
    completed: date
    until: date
    jp: Granted | None
    revoked: bool

    @property
    def hours(self) -> int:
        """The JP that count: none without a decree, none once it is revoked."""
        return self.jp.hours if self.jp and not self.revoked else 0


@dataclass(frozen=True, slots=True)
class Year:
    """The certificates that a person completed in a year, oldest first, and the JP they give."""

    year: int
    lines: tuple[Counted, ...]

    @property
    def hours(self) -> int:
        return sum(each.hours for each in self.lines)


def by_year(lines: Iterable[Counted]) -> tuple[Year, ...]:
    """The years in which something was completed, newest first. A day of completion decides."""
    found: dict[int, list[Counted]] = defaultdict(list)
    for each in lines:
        found[each.completed.year].append(each)
    return tuple(
        Year(year, tuple(sorted(found[year], key=lambda each: (each.completed, each.number))))
        for year in sorted(found, reverse=True)
    )
