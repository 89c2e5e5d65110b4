"""Occasions: what happened close together is one, so that trying again at once adds nothing."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from training.internalization.rules.evidence import Evidence

EPOCH = datetime(2000, 1, 3, tzinfo=UTC)  # a Monday
Verdict = Callable[[Evidence], bool]


@dataclass(frozen=True, slots=True)
class Occasion:
    """What happened at one time, and of it what speaks for the conduct (`shown`)."""

    entries: tuple[Evidence, ...]
    shown: tuple[Evidence, ...]

    @property
    def met(self) -> bool:
        """Met only if more speaks for it than against it."""
        return 2 * len(self.shown) > len(self.entries)


def by_calendar(
    entries: Sequence[Evidence], is_met: Verdict, days: int, most: int
) -> list[Occasion]:
    """The newest `most` occasions of entries in order of time, joined by fixed stretches of days.

    The stretches are the calendar's and not the person's: if they began with a person's first
    entry, one more failure could regroup the others, and raise what they show.
    """
    stretches: list[list[Evidence]] = []
    length, newest = timedelta(days=days), None
    for each in reversed(entries):
        stretch = (each.at - EPOCH) // length
        if stretch != newest:
            if len(stretches) == most:
                break
            stretches.append([])
            newest = stretch
        stretches[-1].append(each)
    return [_judged(found[::-1], is_met) for found in reversed(stretches)]


def by_visit(entries: Sequence[Evidence]) -> list[Occasion]:
    """Observations or documents in order of time; what several raters saw at once is one."""
    visits: dict[UUID, list[Evidence]] = {}
    for each in entries:
        visits.setdefault(each.occasion or each.source, []).append(each)
    return [_judged(found, as_told) for found in visits.values()]


def as_told(each: Evidence) -> bool:
    """The verdict of the stream that the evidence comes from."""
    return each.met


def _judged(found: Sequence[Evidence], is_met: Verdict) -> Occasion:
    return Occasion(tuple(found), tuple(filter(is_met, found)))


def last(found: Sequence[Occasion], count: int) -> Sequence[Occasion]:
    """The newest occasions, oldest of them first."""
    return found[-count:]


def met(found: Iterable[Occasion]) -> list[Occasion]:
    """Those of them that were met, in the same order."""
    return [each for each in found if each.met]


def lie_apart(found: Sequence[Occasion], days: int) -> bool:
    """Whether what the first and the last of these met occasions showed lies so many days apart."""
    return bool(found) and found[-1].shown[-1].at - found[0].shown[0].at >= timedelta(days=days)
