"""Whether a unit's answers look as if its key had got about: a question of data, never of a person.

Two signs, both about a whole unit. A *jump*: from some day on first attempts are much better and
much quicker than in the month before. *Identical wrong answers*: those who err give the same wrong
answer (an option, an order, a number, a word) far more often than those who err elsewhere in the
city.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from statistics import NormalDist

WINDOW = timedelta(days=30)
LEAST = 10
"""So many people on either side of a day, or among those who erred, are the fewest to speak of."""
JUMP = 0.15
CHANCE = 0.0002
"""How often an honest unit may raise an alarm by chance, over all days that are looked at."""
CHANCE_OF_ERRORS = 0.00001
QUICKER = 0.05
TIMES_AS_MANY = 1.5
LEAST_ITEMS = 3
KNOWN_ERRORS = 30
LONGEST_PAUSE = 300.0
THOUSAND = 1000


class Sign(StrEnum):
    """What was seen."""

    JUMP = "jump"
    IDENTICAL = "identical"


@dataclass(frozen=True, slots=True)
class DaySums:
    """First attempts of one day: how many, and sums in thousandths that add up without error.

    `share` is that of the marks, `pace` the logarithm of the seconds an answer took; `paced` counts
    the attempts of which the time is known.
    """

    n: int = 0
    share: int = 0
    shares2: int = 0
    paced: int = 0
    pace: int = 0
    paces2: int = 0

    def __add__(self, other: "DaySums") -> "DaySums":
        return DaySums(
            self.n + other.n, self.share + other.share, self.shares2 + other.shares2,
            self.paced + other.paced, self.pace + other.pace, self.paces2 + other.paces2,
        )  # fmt: skip


Wrong = Mapping[str, Mapping[str, int]]
"""How many chose each wrong response, by item version."""


@dataclass(frozen=True, slots=True)
class UnitSums:
    """What is kept about one unit's first attempts at one quiz: sums by day, and wrong answers."""

    days: Mapping[date, DaySums] = field(default_factory=dict)
    wrong: Wrong = field(default_factory=dict)

    def __add__(self, other: "UnitSums") -> "UnitSums":
        none = DaySums()
        days = sorted(self.days.keys() | other.days.keys())
        return UnitSums(
            {day: self.days.get(day, none) + other.days.get(day, none) for day in days},
            added_wrong(self.wrong, other.wrong),
        )


@dataclass(frozen=True, slots=True)
class Alarm:
    """One sign in one unit. `least` is the smallest number of people that a figure is about.

    A jump: from `since` on, the share of the marks `before` and `after`, and the seconds an answer
    took. Identical answers: how often two who erred agree (`after`) and how often they would by
    chance (`before`), over `items` items.
    """

    sign: Sign
    least: int
    before: float
    after: float
    since: date | None = None
    seconds_before: float | None = None
    seconds_after: float | None = None
    items: int | None = None


def added_wrong(one: Wrong, other: Wrong) -> dict[str, dict[str, int]]:
    """Two counts of wrong answers as one."""
    found = {item: dict(counts) for item, counts in one.items()}
    for item, counts in other.items():
        mine = found.setdefault(item, {})
        for response, n in counts.items():
            mine[response] = mine.get(response, 0) + n
    return found


def day_of(share: float, pace: float | None) -> DaySums:
    """One attempt: its share of the marks (0 to 1) and the seconds that an answer took."""
    s = round(share * THOUSAND)
    if pace is None:
        return DaySums(1, s, s * s)
    p = round(math.log(max(pace, 0.1)) * THOUSAND)
    return DaySums(1, s, s * s, 1, p, p * p)


def pace_of(started_at: datetime, saved: Sequence[datetime]) -> float | None:
    """The mean seconds from one saved answer to the next, pauses counted as five minutes at most.

    None where nothing was saved after the start.
    """
    before, total = started_at, 0.0
    for at in sorted(saved):
        total += min(max((at - before).total_seconds(), 0.0), LONGEST_PAUSE)
        before = at
    return total / len(saved) if total else None


def alarms(units: Mapping[str, UnitSums]) -> dict[tuple[str, Sign], Alarm]:
    """Every sign in every unit; a unit is compared with itself, or with the city without it."""
    city: dict[str, dict[str, int]] = {}
    for name in sorted(units):
        city = added_wrong(city, units[name].wrong)
    found = {}
    for name, unit in units.items():
        for alarm in (jump(unit.days), identical(unit.wrong, city)):
            if alarm is not None:
                found[name, alarm.sign] = alarm
    return found


def jump(days: Mapping[date, DaySums]) -> Alarm | None:
    """The day from which on first attempts are better by more than .15 and quicker, beyond chance.

    For every day: the thirty days from it on against the thirty before, at least ten attempts on
    either side. The difference of means over its error (Welch 1938, Biometrika 29, 350–362) must be
    beyond chance at .0002 over all days together (Bonferroni), the fall of the times at .05.
    """
    cuts = [(day, *sides) for day in sorted(days) if (sides := _sides(days, day))]
    best: tuple[float, Alarm] | None = None
    for day, before, after in cuts:
        rise = (after.share / after.n - before.share / before.n) / THOUSAND
        z = _apart(_moments(before, paces=False), _moments(after, paces=False))
        slower = _apart(_moments(before, paces=True), _moments(after, paces=True))
        if rise <= JUMP or z < _beyond(CHANCE / len(cuts)) or slower > -_beyond(QUICKER):
            continue
        if best is None or z > best[0]:
            best = z, _jumped(day, before, after)
    return best[1] if best else None


def _sides(days: Mapping[date, DaySums], cut: date) -> tuple[DaySums, DaySums] | None:
    before, after = DaySums(), DaySums()
    for day, sums in days.items():
        if cut - WINDOW <= day < cut:
            before += sums
        elif cut <= day < cut + WINDOW:
            after += sums
    enough = min(before.n, after.n, before.paced, after.paced) >= LEAST
    return (before, after) if enough else None


def _jumped(day: date, before: DaySums, after: DaySums) -> Alarm:
    def seconds(sums: DaySums) -> float:
        return math.exp(sums.pace / sums.paced / THOUSAND)

    return Alarm(
        Sign.JUMP, min(before.n, after.n), before.share / before.n / THOUSAND,
        after.share / after.n / THOUSAND, day, seconds(before), seconds(after),
    )  # fmt: skip


def _moments(sums: DaySums, *, paces: bool) -> tuple[float, float]:
    """The mean and the square of its error."""
    n, total, squares = (
        (sums.paced, sums.pace, sums.paces2) if paces else (sums.n, sums.share, sums.shares2)
    )
    return total / n, max((n * squares - total * total) / (n * n * (n - 1)), 1.0)


def _apart(before: tuple[float, float], after: tuple[float, float]) -> float:
    return (after[0] - before[0]) / math.sqrt(before[1] + after[1])


def _beyond(chance: float) -> float:
    return NormalDist().inv_cdf(1 - chance)


def identical(unit: Wrong, city: Wrong) -> Alarm | None:
    """Whether those in a unit who err agree in their error beyond what errors elsewhere explain.

    Of w who err on an item, pairs that chose the same are a U-statistic: with the shares q of the
    wrong responses in the rest of the city its mean is C(w,2)·Σq² and its variance C(w,2)(Σq² −
    (Σq²)²) + 6·C(w,3)(Σq³ − (Σq²)²) (Hoeffding 1948, Annals of Mathematical Statistics 19,
    293–325). Items are added up; at least three of them, 1.5 times the pairs that chance gives, and
    a sum that chance reaches once in a hundred thousand: common misconceptions are not shared keys.

    Where there are many wrong answers (orders, numbers, words) pairs are rare, and their sum is far
    from normal: the tail is that of a gamma distribution with its mean and variance, as skewed as
    the rarest of sums (`_beyond_gamma`). With the normal one, one honest unit of a hundred was
    accused where every question had sixty wrong answers; with this one of four thousand.
    """
    seen = expected = variance = 0.0
    items = people = pairs = 0
    for w, counts, q in _compared(unit, city):
        two, three = sum(x**2 for x in q.values()), sum(x**3 for x in q.values())
        same = sum(n * (n - 1) / 2 for n in counts.values())
        mine = w * (w - 1) / 2
        seen, expected, pairs = seen + same, expected + mine * two, pairs + w * (w - 1) // 2
        variance += mine * (two - two**2) + w * (w - 1) * (w - 2) * (three - two**2)
        items += same > mine * two
        people = max(people, w)
    if people < LEAST or items < LEAST_ITEMS or variance <= 0 or seen < TIMES_AS_MANY * expected:
        return None
    if _beyond_gamma(seen, expected, variance) < _beyond(CHANCE_OF_ERRORS):
        return None
    return Alarm(Sign.IDENTICAL, people, expected / pairs, seen / pairs, items=items)


def _beyond_gamma(seen: float, mean: float, variance: float) -> float:
    """How far a sum is in the upper tail of a gamma distribution, as a standard normal deviate.

    The cube root of a gamma variable is nearly normal (Wilson & Hilferty 1931, Proceedings of the
    National Academy of Sciences 17, 684–688); with many pairs it is the usual z.
    """
    narrow = variance / (9 * mean**2)
    return ((seen / mean) ** (1 / 3) - (1 - narrow)) / math.sqrt(narrow)


def _compared(
    unit: Wrong, city: Wrong
) -> Iterator[tuple[int, Mapping[str, int], dict[str, float]]]:
    """Items that two here and thirty elsewhere got wrong: how many, their answers, others' shares.

    Every response that anybody gave is taken to have been given once more elsewhere, so that an
    answer unknown there is rare and not impossible.
    """
    for item, counts in unit.items():
        w = sum(counts.values())
        every = city.get(item, counts)
        elsewhere = {each: n - counts.get(each, 0) for each, n in every.items()}
        if w >= 2 and sum(elsewhere.values()) >= KNOWN_ERRORS and len(every) > 1:
            whole = sum(elsewhere.values()) + len(elsewhere)
            yield w, counts, {each: (n + 1) / whole for each, n in elsewhere.items()}
