"""Classical test theory: what the sums say about each item and about the form.

Facilities, discriminations, efficiencies and weights are percentages from 0 to 100 as Moodle
prints them; standard deviations and means are in marks; α is a coefficient. The formulas are those
of Moodle's quiz statistics (Pratt & Hunt, "Quiz statistics calculations", Moodle developer
documentation), whose published fixtures the tests reproduce. What is not defined is None.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from training.kernel.shares import Interval, wilson
from training.quiz.rules.statistics.bounds import of_correlation, of_mean
from training.quiz.rules.statistics.fixed import NANO
from training.quiz.rules.statistics.items import ItemSums

JUDGED = 30
"""Below so many first attempts figures are shown, but nothing is judged."""
WHOLE = 100.0


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """One version of an item. `maxmark` and `sd` are in marks, all others 0 (or −100) to 100."""

    item: str
    n: int
    maxmark: float
    facility: float | None
    facility_interval: Interval | None
    sd: float | None
    random_guess_score: float | None
    discrimination_index: float | None
    discrimination_interval: Interval | None
    discriminative_efficiency: float | None
    intended_weight: float | None
    effective_weight: float | None

    @property
    def judged(self) -> bool:
        return self.n >= JUDGED


def item_figures(
    items: Mapping[str, ItemSums], guesses: Mapping[str, float] | None = None
) -> tuple[ItemFigures, ...]:
    """The figures of each item, in the order given; `guesses` are random-guess shares (0 to 1)."""
    intended = _shares_of([each.maximum for each in items.values()])
    effective = _shares_of([_pull(each) for each in items.values()])
    found = guesses or {}
    return tuple(
        _figures(name, sums, found.get(name), (planned, actual))
        for (name, sums), planned, actual in zip(items.items(), intended, effective, strict=True)
    )


def _figures(
    name: str, sums: ItemSums, guess: float | None, weights: tuple[float | None, float | None]
) -> ItemFigures:
    most = sums.maximum / NANO
    spread = sums.whole.variance_x
    discrimination = sums.rest.correlation
    return ItemFigures(
        name, sums.whole.n, most,
        WHOLE * sums.whole.x / (sums.whole.n * NANO) if most and sums.whole.n else None,
        facility_interval(sums) if most else None,
        most * math.sqrt(spread) if most and spread is not None else None,
        None if guess is None else WHOLE * guess,
        _percent(discrimination),
        _around(discrimination, sums.rest.n),
        efficiency(sums), *weights,
    )  # fmt: skip


def facility_interval(sums: ItemSums) -> Interval | None:
    """90 %, in percent: Wilson's for items that are right or wrong, else Student's of the mean."""
    n, spread = sums.whole.n, sums.whole.variance_x
    if is_right_or_wrong(sums):
        return _scaled(wilson(sums.whole.x // NANO, n))
    if spread is None:
        return None
    found = of_mean(n, sums.whole.x / (n * NANO), math.sqrt(spread))
    return _scaled(found and Interval(max(-2.0, found.low), min(1.0, found.high)))


def is_right_or_wrong(sums: ItemSums) -> bool:
    """Whether every mark was nothing or everything.

    With marks between 0 and the maximum x² = x only at the ends, so Σx² = Σx proves it; items
    that can take marks away are looked at value by value.
    """
    whole = sums.whole
    return whole.xx == whole.x * NANO and set(sums.marks) <= {0, NANO}


def efficiency(sums: ItemSums) -> float | None:
    """100 · cov(x, rest) / the largest covariance that these marks and rests could have.

    The largest is reached when both are put in order (Hardy, Littlewood & Pólya 1934, theorem
    368); rests are taken at the grain at which they are kept.
    """
    pairs = sums.rest
    if pairs.correlation is None or not pairs.n:
        return None
    most = pairs.n * _in_order(sums.marks, sums.rests) - pairs.x * pairs.y
    return WHOLE * (pairs.n * pairs.xy - pairs.x * pairs.y) / most if most > 0 else None


def _in_order(marks: Mapping[int, int], rests: Mapping[int, int]) -> int:
    """Σ of products when the smallest mark meets the smallest rest, and so on upwards."""
    queue = iter(sorted(rests.items()))
    rest, left = next(queue)
    total = 0
    for mark, times in sorted(marks.items()):
        while times:
            if not left:
                rest, left = next(queue)
            taken = min(times, left)
            total += taken * mark * rest
            times, left = times - taken, left - taken
    return total


def _pull(sums: ItemSums) -> float | None:
    """√cov(mark, total), to which the effective weight is proportional; None below nothing.

    The total is the share of the attempt's possible marks: in a fixed form that is the total in
    marks but for one factor, which weights do not see.
    """
    together = sums.whole.covariance
    if together is None or together < 0:
        return None
    return math.sqrt(sums.maximum / NANO * together)


def _shares_of(parts: Sequence[float | None]) -> list[float | None]:
    whole = sum(each for each in parts if each is not None)
    return [None if each is None or not whole else WHOLE * each / whole for each in parts]


def _percent(share: float | None) -> float | None:
    return None if share is None else WHOLE * share


def _scaled(found: Interval | None) -> Interval | None:
    return found and Interval(WHOLE * found.low, WHOLE * found.high)


def _around(r: float | None, n: int) -> Interval | None:
    return None if r is None else _scaled(of_correlation(r, n))
