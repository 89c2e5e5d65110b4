"""A whole country: one estimate for each of as many cities as Indonesia has, on two cores.

The cities are those of the coverage study, of every world in turn: 79 units and some 7,700 people.
"""

import json
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle, islice

from tests.measurement.coverage import outcomes
from tests.measurement.worlds import WORLDS

CITIES, CORES, TARGET_SECONDS = 514, 2, 900.0


def measure(cities: int = CITIES) -> dict[str, object]:
    """Seconds for all, those of the clock and those of the processor (drawing the cities too)."""
    tasks = list(zip(islice(cycle(WORLDS), cities), range(cities), strict=True))
    began = time.perf_counter()
    with ProcessPoolExecutor(CORES) as pool:
        spent = list(pool.map(_timed, tasks, chunksize=4))
    return {
        "case": "cities", "cities": cities, "worlds": len(WORLDS),
        "seconds": round(time.perf_counter() - began, 1), "target": TARGET_SECONDS,
        "processor_seconds": round(sum(spent), 1), "slowest_city_seconds": round(max(spent), 2),
    }  # fmt: skip


def _timed(task: tuple) -> float:
    began = time.process_time()
    outcomes(task)
    return time.process_time() - began


def main(cities: str = str(CITIES)) -> None:
    print(json.dumps(measure(int(cities)), indent=2))
