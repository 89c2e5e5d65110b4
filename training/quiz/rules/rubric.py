"""What people find in a free text, and when two of them agree well enough."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median

from training.content.rules.details import FreeText
from training.kernel.errors import Conflict, Invalid

ENOUGH, AT_MOST = 2, 3
Levels = Mapping[str, int]
"""The points that one person gave, by criterion."""


class AlreadyMarked(Conflict):
    """This text has been marked by this person, or by as many people as it needs."""


class RubricIsIncomplete(Invalid):
    """Every criterion needs one of its steps."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two people agree about texts: shares of criteria, n of them; None without any."""

    n: int
    same: float | None
    near: float | None


def checked(rubric: FreeText, levels: Levels) -> dict[str, int]:
    """The points of every criterion, or RubricIsIncomplete."""
    allowed = {each.key: {level.points for level in each.levels} for each in rubric.criteria}
    if levels.keys() != allowed.keys() or any(levels[key] not in allowed[key] for key in allowed):
        raise RubricIsIncomplete
    return {key: levels[key] for key in allowed}


def steps(rubric: FreeText, levels: Levels) -> dict[str, int]:
    """The place of the given step within its criterion, counted from 0."""
    ladder = {each.key: [level.points for level in each.levels] for each in rubric.criteria}
    return {key: ladder[key].index(points) for key, points in levels.items()}


def agree(rubric: FreeText, one: Levels, other: Levels) -> bool:
    """Two people agree when no criterion is more than one step apart."""
    first, second = steps(rubric, one), steps(rubric, other)
    return all(abs(first[key] - second[key]) <= 1 for key in first)


def settled(rubric: FreeText, marked: Sequence[Levels]) -> float | None:
    """The worth of a text from 0 to 1, or None as long as it needs another person.

    Two who agree are averaged. Where they do not, a third decides: the median of each criterion.
    `marked` comes in the order of time; more than three are never asked.
    """
    if len(marked) < ENOUGH:
        return None
    if agree(rubric, marked[0], marked[1]):
        return fmean(_share(rubric, each) for each in marked[:ENOUGH])
    if len(marked) < AT_MOST:
        return None
    middle = {key: median(each[key] for each in marked[:AT_MOST]) for key in marked[0]}
    return _share(rubric, middle)


def _share(rubric: FreeText, levels: Mapping[str, float]) -> float:
    best = sum(each.levels[-1].points for each in rubric.criteria)
    return sum(levels.values()) / best


def agreement(rubric: FreeText, pairs: Sequence[tuple[Levels, Levels]]) -> Agreement:
    """How often the first two people gave the same step, and at most one step apart."""
    apart = [
        abs(first[key] - second[key])
        for one, other in pairs
        for first, second in [(steps(rubric, one), steps(rubric, other))]
        for key in first
    ]
    if not apart:
        return Agreement(0, None, None)
    same, near = (sum(each <= most for each in apart) / len(apart) for most in (0, 1))
    return Agreement(len(apart), same, near)
