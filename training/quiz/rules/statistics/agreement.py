"""How far raters agree: Cohen's and Fleiss' κ and Krippendorff's α, from 1 down past 0."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Ratings: TypeAlias = NDArray[np.floating[Any]]
"""Subjects × raters; NaN where a rater gave nothing. Names are numbered before they come here."""
Difference: TypeAlias = Callable[[Ratings, Ratings], Ratings]
BLOCK = 512
NOTHING = 1e-12


class Level(StrEnum):
    """What may be done with the values: told apart, ordered, subtracted, divided."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


def cohen(ratings: Ratings) -> float | None:
    """κ of two raters over the subjects both rated, unweighted.

    (p_o − p_e)/(1 − p_e), p_e from each rater's own shares (Cohen 1960, Educational and
    Psychological Measurement 20, 37–46). None with other than two raters, or where both use one
    and the same category only.
    """
    if ratings.shape[1] != 2:
        return None
    both = complete(ratings)
    if not len(both):
        return None
    values = np.unique(both)
    shares = (both[:, :, None] == values).mean(axis=0)
    return _beyond(float((both[:, 0] == both[:, 1]).mean()), float((shares[0] * shares[1]).sum()))


def fleiss(ratings: Ratings) -> float | None:
    """κ of any number of raters over the subjects that all of them rated.

    Fleiss (1971), Psychological Bulletin 76, 378–382, eq. 2–7. None below two raters or without
    such a subject, or where only one category was used.
    """
    full = complete(ratings)
    raters = full.shape[1]
    if raters < 2 or not len(full):
        return None
    values = np.unique(full)
    counts = (full[:, :, None] == values).sum(axis=1)
    agreed = (counts * (counts - 1)).sum() / (len(full) * raters * (raters - 1))
    shares = counts.sum(axis=0) / (len(full) * raters)
    return _beyond(float(agreed), float((shares**2).sum()))


def _beyond(seen: float, expected: float) -> float | None:
    return (seen - expected) / (1 - expected) if 1 - expected > NOTHING else None


def krippendorff(ratings: Ratings, level: Level) -> float | None:
    """α = 1 − D_o/D_e for any number of raters, any level, and with missing values.

    Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", section D: pairs of values
    within a subject, weighted by 1/(m − 1) of its m values, against pairs of all values that have
    a partner. Ratios are differences over sums, squared, and need values that are not negative.
    None where no subject has two values or all values are the same.
    """
    paired = ratings[(~np.isnan(ratings)).sum(axis=1) > 1]
    if level is Level.RATIO and np.nanmin(paired, initial=0.0) < 0:
        return None
    values, counts = np.unique(paired[~np.isnan(paired)], return_counts=True)
    if len(values) < 2:
        return None
    total = counts.sum()
    if level is Level.ORDINAL:
        paired = _ranked(paired, values, counts)
        values = np.cumsum(counts) - counts / 2
    difference = DIFFERENCES[level]
    expected = sum(
        float(
            (counts[at : at + BLOCK] @ difference(values[at : at + BLOCK, None], values)) @ counts
        )
        for at in range(0, len(values), BLOCK)
    ) / (total - 1)
    return 1 - _observed(paired, difference) / expected


def _ranked(paired: Ratings, values: Ratings, counts: NDArray[np.int64]) -> Ratings:
    """Each value's middle rank: the ordinal difference is the square of what lies between two."""
    middles = np.cumsum(counts) - counts / 2
    places = np.searchsorted(values, paired).clip(0, len(values) - 1)
    return np.where(np.isnan(paired), np.nan, middles[places])


def _observed(paired: Ratings, difference: Difference) -> float:
    weight = 1 / ((~np.isnan(paired)).sum(axis=1) - 1)
    found = 0.0
    for first in range(paired.shape[1]):
        for second in range(first):
            apart = difference(paired[:, first], paired[:, second])
            found += 2 * float(np.nansum(apart * weight))
    return found


def _nominal(first: Ratings, second: Ratings) -> Ratings:
    absent = np.isnan(first) | np.isnan(second)
    return np.where(absent, np.nan, (first != second) * 1.0)


def _interval(first: Ratings, second: Ratings) -> Ratings:
    return (first - second) ** 2


def _ratio(first: Ratings, second: Ratings) -> Ratings:
    whole = first + second
    return np.where(whole == 0, 0.0 * whole, ((first - second) / np.where(whole, whole, 1.0)) ** 2)


DIFFERENCES: dict[Level, Difference] = {
    Level.NOMINAL: _nominal,
    Level.ORDINAL: _interval,
    Level.INTERVAL: _interval,
    Level.RATIO: _ratio,
}


def complete(ratings: Ratings) -> Ratings:
    """The subjects that every rater rated."""
    return ratings[~np.isnan(ratings).any(axis=1)]
