"""Units of one kind side by side: which differ more than chance would have them differ."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

Z95 = 1.959963984540054
LEAST_UNITS, STEPS = 4, 12
Told = tuple[str, str, int, float, float]
"""Group, name, people, estimate as it is told, and how far the true one may lie from it."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One unit: how many people, its estimate, and the 95 % limits for that many."""

    name: str
    people: int
    value: float
    low: float
    high: float
    slack: float

    @property
    def is_apart(self) -> bool:
        """Whether it lies outside of the limits, wherever in its step the true estimate is."""
        return not self.low - self.slack <= self.value <= self.high + self.slack


@dataclass(frozen=True, slots=True)
class Funnel:
    """The units of a group with what they have in common, and the limits by number of people."""

    group: str
    centre: float
    dots: tuple[Dot, ...]
    limits: tuple[tuple[float, float, float], ...]
    most: int


def limits(centre: float, people: float, *, z: float = Z95) -> tuple[float, float]:
    """centre ± z·√(centre(1 − centre)/n), cut at 0 and 1: Spiegelhalter (2005), section 2.3."""
    half = z * math.sqrt(centre * (1 - centre) / people)
    return max(0.0, centre - half), min(1.0, centre + half)


def funnels(units: Iterable[Told]) -> tuple[Funnel, ...]:
    """One funnel for each group of at least four units; units by name, never by their figure."""
    groups: dict[str, list[Told]] = {}
    for each in units:
        groups.setdefault(each[0], []).append(each)
    return tuple(
        _funnel(group, found) for group, found in groups.items() if len(found) >= LEAST_UNITS
    )


def _funnel(group: str, found: list[Told]) -> Funnel:
    everybody = sum(people for _, _, people, *_ in found)
    centre = sum(people * value for _, _, people, value, _ in found) / everybody
    most = max(people for _, _, people, *_ in found)
    least = min(people for _, _, people, *_ in found)
    dots = tuple(
        Dot(name, people, value, *limits(centre, people), slack)
        for _, name, people, value, slack in sorted(found, key=lambda each: each[1].casefold())
    )
    steps = [least + (most - least) * at / STEPS for at in range(STEPS + 1)]
    lines = tuple((people, *limits(centre, people)) for people in steps)
    return Funnel(group, centre, dots, lines, most)
