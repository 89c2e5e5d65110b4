"""Who chooses which option: by thirds of the score on the other items, and how it goes with it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from training.kernel.shares import Interval, wilson
from training.quiz.rules.statistics.bounds import of_correlation
from training.quiz.rules.statistics.items import ItemSums, OptionSums


@dataclass(frozen=True, slots=True)
class OptionFigures:
    """One option: how many chose it, their share (0 to 1) with its 90 % interval, by thirds.

    `thirds` are counts in the lower, middle and upper third of the rest score; `sizes` say how
    many people each third holds. `correlation` is the point-biserial of choosing it with the rest
    score, with its interval; None where it is not defined.
    """

    option: str
    n: int
    share: float
    interval: Interval
    thirds: tuple[int, int, int]
    sizes: tuple[int, int, int]
    correlation: float | None
    correlation_interval: Interval | None


def option_figures(sums: ItemSums) -> tuple[OptionFigures, ...]:
    """The options of an item by key. Nobody asked: nothing to tell."""
    asked = sums.whole.n
    if not asked:
        return ()
    third = thirds(sums.bands)
    sizes = _by_third(sums.bands, third)
    found = []
    for key, chosen in sums.options.items():
        interval = wilson(chosen.n, asked)
        r = point_biserial(sums, chosen)
        assert interval is not None  # noqa: S101  (somebody was asked)
        found.append(OptionFigures(
            key, chosen.n, chosen.n / asked, interval, _by_third(chosen.bands, third), sizes, r,
            None if r is None else of_correlation(r, sums.rest.n),
        ))  # fmt: skip
    return tuple(found)


def point_biserial(sums: ItemSums, chosen: OptionSums) -> float | None:
    """Pearson's r of choosing an option (0/1) with the rest score, from exact sums.

    (Lev 1949, Annals of Mathematical Statistics 20, 125–126.) None where nobody or everybody
    chose it, or where all have the same rest score.
    """
    n, m = sums.rest.n, chosen.placed
    spread = (n * sums.rest.yy - sums.rest.y**2) * m * (n - m)
    if spread <= 0:
        return None
    return (n * chosen.rest - m * sums.rest.y) / math.sqrt(spread)


def thirds(bands: Mapping[int, int]) -> dict[int, int]:
    """To which third (0, 1, 2) each band of scores belongs: that in which its middle person is.

    Equal scores stay together, so that thirds are only as equal as the scores allow.
    """
    n, below, found = sum(bands.values()), 0, {}
    for band in sorted(bands):
        found[band] = min(2, int(3 * (below + bands[band] / 2) / n))
        below += bands[band]
    return found


def _by_third(counts: Mapping[int, int], third: Mapping[int, int]) -> tuple[int, int, int]:
    found = [0, 0, 0]
    for band, count in counts.items():
        found[third[band]] += count
    return found[0], found[1], found[2]
