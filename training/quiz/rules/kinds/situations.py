"""Situations to judge: held against experts' ratings by within-person standardised distance."""

from collections.abc import Sequence
from math import isclose, sqrt
from statistics import fmean
from typing import Any

from training.content.rules.quizzes import Question
from training.quiz.rules.kinds.frame import (
    AnswerDoesNotFit,
    Handling,
    Value,
    as_pairs,
    keys_of,
    numbers_of,
    option_keys,
)

RATINGS = range(1, 5)
BEST, WORST = "best", "worst"
ROUNDING = 1e-9


class TheSameTwice(AnswerDoesNotFit):
    """The most and the least appropriate response are two responses, and a place is for one."""


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


def _best_and_worst(question: Question, raw: Any) -> Value:
    chosen = keys_of(raw, (BEST, WORST), option_keys(question))
    return _each_once(chosen)


def _both_chosen(_question: Question, value: Value) -> bool:
    return isinstance(value, dict) and len(value) == len((BEST, WORST))


def _of_best_and_worst(question: Question, value: Value) -> float:
    """The experts' distance between the two choices over the largest there is, never below 0.

    points = max(0, (e_best − e_worst) / (max e − min e)): choosing the two the wrong way round
    earns nothing, and the two that the experts hold best and worst earn everything. Where experts
    hold all responses equal, nothing can be chosen wrongly.
    """
    if not isinstance(value, dict):
        return 0.0
    means = dict(zip(option_keys(question), experts_of(question), strict=True))
    widest = max(means.values()) - min(means.values())
    apart = means[str(value[BEST])] - means[str(value[WORST])]
    return max(0.0, apart / widest) if widest > ROUNDING else 1.0


def _experts_extremes(question: Question) -> Value:
    first, *_, last = _by_experts(question)
    return {BEST: first, WORST: last}


def _by_experts(question: Question) -> list[str]:
    """The responses from the most to the least appropriate; of equals the first in the file."""
    means = dict(zip(option_keys(question), experts_of(question), strict=True))
    return sorted(means, key=lambda key: -means[key])


def _places(question: Question, raw: Any) -> Value:
    keys = option_keys(question)
    return _each_once(numbers_of(raw, keys, range(1, len(keys) + 1)))


def _each_once(chosen: Value) -> Value:
    """Nothing chosen is no answer; nothing may be chosen twice."""
    if isinstance(chosen, dict) and len(set(chosen.values())) < len(chosen):
        raise TheSameTwice
    return chosen or None


def _of_places(question: Question, value: Value) -> float:
    """Places run against ratings (1 is the most appropriate), so they are turned round first."""
    if not isinstance(value, dict):
        return 0.0
    given = [-float(value[key]) for key in option_keys(question)]
    return closeness(given, experts_of(question))


def _experts_places(question: Question) -> Value:
    places = {key: place for place, key in enumerate(_by_experts(question), 1)}
    return {key: places[key] for key in option_keys(question)}


BEST_WORST = Handling(
    _best_and_worst, _of_best_and_worst, _experts_extremes, as_pairs,
    is_complete=_both_chosen, by_distance=True,
)  # fmt: skip
RANK = Handling(
    _places, _of_places, _experts_places, as_pairs, is_complete=_all_rated, by_distance=True
)
