"""When an observed occasion counts as met: enough was seen, and most of it was done."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

LEAST_SEEN = 6
LEAST_SHARE = 0.7


class Mark(StrEnum):
    """What an observer found of one item."""

    MET = "met"
    PARTLY = "partly"
    NOT = "not"
    NOT_SEEN = "not_seen"


WORTH = {Mark.MET: 1.0, Mark.PARTLY: 0.5, Mark.NOT: 0.0}
"""What a seen item is worth; what was not seen says nothing."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many items were seen, the share of them that was done (0 to 1), and whether it is met."""

    seen: int
    share: float
    met: bool


def outcome(marks: Iterable[Mark]) -> Outcome:
    """The outcome of a sheet: met where ≥ 6 items were seen and ≥ 0.7 of them done, partly is half.

    Shares are compared in halves, as whole numbers, so that 0.7 of ten is reached by seven exactly.
    """
    seen = [WORTH[each] for each in marks if each in WORTH]
    if not seen:
        return Outcome(0, 0.0, met=False)
    total = sum(seen)
    enough = len(seen) >= LEAST_SEEN and round(total * 20) >= 14 * len(seen)
    return Outcome(len(seen), total / len(seen), enough)
