"""How two blind ratings of a work product become one finding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median

from training.content.rules.rubrics import HIGHEST, Rubric
from training.kernel.errors import Conflict, Invalid

GOOD_MEAN = 2.0
FAR, FAR_CRITERIA = 1, 2
MOST_SIGNS = 1000
Levels = Mapping[str, int]
"""A step from 0 to 3 by criterion."""


class RatingIsIncomplete(Invalid):
    """Every criterion of the rubric gets one of its steps, and nothing else does."""


class AlreadyRated(Conflict):
    """A rating is given once and never changed."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What the raters found together: a median for each criterion, their mean, and whether met."""

    medians: Mapping[str, float]
    score: float
    met: bool


def checked(rubric: Rubric, levels: Levels) -> dict[str, int]:
    """The steps in the order of the criteria. RatingIsIncomplete for a missing or strange one."""
    if set(levels) != set(rubric.keys):
        raise RatingIsIncomplete
    if not all(0 <= step <= HIGHEST for step in levels.values()):
        raise RatingIsIncomplete
    return {key: levels[key] for key in rubric.keys}


def found(ratings: Sequence[Levels]) -> Finding:
    """The finding of one rating or more: medians by criterion; met: mean ≥ 2.0 and none is 0."""
    medians = {key: float(median(each[key] for each in ratings)) for key in ratings[0]}
    score = fmean(medians.values())
    return Finding(medians, score, score >= GOOD_MEAN and min(medians.values()) > 0)


def are_apart(first: Levels, second: Levels) -> bool:
    """Whether a third has to look: more than one step apart on two criteria, or on met itself."""
    far = sum(abs(first[key] - second[key]) > FAR for key in first)
    return far >= FAR_CRITERIA or found([first]).met != found([second]).met


def settled(ratings: Sequence[Levels]) -> Finding | None:
    """The finding once it stands: two that are near, or three; None while somebody has to look."""
    if len(ratings) < 2 or (len(ratings) == 2 and are_apart(*ratings)):
        return None
    return found(ratings)
