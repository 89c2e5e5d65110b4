"""People of six kinds live through three years of evidence; the level rule has to tell them apart.

    python -m tests.measurement.archetypes --people 20000

prints the share of each archetype at or above the levels, beside the target of docs/measurement.md.
"""

import argparse
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from random import Random
from typing import Any
from uuid import UUID

from tests.factories.evidence import SERVES, on
from training.internalization.rules.evidence import Evidence, Kind, ledger
from training.internalization.rules.levels import Level, level_at

ASKED = (Level.VALUING, Level.ORGANISING, Level.LIVING)
END = 3 * 365
ME, OFFICE = UUID(int=1), UUID(int=2)
OBSERVERS = tuple(UUID(int=100 + number) for number in range(6))
STAGES = ("service", "planning", "decision")


@dataclass(frozen=True, slots=True)
class Archetype:
    """What somebody does, as probabilities of one occasion.

    `knows`: an unseen question is right; `recalls`: after two months; `judges`, `weighs`: a form of
    service cases, of value conflicts; `plans`: has a plan at all; `enacts`: an enactment is
    corroborated within a quarter; `watched`, `unwatched`: a visit is met, announced or
    not; `works`: a document meets its rubric. `target`: the shares at or above the third, fourth
    and fifth level.
    """

    knows: float
    recalls: float
    judges: float
    weighs: float
    plans: float
    enacts: float
    watched: float
    unwatched: float
    works: float
    target: tuple[float, float, float]


PEOPLE = {
    "click-through": Archetype(0.30, 0.25, 0.05, 0.05, 0.30, 0.02, 0.30, 0.25, 0.20, (0, 0, 0)),
    "answer sharer": Archetype(
        0.55, 0.15, 0.10, 0.10, 0.60, 0.05, 0.35, 0.30, 0.25, (0.0001, 0, 0)
    ),
    "crammer": Archetype(0.80, 0.12, 0.20, 0.20, 0.80, 0.10, 0.40, 0.30, 0.30, (0.001, 0, 0)),
    "knows-not-does": Archetype(
        0.90, 0.85, 0.82, 0.70, 0.95, 0.42, 0.15, 0.10, 0.18, (0.53, 0.0003, 0)
    ),
    "performs-when-watched": Archetype(
        0.90, 0.85, 0.82, 0.72, 0.95, 0.49, 0.90, 0.22, 0.36, (0.61, 0.058, 0.002)
    ),
    "genuine": Archetype(0.94, 0.95, 0.95, 0.95, 0.99, 0.93, 0.97, 0.95, 0.95, (0.91, 0.82, 0.67)),
}


class Life:
    """Three years of one person: what training, mentors and the register bring them."""

    def __init__(self, who: Archetype, chance: Random) -> None:
        self.who, self.chance, self.count = who, chance, 0

    def evidence(self) -> Iterator[Evidence]:
        yield from self._learns()
        yield from self._judges(Kind.SERVICE_CASES, self.who.judges)
        yield from self._judges(Kind.VALUE_CONFLICTS, self.who.weighs)
        yield from self._plans()
        yield from self._works()

    def _days(self, every: int) -> Iterator[float]:
        day = self.chance.uniform(0, every)
        while day < END:
            yield day
            day += every + self.chance.uniform(-7, 7)

    def _is(self, likely: float) -> bool:
        return self.chance.random() < likely

    def _made(self, kind: Kind, day: float, *, met: bool, **more: Any) -> Evidence:
        self.count += 1
        key = UUID(int=self.count)
        return Evidence(kind, key, ME, OFFICE, on(day), met=met, topic="t", **more)

    def _learns(self) -> Iterator[Evidence]:
        for day in self._days(80):
            right = sum(self._is(self.who.knows) for _ in range(8))
            yield self._made(Kind.SITTING, day, met=right >= 6, score=right, size=8)
            yield self._made(Kind.READ, day - 0.1, met=True, score=1.0)
        for day in self._days(60):
            yield self._made(Kind.RECALL, day, met=self._is(self.who.recalls), score=62.0)

    def _judges(self, kind: Kind, sure: float) -> Iterator[Evidence]:
        for day in self._days(90):
            good = self._is(sure)
            yield self._made(kind, day, met=good, score=3.4 if good else 1.6, size=4)

    def _plans(self) -> Iterator[Evidence]:
        if self._is(self.who.plans):
            for day in self._days(85):
                yield self._made(Kind.PLAN, day, met=True)
                if self._is(self.who.enacts):
                    yield self._made(Kind.ENACTMENT, day + 20, met=True)

    def _works(self) -> Iterator[Evidence]:
        """Every other visit comes unannounced: the draw sees to a third at least."""
        for number, day in enumerate(self._days(65)):
            told = number % 2 != 0
            met = self._is(self.who.watched if told else self.who.unwatched)
            rater = self.chance.choice(OBSERVERS)
            yield self._made(Kind.OBSERVED, day, met=met, announced=told, rater=rater)
        for number, day in enumerate(self._days(85)):
            stage = STAGES[number % 3]
            yield self._made(Kind.PRODUCT, day, met=self._is(self.who.works), stage=stage)


def shares(name: str, people: int, seed: int) -> tuple[float, float, float]:
    """The shares of an archetype's people at or above the third, fourth and fifth level."""
    who, counts = PEOPLE[name], [0, 0, 0]
    for number in range(people):
        entries = ledger(Life(who, Random(f"{name} {seed} {number}")).evidence())
        reached = level_at(entries, SERVES, at=on(END))
        for place, level in enumerate(ASKED):
            counts[place] += reached >= level
    first, second, third = (count / people for count in counts)
    return first, second, third


def table(people: int, seed: int) -> Iterator[str]:
    yield f"{'archetype':<24}{'>=3':>8}{'>=4':>8}{'>=5':>8}   target"
    with ProcessPoolExecutor(2) as pool:
        found = {name: pool.submit(shares, name, people, seed) for name in PEOPLE}
        for name, future in found.items():
            row = "".join(f"{share:>8.4f}" for share in future.result())
            yield f"{name:<24}{row}   {' / '.join(map(str, PEOPLE[name].target))}"


def main() -> None:
    asked = argparse.ArgumentParser(description="How the level rule tells people apart.")
    asked.add_argument("--people", type=int, default=20_000)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    for line in table(given.people, given.seed):
        print(line, flush=True)  # noqa: T201  (a command's answer)


if __name__ == "__main__":
    main()
