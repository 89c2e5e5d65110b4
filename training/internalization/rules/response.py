"""Whether those who were assessed resemble the whole roster: the R-indicator."""

import math
from collections.abc import Iterable


def r_indicator(families: Iterable[tuple[int, int]]) -> float | None:
    """R = 1 − 2·S(ρ): 1 where all job families take part alike, 0 where only some do.

    In: by job family, how many people it has and how many of them were assessed. S is the standard
    deviation over people of the shares ρ of their families. None for fewer than two people.
    Schouten, Cobben & Bethlehem (2009), Survey Methodology 35, 101–113, equation 5.
    """
    known = [(people, assessed) for people, assessed in families if people]
    everybody = sum(people for people, _ in known)
    if everybody < 2:
        return None
    mean = sum(assessed for _, assessed in known) / everybody
    squares = sum(people * (assessed / people - mean) ** 2 for people, assessed in known)
    return 1 - 2 * math.sqrt(squares / (everybody - 1))
