"""Figures told in steps so wide that a few people more or fewer do not show.

A figure of conduct moves only when a cycle is closed, but units move too: people join and leave.
Were shares told exactly, the difference between two cycles, two units or two levels could be solved
for one newcomer. In steps there is no equation left to solve: only "from … to …".
"""

import math
from dataclasses import dataclass

from training.reporting.rules.disclosure import edge

WIDTHS = (0.01, 0.02, 0.05, 0.10, 0.20, 0.25)
TIMES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
FINEST = 0.01
NUMBERS_BY = 5
FUZZ = 1e-9
NEARLY = 1e-2
"""Shares are stored with six digits: of ten thousand people that is a hundredth of one."""


@dataclass(frozen=True, slots=True)
class Band:
    """From `low` to `high`, shares from 0 to 1, both of them whole steps."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Reading:
    """An estimate as it is told: about `value`, with 90 % certainty from `low` to `high`.

    `value` is the middle of the `band` in which the estimate lies, `low` and `high` are whole
    steps. A value of 0 says no more than "at most `edge`", a value of 1 no more than "at least
    1 − `edge`".
    """

    value: float
    low: float
    high: float
    edge: float
    step: float

    @property
    def slack(self) -> float:
        """How far the estimate may lie from the value that is told."""
        return self.edge if self.value in {0.0, 1.0} else self.step / 2


def width(people: int, *, k: int) -> float:
    """The narrowest step that holds at least k of these people; never wider than a quarter."""
    return next((each for each in WIDTHS if each * people >= k), WIDTHS[-1])


def band(count: float, people: int, *, k: int) -> Band:
    """The step in which a share lies; near nobody and near everybody an open end.

    Where (nearly) nobody or (nearly) everybody is counted (`disclosure.edge`), all such counts are
    told by the same band, so that none of these people's own answer is known.
    """
    step, hidden = width(people, k=k), edge(people)
    if count <= hidden:
        return Band(0.0, _up(max(hidden / people, step), step))
    if people - count <= hidden:
        return Band(round(1 - _up(max(hidden / people, step), step), 6), 1.0)
    low = _down(count / people, step)
    return Band(low, min(1.0, round(low + step, 6)))


def reading(value: float, low: float, high: float, *, people: int, k: int) -> Reading:
    """An estimate in steps: the interval is widened to whole steps, never narrowed.

    It never tells more than the `band` of the estimate would: where everybody was assessed the
    estimate is the count, and a middle or an end of its own would cut the band into pieces.
    """
    count = value * people
    whole = round(count)
    cell = band(whole if abs(count - whole) < NEARLY else count, people, k=k)
    step = width(people, k=k)
    start, end = min(_down(low, step), cell.low), max(_up(high, step), cell.high)
    if cell.low <= 0:
        return Reading(0.0, 0.0, end, cell.high, step)
    if cell.high >= 1:
        return Reading(1.0, start, 1.0, round(1 - cell.low, 6), step)
    return Reading(round((cell.low + cell.high) / 2, 6), start, end, step, step)


def span(count: int, people: int, *, k: int) -> tuple[int, int]:
    """From how many to how many of these people are counted, as it is told of what only grows.

    Who has begun or completed something stays so. The ends are therefore whole numbers of people
    that do not shift when one more joins: from 10 to 19 of 30 stays from 10 to 19 of 31. A span
    holds at least k people (half as many in units of fewer than 2 k) and at least a hundredth of
    the unit; the last one takes in what is left over, so that "all" is never told.
    """
    if people < 2 * k:
        size = k // 2
    else:
        size = k * next((each for each in TIMES if k * each >= FINEST * people), TIMES[-1])
    last = max(people // size - 1, 0)
    place = min(count // size, last)
    return place * size, people if place == last else (place + 1) * size - 1


def at_least(count: int) -> int:
    """A number of people or voices rounded down to a multiple of five."""
    return count // NUMBERS_BY * NUMBERS_BY


def _down(share: float, step: float) -> float:
    return round(max(0.0, math.floor(share / step + FUZZ) * step), 6)


def _up(share: float, step: float) -> float:
    return round(min(1.0, math.ceil(share / step - FUZZ) * step), 6)
