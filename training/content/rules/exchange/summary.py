"""Losses told together: each sentence once, with the questions that it is about."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from training.content.rules.exchange.frame import Loss

NAMED = 3


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence about a field, and where it holds."""

    what: str
    sentence: str
    where: tuple[str, ...]

    @property
    def places(self) -> str:
        """The first few questions by name."""
        return ", ".join(self.where[:NAMED]) + (", …" if len(self.where) > NAMED else "")


def together(losses: Iterable[Loss]) -> list[Told]:
    """The losses by sentence, in the order in which they were first met."""
    places: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for each in losses:
        places[each.what, each.sentence].append(each.where)
    return [Told(what, sentence, tuple(where)) for (what, sentence), where in places.items()]
