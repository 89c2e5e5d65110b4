"""Ordering: every option gets its place; marked by how far the places are from the right ones."""

from collections.abc import Mapping
from typing import Any

from training.content.rules.quizzes import Question
from training.quiz.rules.kinds.frame import (
    Handling,
    Points,
    Value,
    as_pairs,
    numbers_of,
    option_keys,
)


def _places(question: Question) -> range:
    return range(1, len(question.options) + 1)


def _parse(question: Question, raw: Any) -> Value:
    return numbers_of(raw, option_keys(question), _places(question))


def _complete(question: Question, value: Value) -> bool:
    """Every option has a place, and no two have the same."""
    given = value if isinstance(value, dict) else {}
    return sorted(given.values()) == list(_places(question))


def _right(question: Question) -> Value:
    return dict(zip(option_keys(question), _places(question), strict=True))


def nearness(places: Mapping[str, int]) -> float:
    """How near an order is to the right one, from 0 (the exact reverse) to 1.

    `places` holds the place (1 to n) that was given to each thing, the things in their right order.
    points = 1 − Σ|given − right| / ⌊n²/2⌋. The sum is Spearman's footrule (Spearman 1906, British
    Journal of Psychology 2, 89–108); its greatest value ⌊n²/2⌋ and its mean over all orders
    (n² − 1)/3 are in Diaconis and Graham (1977), Journal of the Royal Statistical Society B 39(2),
    262–268. An order by chance therefore earns about a third, and from three things on at
    most 0.375.
    """
    off = sum(abs(given - right) for right, given in enumerate(places.values(), 1))
    return 1 - off / (len(places) ** 2 // 2)


def _points(question: Question, value: Value) -> float:
    if not isinstance(value, dict) or not _complete(question, value):
        return 0.0
    return nearness({key: int(value[key]) for key in option_keys(question)})


def _parts(question: Question, value: Value) -> Points:
    """Which things are at their own place."""
    given = value if isinstance(value, dict) else {}
    right = enumerate(option_keys(question), 1)
    return {key: float(given.get(key) == place) for place, key in right}


ORDERING = Handling(_parse, _points, _right, as_pairs, is_complete=_complete, parts=_parts)
