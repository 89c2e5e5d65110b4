"""Situations to judge: held against experts' ratings by within-person standardised distance."""

from collections.abc import Sequence
from math import isclose, sqrt
from statistics import fmean
from typing import Any

from training.content.rules.quizzes import Question
from training.quiz.rules.kinds.frame import Handling, Value, as_pairs, numbers_of, option_keys

RATINGS = range(1, 5)
ROUNDING = 1e-9


def _ratings(question: Question, raw: Any) -> Value:
    return numbers_of(raw, option_keys(question), RATINGS)


def _all_rated(question: Question, value: Value) -> bool:
    return isinstance(value, dict) and len(value) == len(question.options)


def closeness(given: Sequence[float], experts: Sequence[float]) -> float:
    """How close a person's judgement of the same responses is to the experts', from 0 to 1.

    Both are standardised over the responses of the situation (z = (x − mean) / SD), so that
    neither a lenient hand nor a wide one counts, only what is held better than what. With n
    responses the squared distance is D = Σ(z_person − z_expert)² = 2n(1 − r); the points are
    max(0, 1 − D / 2n). Equal ratings for everything judge nothing and earn nothing, unless the
    experts, too, rated everything exactly so.

    Source: McDaniel, Psotka, Legree, Yost & Weekley (2011), Journal of Applied Psychology 96(2),
    327–336 (within-person standardisation removes elevation and scatter). They standardise over
    the whole test; here it is one situation, so that a question is marked by itself.
    """
    one, other = _standardised(given), _standardised(experts)
    if other is None:
        return float(all(isclose(*both) for both in zip(given, experts, strict=True)))
    if one is None:
        return 0.0
    distance = sum((mine - theirs) ** 2 for mine, theirs in zip(one, other, strict=True))
    points = 1 - distance / (2 * len(one))
    return 1.0 if points > 1 - ROUNDING else max(0.0, points)


def _standardised(values: Sequence[float]) -> list[float] | None:
    mean = fmean(values)
    deviation = sqrt(fmean((value - mean) ** 2 for value in values))
    return None if deviation < ROUNDING else [(value - mean) / deviation for value in values]


def experts_of(question: Question) -> list[float]:
    """The experts' mean rating of each response, in the order of the file."""
    return [option.expert or 0.0 for option in question.options]


def _of_ratings(question: Question, value: Value) -> float:
    if not isinstance(value, dict):
        return 0.0
    given = [float(value[key]) for key in option_keys(question)]
    return closeness(given, experts_of(question))


def _experts_rounded(question: Question) -> Value:
    return {option.key: round(option.expert or 1) for option in question.options}


RATING = Handling(
    _ratings, _of_ratings, _experts_rounded, as_pairs, is_complete=_all_rated, by_distance=True
)
