"""The figure of several rosters together, from the draws that a closing kept of each."""

import sys
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import add

TAIL, ENOUGH = 0.05, 0.60
UNIT_DRAWS, CITY_DRAWS = "H", "I"
"""Unsigned numbers of 16 bits for a unit, of 32 bits for the city, little endian."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a closing keeps of one roster at one level; shares from 0 to 1, `draws` as stored."""

    roster: int
    evidenced: float
    estimate: float
    draws: bytes


@dataclass(frozen=True, slots=True)
class Share:
    """A figure of a roster or of several: shares from 0 to 1, `low` to `high` hold 90 %.

    `likely` is the probability that at least 60 % are there, of two ways of counting the lower one.
    """

    roster: int
    evidenced: float
    estimate: float
    low: float
    high: float
    likely: float


def decoded(draws: bytes, code: str = UNIT_DRAWS) -> Sequence[int]:
    """The people of every draw, as they were stored."""
    found = array(code)
    found.frombytes(draws)
    if sys.byteorder == "big":
        found.byteswap()
    return found


def together(kept: Sequence[Kept], ways: int) -> Share:
    """The figure of several rosters: their people are added draw by draw, way by way.

    The draws of a cycle stand side by side under the same hyper-parameters, so that what the units
    have in common is neither lost nor counted twice. As in `estimate.city`, the interval runs from
    the 5th to the 95th percentile, the intervals of the ways are joined, and the mean lies inside.
    """
    roster = sum(each.roster for each in kept)
    evidenced = sum(each.evidenced * each.roster for each in kept) / roster
    middle = sum(each.estimate * each.roster for each in kept) / roster
    sums = _added(decoded(each.draws) for each in kept)
    size = len(sums) // ways
    each_way = [sorted(sums[way * size : (way + 1) * size]) for way in range(ways)]
    low = min(_quantile(way, TAIL) for way in each_way) / roster
    high = max(_quantile(way, 1 - TAIL) for way in each_way) / roster
    likely = min(sum(there >= ENOUGH * roster for there in way) / size for way in each_way)
    return Share(roster, evidenced, middle, min(low, middle), max(high, middle), likely)


def _added(draws: Iterable[Iterable[int]]) -> list[int]:
    sums: list[int] = []
    for found in draws:
        sums = list(map(add, sums, found)) if sums else list(found)
    return sums


def _quantile(ordered: Sequence[int], share: float) -> int:
    """The smallest value that at least this share of the draws does not exceed."""
    place = -(-share * len(ordered) // 1)
    return ordered[max(0, int(place) - 1)]
