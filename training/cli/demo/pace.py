"""How far people of the demo have come: in what order a job learns, and how many modules by now."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Protocol, TypeVar

from training.content.rules.paths import Path

# Modules of whoever takes part, a chance of one more after each, places by which people stray. Very
# many people, who measure speed, begin with one: twenty answers each are what is measured.
FEWEST, FEWEST_OF_MANY, GOES_ON, DRIFT = 3, 1, 0.5, 1.0


class Module(Protocol):
    """Whatever has the slug of a module."""

    @property
    def slug(self) -> str: ...


M = TypeVar("M", bound=Module)


@dataclass(frozen=True, slots=True)
class Plan:
    """In what order a job learns: what a programme of certification asks, then along the path."""

    asked: frozenset[str] = frozenset()
    path: Path | None = None
    fewest: int = FEWEST

    def so_far(self, mine: Sequence[M], chance: Random) -> list[M]:
        """The modules that a person has come to: roughly in order, and seldom to the end."""
        most = self.fewest
        while most < len(mine) and chance.random() < GOES_ON:
            most += 1
        drifted = {each.slug: self._place(each.slug) + chance.gauss(0, DRIFT) for each in mine}
        return sorted(mine, key=lambda each: drifted[each.slug])[:most]

    def _place(self, slug: str) -> int:
        if slug in self.asked or self.path is None:
            return -1
        return self.path.place(slug)
