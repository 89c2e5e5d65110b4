"""What would show that the measuring is wrong, and whether it does: the state of F1 to F8."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from training.kernel.shares import Z90

ENOUGH_ANSWERS = 200
OUTSIDE, REPRODUCED, CALIBRATED, AGREEMENT, GAP = 0.15, 0.90, 0.10, 0.667, 0.15
LEAST_UNITS, LEAST_AUDITED, LEAST_CYCLES, LEAST_PEOPLE = 25, 10, 2, 30
OBSERVED_FROM, LEAST_HIGH = 4, 10
Pairs = Sequence[tuple[float, float]]


class State(StrEnum):
    """Whether what the method claims holds, does not, or cannot be judged yet."""

    HOLDS = "holds"
    FAILS = "fails"
    OPEN = "open"


class Claim(StrEnum):
    """The claims of the method that evidence could show to be wrong (docs/measurement.md)."""

    F1 = "F1"
    F2 = "F2"
    F3 = "F3"
    F4 = "F4"
    F5 = "F5"
    F7 = "F7"
    F8 = "F8"


@dataclass(frozen=True, slots=True)
class Tested:
    """One claim with what was found.

    `value` is the figure that is held against the limit, `beside` a second one where there is one;
    `n` how many units, people, pairs or items are behind it.
    """

    claim: Claim
    state: State
    value: float | None = None
    beside: float | None = None
    n: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """A unit's audit: met of those seen."""

    met: int
    seen: int


@dataclass(frozen=True, slots=True)
class Audited:
    """A unit's audit, and the share that the cycle before led to expect among such people."""

    met: int
    seen: int
    estimate: float
    spread: float


def expected(audit: Seen, before: Mapping[str, int], estimate: float, spread: float) -> Audited:
    """What a cycle led to expect among those who show nothing by themselves.

    `before` holds its counts of the unit, some of whom were not assessed; `estimate` and `spread`
    are of the whole roster: the people estimated there less those who were assessed there, over
    those who were not assessed.
    """
    unseen = before["roster"] - before["assessed"]
    share = (estimate * before["roster"] - before["positives"]) / unseen
    wide = spread * before["roster"] / unseen
    return Audited(audit.met, audit.seen, max(0.0, min(1.0, share)), wide)


def _state(holds: bool) -> State:
    return State.HOLDS if holds else State.FAILS


def audits_hold(audits: Sequence[Audited]) -> Tested:
    """F1: at most 15 % of the audited shares lie outside what the cycle before led to expect.

    A share of m people seen is expected within estimate ± 1.645·√(spread² + p(1 − p)/m): the 90 %
    predictive interval. Judged from 10 audited units on.
    """
    judged = [each for each in audits if each.seen]
    if len(judged) < LEAST_AUDITED:
        return Tested(Claim.F1, State.OPEN, n=len(judged))
    share = sum(_is_outside(each) for each in judged) / len(judged)
    return Tested(Claim.F1, _state(share <= OUTSIDE), share, n=len(judged))


def _is_outside(each: Audited) -> bool:
    p = (each.estimate * each.seen + 1) / (each.seen + 2)  # never sure that nobody or everybody is
    sd = math.sqrt(each.spread**2 + p * (1 - p) / each.seen)
    return abs(each.met / each.seen - each.estimate) > Z90 * sd


def children_agree(pairs: Pairs, *, cycles: int) -> Tested:
    """F2: units with more people at level 4 are felt better by children.

    `pairs` are (share at level 4, share of good voices) by unit. The lower 90 % bound of r, after
    Fisher (1921), Metron 1, 3–32, must lie above 0. Judged after two cycles, from 25 units on.
    """
    r = correlation(pairs)
    if cycles < LEAST_CYCLES or len(pairs) < LEAST_UNITS or r is None:
        return Tested(Claim.F2, State.OPEN, n=len(pairs))
    low, _ = fisher(r, len(pairs))
    return Tested(Claim.F2, _state(low > 0), r, low, len(pairs))


def levels_are_a_ladder(patterns: Sequence[Sequence[bool]]) -> Tested:
    """F3: who fulfils a higher level's needs fulfils the lower ones': reproducibility ≥ .90.

    `patterns`: by person, whether the needs of each level are fulfilled, lowest first. An error is
    a level that does not follow from how many a person fulfils. Guttman (1944), American
    Sociological Review 9, 139–150; errors counted as by Edwards (1948). Who fulfils nothing at all
    reproduces anything and is left out.
    """
    patterns = [each for each in patterns if any(each)]
    answers = sum(map(len, patterns))
    if len(patterns) < LEAST_PEOPLE or not answers:
        return Tested(Claim.F3, State.OPEN, n=len(patterns))
    errors = sum(
        passed != (place < sum(pattern))
        for pattern in patterns
        for place, passed in enumerate(pattern)
    )
    share = 1 - errors / answers
    return Tested(Claim.F3, _state(share >= REPRODUCED), share, n=len(patterns))


def it_is_conduct(knowledge: Pairs, observed: Pairs) -> Tested:
    """F4: a person's level goes with what observers saw more than with what they know.

    `knowledge` and `observed` are (level, score) of the same people; at least 30 of them, and 10 at
    level 4 or above: below it observing counts for no level yet.
    """
    k, o = correlation(knowledge), correlation(observed)
    high = sum(level >= OBSERVED_FROM for level, _ in observed)
    few = len(observed) < LEAST_PEOPLE or high < LEAST_HIGH
    if few or k is None or o is None:
        return Tested(Claim.F4, State.OPEN, n=len(observed))
    return Tested(Claim.F4, _state(o > k), o, k, len(observed))


def forgetting_is_foreseen(rmse: float | None, n: int = 0) -> Tested:
    """F5: what people will remember is foreseen: RMSE over bins of at most .10.

    Judged from two hundred answers on: the bins of fewer are off by chance alone.
    """
    if rmse is None or n < ENOUGH_ANSWERS:
        return Tested(Claim.F5, State.OPEN)
    return Tested(Claim.F5, _state(rmse <= CALIBRATED), rmse, n=n)


def observers_hold(alpha: float | None, gap: float | None, n: int = 0) -> Tested:
    """F7: two observers agree (α ≥ .667), and people do not perform for them (gap ≤ 15 points)."""
    if alpha is None or gap is None:
        return Tested(Claim.F7, State.OPEN, alpha, gap, n)
    return Tested(Claim.F7, _state(alpha >= AGREEMENT and gap <= GAP), alpha, gap, n)


def is_suspended(quality: Mapping[str, Any] | None) -> bool:
    """Whether observing counts for nothing at present, by the quality of a closed cycle."""
    told = quality or {}
    return observers_hold(told.get("alpha"), told.get("gap")).state is State.FAILS


def items_are_fair(unfair: int | None, judged: int) -> Tested:
    """F8: no question in use is of DIF class C: none favours one group of equal ability."""
    if unfair is None or not judged:
        return Tested(Claim.F8, State.OPEN)
    return Tested(Claim.F8, _state(not unfair), unfair, n=judged)


def word_stands(children: Tested) -> bool:
    """Whether pages may say "terinternalisasi": not where children do not feel it (F2 fails)."""
    return children.state is not State.FAILS


def correlation(pairs: Pairs) -> float | None:
    """Pearson's r; None for fewer than four pairs, or where either side does not vary."""
    n = len(pairs)
    if n < 4:
        return None
    x, y = sum(a for a, _ in pairs) / n, sum(b for _, b in pairs) / n
    xx = sum((a - x) ** 2 for a, _ in pairs)
    yy = sum((b - y) ** 2 for _, b in pairs)
    if xx < 1e-12 or yy < 1e-12:
        return None
    r = sum((a - x) * (b - y) for a, b in pairs) / math.sqrt(xx * yy)
    return max(-1.0, min(1.0, r))


def fisher(r: float, n: int) -> tuple[float, float]:
    """The 90 % interval of a correlation by Fisher's z; n > 3."""
    z = math.atanh(max(-1 + 1e-12, min(1 - 1e-12, r)))
    half = Z90 / math.sqrt(n - 3)
    return math.tanh(z - half), math.tanh(z + half)
