"""How often the 90 % interval holds the truth, by world and size of unit.

`python -m tests.measurement.coverage --cities 200` prints the table (`make coverage-study`).
"""

import argparse
import zlib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np

from tests.measurement import cycles
from tests.measurement.worlds import BANDS, NULL, WORLDS, World, city, counted, gold
from training.internalization.rules.estimate.city import estimate

HALF, SURE = 0.5, 0.9
HEAD = """| world | people | units | coverage ± SE | bias (pp) | width (pp) | false "≥ half" (%) |
|---|---|---|---|---|---|---|"""


@dataclass(frozen=True)
class Outcome:
    """One unit of one city: its size, the truth and what was said of it."""

    city: int
    size: int
    truth: float
    estimate: float
    low: float
    high: float
    at_least_half: float
    sly: bool

    @property
    def covered(self) -> bool:
        return self.low <= self.truth <= self.high


def outcomes(task: tuple[World, int]) -> list[Outcome]:
    """One city of a world, counted and estimated."""
    world, number = task
    chance = np.random.default_rng([zlib.crc32(world.name.encode()), number])
    truth = city(world, chance)
    units, rated = counted(truth, world, chance), gold(world, chance)
    found = estimate(units, rated, seed=number)
    shares = found.draws / truth.sizes
    half = (shares >= HALF).mean(axis=1).min(axis=0)
    return [
        Outcome(number, int(truth.sizes[at]), float(truth.shares[at]), each.estimate, each.low,
                each.high, float(half[at]), truth.sly[at])
        for at, each in enumerate(found.figures[name] for name in truth.names)
    ]  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One world and one band of sizes (None: all): what the targets are about."""

    world: str
    band: tuple[int, int] | None
    n: int
    coverage: float
    error: float
    bias: float
    width: float
    false_claims: float

    @property
    def enough(self) -> bool:
        """Coverage of .90, less two Monte-Carlo standard errors."""
        return self.coverage >= 0.90 - 2 * self.error


def rows(world: World, found: Sequence[Outcome]) -> list[Row]:
    """A row for each band of sizes, and one for all."""
    return [_row(world.name, band, found) for band in (*BANDS, None)]


def of_the_sly(world: World, found: Sequence[Outcome]) -> Row | None:
    """A row for the colluding units alone, where there are any."""
    mine = [each for each in found if each.sly]
    return _row(f"{world.name}: those two", None, mine) if mine else None


def _row(name: str, band: tuple[int, int] | None, found: Sequence[Outcome]) -> Row:
    mine = [each for each in found if band is None or band[0] <= each.size <= band[1]]
    covered = np.array([each.covered for each in mine])
    cities = np.array([each.city for each in mine])
    by_city = np.array([covered[cities == at].mean() for at in np.unique(cities)])
    below = [each.at_least_half >= SURE for each in mine if each.truth < HALF]
    return Row(
        name, band, len(mine), float(covered.mean()), max(
            float(by_city.std(ddof=1) / len(by_city) ** 0.5), (0.09 / len(mine)) ** 0.5),
        float(np.mean([each.estimate - each.truth for each in mine])),
        float(np.mean([each.high - each.low for each in mine])),
        float(np.mean(below)) if below else 0.0,
    )  # fmt: skip


def study(
    worlds: Iterable[World], cities: int, workers: int = 2
) -> Iterator[tuple[World, list[Outcome]]]:
    """Each world with what came out; the cities are numbered, so that a study can be repeated."""
    for world in worlds:
        tasks = [(world, number) for number in range(cities)]
        if workers == 1:
            found = [outcomes(task) for task in tasks]
        else:
            with ProcessPoolExecutor(workers) as pool:
                found = list(pool.map(outcomes, tasks, chunksize=2))
        yield world, [each for part in found for each in part]


def line(each: Row) -> str:
    """A row as docs/measurement.md shows it."""
    band = "all" if each.band is None else f"{each.band[0]}–{each.band[1]}"
    return (
        f"| {each.world} | {band} | {each.n} | {each.coverage:.3f} ± {each.error:.3f} "
        f"| {100 * each.bias:+.1f} | {100 * each.width:.0f} | {100 * each.false_claims:.1f} |"
    )


def main() -> None:
    """Print the table of every world, then that of changes."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cities", type=int, default=200)
    asked.add_argument("--workers", type=int, default=2)
    given = asked.parse_args()
    tell = partial(print, flush=True)
    tell(HEAD)
    for world, found in study(WORLDS, given.cities, given.workers):
        for each in rows(world, found):
            tell(line(each) + ("" if each.enough else " ← too low"))
        apart = of_the_sly(world, found)
        if apart:
            tell(line(apart))
    tell(cycles.HEAD)
    for gain in (0.0, cycles.GAIN):
        for said in cycles.study((NULL,), given.cities, gain=gain, workers=given.workers):
            tell(cycles.line(said, gain))


if __name__ == "__main__":
    main()
