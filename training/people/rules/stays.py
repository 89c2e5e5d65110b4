"""When somebody was on the roster of which unit: their posts, without the times of an exemption."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from uuid import UUID

Break = tuple[date, date | None]
"""From a day until before another one, or open."""


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody on the roster of a unit from `start` until before `end`, or still."""

    unit: UUID
    job_family: str
    start: date
    end: date | None


def stays(posts: Sequence[Stay], breaks: Iterable[Break]) -> list[Stay]:
    """One person's stays in their order; where two posts overlap, the later one counts."""
    ordered = sorted(posts, key=lambda post: post.start)
    found = [_ended(one, other.start) for one, other in pairwise(ordered)] + ordered[-1:]
    for each in breaks:
        found = [rest for stay in found for rest in _without(stay, each)]
    return [stay for stay in found if stay.end is None or stay.end > stay.start]


def _ended(stay: Stay, day: date) -> Stay:
    return replace(stay, end=day if stay.end is None else min(stay.end, day))


def _without(stay: Stay, away: Break) -> Iterator[Stay]:
    """What is left of a stay before and after a time of being away."""
    left, back = away
    if (stay.end is not None and left >= stay.end) or (back is not None and back <= stay.start):
        yield stay
        return
    if left > stay.start:
        yield replace(stay, end=left)
    if back is not None and (stay.end is None or back < stay.end):
        yield replace(stay, start=max(stay.start, back))
