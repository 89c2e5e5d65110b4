"""Whether a person has changed by more than the test's own error."""

import math
from dataclasses import dataclass

BEYOND = 1.96
"""The criterion of Jacobson & Truax: less than a 5 % chance of so much without real change."""


@dataclass(frozen=True, slots=True)
class Change:
    """The index with what it rests on; `reliable` when it lies beyond ±1.96."""

    index: float
    error: float
    error_of_difference: float

    @property
    def reliable(self) -> bool:
        return abs(self.index) > BEYOND


def reliable_change(before: float, after: float, *, sd: float, reliability: float) -> Change | None:
    """RC = (after − before)/S_diff, S_diff = √2 · s · √(1 − r), in the units of the scores.

    Jacobson & Truax (1991), Journal of Consulting and Clinical Psychology 59, 12–19; `sd` is that
    of the group before, `reliability` r its test's. None where the error is not defined: no
    spread, or r not below 1.
    """
    if sd <= 0 or reliability >= 1:
        return None
    error = sd * math.sqrt(1 - reliability)
    difference = math.sqrt(2) * error
    return Change((after - before) / difference, error, difference)
