"""Letting everybody walk: in this process for a small city, on the other cores for a large one."""

import gc
import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice
from multiprocessing import get_context
from uuid import UUID

from training.cli.demo.journeys import Course, Facts, Journey, Noted
from training.cli.demo.pace import FEWEST, FEWEST_OF_MANY, Plan
from training.cli.demo.period import Period
from training.cli.demo.staff import Person
from training.content.rules.paths import NO_PATHS, Paths

MOST_HELPERS = 3


@dataclass(frozen=True, slots=True)
class Scene:
    """What everybody's way has in common.

    `ticks` is how many half minutes of a lesson are kept; 0 keeps one, of first lessons only, and
    nobody sits probes or comes far.
    """

    period: Period
    courses: list[Course]
    waves: dict[UUID, timedelta]
    ticks: int
    paths: Paths = NO_PATHS
    asked: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def plan(self, person: Person) -> Plan:
        """In what order a person learns; `asked` is by family of jobs."""
        family = person.post.family.value
        path = self.paths.path(family, leads=person.head)
        fewest = FEWEST if self.ticks else FEWEST_OF_MANY
        return Plan(self.asked.get(family, frozenset()), path, fewest)


@dataclass(frozen=True, slots=True)
class Done:
    """A batch of people with what they did and what was noted of it."""

    people: list[Person]
    facts: Facts
    trail: list[Noted]


def walked(batches: Iterable[list[Person]], scene: Scene, *, large: bool) -> Iterator[Done]:
    """Every batch after its people have walked, in the given order."""
    helpers = min(MOST_HELPERS, os.cpu_count() or 1)
    if not large:
        for batch in batches:
            yield Done(batch, *walk(batch, scene))
        return
    # Started afresh rather than forked: a fork would share this process's database connection.
    with ProcessPoolExecutor(helpers, get_context("spawn"), _set, (scene,)) as pool:
        yield from _in_order(pool, iter(batches), helpers + 1)


def _in_order(
    pool: ProcessPoolExecutor, batches: Iterator[list[Person]], ahead: int
) -> Iterator[Done]:
    running = deque((batch, pool.submit(_walk_here, batch)) for batch in islice(batches, ahead))
    while running:
        batch, future = running.popleft()
        facts, trail = future.result()
        for more in islice(batches, 1):
            running.append((more, pool.submit(_walk_here, more)))
        yield Done(batch, facts, trail)


_HERE: dict[str, Scene] = {}


def _set(scene: Scene) -> None:
    gc.disable()  # what a batch leaves behind has no circles
    _HERE["scene"] = scene


def _walk_here(batch: list[Person]) -> tuple[Facts, list[Noted]]:
    return walk(batch, _HERE["scene"])


def walk(batch: list[Person], scene: Scene) -> tuple[Facts, list[Noted]]:
    """What one batch of people did."""
    facts, trail = Facts(), []
    for person in batch:
        if not person.fresh:
            journey = Journey(person, scene.period, facts, trail, scene.ticks)
            journey.walk(scene.courses, scene.waves[person.posts[0].office.id], scene.plan(person))
    return facts, trail
