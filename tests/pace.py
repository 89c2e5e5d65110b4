"""Limits in seconds are those of a quick processor; a slower or shared one has its share more."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from time import process_time

QUICK = 0.008
"""The seconds that `turn` takes on the processor for which the limits in the tests are meant."""


def turn() -> None:
    """A little of what the house does all day: texts, mappings, sorting."""
    counts: dict[str, int] = {}
    for n in range(60_000):
        key = f"{n % 997}"
        counts[key] = counts.get(key, 0) + n
    sorted(counts.items(), key=lambda each: each[1])


def took(work: Callable[[], object], clock: Callable[[], float] = process_time) -> float:
    """The seconds that work takes now."""
    began = clock()
    work()
    return clock() - began


def slowness() -> float:
    """How many times longer than on the quick processor work takes at this moment; at least 1."""
    return max(1.0, median(took(turn) for _ in range(5)) / QUICK)


def is_within(seconds: float, limit: float) -> bool:
    """Whether this was quick enough; the machine is asked only where that is in doubt."""
    return seconds <= limit or seconds <= limit * slowness()


@contextmanager
def within(limit: float, clock: Callable[[], float] = process_time) -> Iterator[None]:
    """Fails when what is done inside takes longer than these seconds of the quick processor."""
    began = clock()
    yield
    seconds = clock() - began
    assert is_within(seconds, limit), f"{seconds:.2f} s, {limit} s on a quick processor"
