"""The estimate of every unit of a city and of the city, with everything needed to trace it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import expit, logit

from training.internalization.rules.estimate.counts import Gold, UnitCounts, checked
from training.internalization.rules.estimate.drawing import Drawn, drawn
from training.internalization.rules.estimate.fit import Fitted, fitted
from training.internalization.rules.estimate.tallies import Real, Way, Whole, tally

DRAWS = 1000
TAIL, ENOUGH = 0.05, 0.60
EVADING = 1.0
"""How much lower, on the logit scale, those whom the audit missed are taken to be. In simulation
the point estimate is then up to 2 points too high if only non-adopters evade an audit, and 3 too
low if everybody does alike."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Shares (0 to 1) of a unit or the city; `low` to `high` is the 90 % interval.

    `evidenced` is the floor: people assessed and found there, of the roster. `sd` is the spread of
    the draws; `p_at_least_60` the probability that at least 60 % are there, and where an audit
    could not be finished the lower of the two.
    """

    evidenced: float
    estimate: float
    low: float
    high: float
    p_at_least_60: float
    sd: float


@dataclass(frozen=True, slots=True)
class CityEstimate:
    """Figures by unit and of the city; `draws` are people there: ways × draws × `units`.

    `effective` is how many independent draws of the hyper-parameters stand behind it. A unit
    without anybody on its roster has no figure.
    """

    units: tuple[str, ...]
    figures: dict[str, Figure]
    city: Figure
    draws: Whole
    effective: float


def estimate(
    units: Sequence[UnitCounts], gold: Gold | None, *, seed: int, draws: int = DRAWS
) -> CityEstimate:
    """The two-phase hierarchical estimate of docs/measurement.md, the same for the same seed.

    The order of the units does not matter. Raises UnitCountedTwice, NobodyToEstimate.
    """
    known = checked(units)
    ways = (Way.AGAINST, Way.FOR) if any(each.missing for each in known) else (Way.SEEN,)
    found = [_one_way(known, gold, way, seed, draws) for way in ways]
    people = np.stack([each.people for _, each in found])
    rosters = np.array([each.roster for each in known])
    middle = _middle([each for _, each in found])
    positives = sum(each.positives for each in known)
    figures = {
        each.unit: _figure(people[:, :, at] / each.roster, middle[at] / each.roster,
                           each.positives / each.roster)
        for at, each in enumerate(known)
    }  # fmt: skip
    everybody = int(rosters.sum())
    city = _figure(people.sum(axis=2) / everybody, middle.sum() / everybody, positives / everybody)
    effective = min(each.effective for each, _ in found)
    return CityEstimate(tuple(each.unit for each in known), figures, city, people, effective)


def _one_way(
    units: Sequence[UnitCounts], gold: Gold | None, way: Way, seed: int, draws: int
) -> tuple[Fitted, Drawn]:
    chance = np.random.default_rng(seed)
    data = tally(units, gold, way)
    hypers = fitted(data, chance, draws)
    return hypers, drawn(hypers.draws, data, chance)


def _middle(found: Sequence[Drawn]) -> Real:
    """The expected people there of each unit.

    Between the two ways of counting those whom the audit missed it lies where these are as far
    below those met as the assessed often are above the rest (Lin & Schaeffer 1995, Public Opinion
    Quarterly 59, 236–258: a continuum of resistance).
    """
    against, for_them = found[0].people.mean(axis=0), found[-1].people.mean(axis=0)
    there = expit(logit(found[0].unassessed) - EVADING)
    return against + there * (for_them - against)


def _figure(shares: Real, middle: float, evidenced: float) -> Figure:
    """From draws of a share, ways × draws; the intervals of the ways are joined.

    Where a share has few values, its mean may lie outside their quantiles: then it is the end.
    """
    low, high = np.quantile(shares, (TAIL, 1 - TAIL), axis=1, method="inverted_cdf")
    low, high = min(low.min(), middle), max(high.max(), middle)
    return Figure(
        evidenced, float(middle), float(low), float(high),
        float((shares >= ENOUGH).mean(axis=1).min()), float(shares.std()),
    )  # fmt: skip
