"""Two cycles of the same cities: how often a change is said that is none, and one that is."""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace

import numpy as np

from tests.measurement.worlds import World, city, counted, gold
from training.internalization.rules.estimate.changes import BEYOND, changes
from training.internalization.rules.estimate.city import estimate

SHARE, GAIN = 0.2, 0.5
HEAD = """| world | gain | still units | said changed (%) | moved units | found (%) | coverage |
|---|---|---|---|---|---|---|"""


@dataclass(frozen=True)
class Pair:
    """One unit in two cycles: its true change and whether "changed" was said."""

    size: int
    true: float
    said: bool
    covered: bool


def pairs(task: tuple[World, int, float]) -> list[Pair]:
    """One city twice; in a fifth of its units each person not there gets there with `gain`."""
    world, number, gain = task
    chance = np.random.default_rng([7, number, round(100 * gain)])
    first = city(world, chance)
    moved = [chance.random() < SHARE for _ in first.there]
    second = replace(first, there=tuple(
        there | (move & (chance.random(len(there)) < gain))
        for there, move in zip(first.there, moved, strict=True)
    ))  # fmt: skip
    before, after = (
        estimate(counted(truth, world, chance), gold(world, chance), seed=2 * number + cycle)
        for cycle, truth in enumerate((first, second))
    )
    found, true = changes(before, after), second.shares - first.shares
    return [
        Pair(int(first.sizes[at]), float(true[at]), found[name].changed,
             found[name].low <= true[at] <= found[name].high)
        for at, name in enumerate(first.names)
    ]  # fmt: skip


@dataclass(frozen=True)
class Said:
    """Of units that did not change beyond five points, how many were said to; of others too."""

    world: str
    false: float
    false_n: int
    found: float
    found_n: int
    coverage: float


def study(
    worlds: Sequence[World], cities: int, *, gain: float = 0.0, workers: int = 2
) -> list[Said]:
    """Each world with what was said of its units."""
    tasks = [(world, number, gain) for world in worlds for number in range(cities)]
    if workers == 1:
        done = [pairs(task) for task in tasks]
    else:
        with ProcessPoolExecutor(workers) as pool:
            done = list(pool.map(pairs, tasks, chunksize=2))
    return [
        _said(world, [each for part in done[at * cities : (at + 1) * cities] for each in part])
        for at, world in enumerate(worlds)
    ]


def _said(world: World, found: Sequence[Pair]) -> Said:
    still = [each.said for each in found if abs(each.true) <= BEYOND]
    moved = [each.said for each in found if abs(each.true) > BEYOND]
    return Said(
        world.name, float(np.mean(still)), len(still),
        float(np.mean(moved)) if moved else 0.0, len(moved),
        float(np.mean([each.covered for each in found])),
    )  # fmt: skip


def line(said: Said, gain: float) -> str:
    """A row as docs/measurement.md shows it."""
    return (
        f"| {said.world} | {gain} | {said.false_n} | {100 * said.false:.1f} "
        f"| {said.found_n} | {100 * said.found:.0f} | {said.coverage:.3f} |"
    )
