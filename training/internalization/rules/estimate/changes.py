"""Whether a unit has changed between two cycles, beyond what chance alone would show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, ndtri

from training.internalization.rules.estimate.areas import shrunk
from training.internalization.rules.estimate.city import CityEstimate, Figure
from training.internalization.rules.estimate.tallies import Real

BEYOND, SURE = 0.05, 0.90
SPREAD, WIDEST, STEPS = 0.10, 0.50, 101
"""Units' changes usually differ by some ten points (half-normal), and never by more than fifty."""
LEAST_NOISE = 1e-6
LEAST_TOLD = 0.25
"""A unit of which a cycle tells next to nothing counts as a quarter of what its like tell of it."""
TAIL = 0.05


@dataclass(frozen=True, slots=True)
class Change:
    """A difference of shares (−1 to 1) with its 90 % interval; `p_beyond` is P(|Δ| > .05).

    `changed` is said only where that is at least .90.
    """

    difference: float
    low: float
    high: float
    p_beyond: float

    @property
    def changed(self) -> bool:
        return self.p_beyond >= SURE


def changes(before: CityEstimate, after: CityEstimate) -> dict[str, Change]:
    """The change of each unit that both cycles know; empty where none is."""
    shared = before.city.sd**2 + after.city.sd**2
    return changes_between(before.figures, after.figures, shared)


def changes_between(
    before: Mapping[str, Figure], after: Mapping[str, Figure], shared: float = 0.0
) -> dict[str, Change]:
    """The change of each unit under the pooled prior Δ ~ N(m, s²), which the units teach.

    `shared` is the variance of what all units' figures have in common (the gap, the raters), with
    which m is less certain than the units alone tell. s is integrated over a grid, m exactly
    (Morris 1983, JASA 78, 47–55; Fay & Herriot 1979).
    """
    units = sorted(set(before) & set(after))
    if not units:
        return {}
    first, first_noise = _own(before, units)
    second, second_noise = _own(after, units)
    difference, noise = second - first, first_noise + second_noise
    weight, mean, sd = _posterior(difference, np.maximum(noise, LEAST_NOISE), shared)
    outside = 1 - ndtr((BEYOND - mean) / sd) + ndtr((-BEYOND - mean) / sd)
    p_beyond = weight @ outside
    middle = weight @ mean
    spread = np.sqrt(np.maximum(weight @ (sd**2 + mean**2) - middle**2, 0))
    half = ndtri(1 - TAIL) * spread
    return {
        unit: Change(float(middle[at]), float(max(-1, middle[at] - half[at])),
                     float(min(1, middle[at] + half[at])), float(min(1, p_beyond[at])))
        for at, unit in enumerate(units)
    }  # fmt: skip


def _own(figures: Mapping[str, Figure], units: Sequence[str]) -> tuple[Real, Real]:
    """What a cycle tells of each unit by itself, and its noise.

    A figure is drawn to its like by the cycle's own prior; were the differences of such figures
    drawn together once more, a change would be halved twice. The prior is taken out again, as the
    normal with the mean and variance of all units.
    """
    mean = np.array([figures[each].estimate for each in units])
    variance = np.maximum([figures[each].sd ** 2 for each in units], LEAST_NOISE)
    middle = mean.mean()
    between = float(mean.var() + variance.mean())
    told = np.maximum(1 / variance - 1 / between, LEAST_TOLD / between)
    return middle + (mean - middle) * (1 / variance) / told, 1 / told


def _posterior(difference: Real, noise: Real, shared: float) -> tuple[Real, Real, Real]:
    """Weights of the spreads, and each unit's mean and sd at every spread."""
    spreads = np.linspace(0, WIDEST, STEPS)
    one = np.ones((len(difference), 1))
    found = [shrunk(difference, one, noise, spread**2) for spread in spreads]
    log = np.array([each.log for each in found]) - 0.5 * (spreads / SPREAD) ** 2
    weight = np.exp(log - log.max())
    # Where the units' own noise is all there is, the common part enters with the line's weight.
    drawn_in = np.array([noise / (noise + spread**2) for spread in spreads])
    variance = np.array([each.known + each.line for each in found]) + drawn_in**2 * shared
    return weight / weight.sum(), np.array([each.areas for each in found]), np.sqrt(variance)
