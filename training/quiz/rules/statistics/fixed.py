"""Marks as whole numbers of billionths, so that sums are exact whatever the order of adding."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

NANO = 10**9
LOWEST, HIGHEST = -2 * NANO, NANO
"""What a share of a mark may be: certainty-based marking takes at most twice the mark away."""
LIMB = 15
CHUNK = 1 << 20
Whole: TypeAlias = NDArray[np.int64]


def nano(values: NDArray[np.float64]) -> Whole:
    """Numbers as whole billionths, rounded half to even."""
    return np.rint(values * NANO).astype(np.int64)


def ratio(part: Whole, whole: Whole) -> Whole:
    """part / whole in billionths, element by element; 0 where the whole is 0."""
    held = np.where(whole > 0, whole, 1)
    return np.where(whole > 0, nano(part / held), 0)


def grouped(group: Whole, values: Whole, size: int) -> list[int]:
    """The exact sums of `values` (each below 2³² in size) by group 0 … size − 1.

    A chunk of 2²⁰ such values stays below 2⁵³, where double precision still counts every unit.
    """
    total = [0] * size
    for start in range(0, len(values), CHUNK):
        part = slice(start, start + CHUNK)
        found = np.bincount(group[part], weights=values[part], minlength=size)
        total = [before + int(now) for before, now in zip(total, found, strict=True)]
    return total


def grouped_products(group: Whole, left: Whole, right: Whole, size: int) -> list[int]:
    """The exact sums of left · right by group, for values from LOWEST to HIGHEST.

    Each factor is cut into a high and a low part of 15 bits, so that no product and no chunk's
    sum of products leaves the whole numbers that double precision can hold.
    """
    mask = (1 << LIMB) - 1
    total = [0] * size
    for shift, factors in (
        (2 * LIMB, (left >> LIMB, right >> LIMB)),
        (LIMB, (left >> LIMB, right & mask)),
        (LIMB, (left & mask, right >> LIMB)),
        (0, (left & mask, right & mask)),
    ):
        part = grouped(group, factors[0] * factors[1], size)
        total = [before + (now << shift) for before, now in zip(total, part, strict=True)]
    return total


def within(group: Whole, values: Whole, size: int) -> Whole:
    """Sums by group as an array, exact while each group's own sum stays below 2⁵³."""
    return np.bincount(group, weights=values, minlength=size).astype(np.int64)


def counted(group: Whole, values: Whole, size: int, grain: int) -> list[dict[int, int]]:
    """How often each value occurs by group, the values rounded to multiples of `grain`."""
    found: list[dict[int, int]] = [{} for _ in range(size)]
    rounded = (values + grain // 2) // grain * grain
    cells, counts = np.unique((group << 32) | (rounded - LOWEST), return_counts=True)
    for cell, count in zip(cells.tolist(), counts.tolist(), strict=True):
        found[cell >> 32][(cell & 0xFFFFFFFF) + LOWEST] = count
    return found


def added(left: dict[int, int], right: dict[int, int]) -> dict[int, int]:
    """Two counts as one."""
    return {key: left.get(key, 0) + right.get(key, 0) for key in sorted(left.keys() | right.keys())}
