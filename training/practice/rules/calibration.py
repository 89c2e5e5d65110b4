"""Whether predicted recall came true: RMSE over bins, and log loss beside a simple baseline.

After the benchmark of open-spaced-repetition (Expertium; srs-benchmark), with bins over the
predicted probability, as calibration plots have them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log, sqrt
from uuid import UUID

from training.practice.rules.memory import DESIRED

BINS = 20
EDGE = 1e-4
CITY_WEIGHT = 1.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """One review: whose, what recall was predicted just before (0–1), and what happened."""

    person: UUID
    predicted: float
    recalled: bool


@dataclass(frozen=True, slots=True)
class Calibration:
    """How well predictions fit over n reviews; without any there are no figures."""

    n: int
    rmse: float | None
    log_loss: float | None
    baseline_log_loss: float | None


def calibration(outcomes: Sequence[Outcome]) -> Calibration:
    """All three figures of reviews in the order of time."""
    if not outcomes:
        return Calibration(0, None, None, None)
    pairs = [(each.predicted, each.recalled) for each in outcomes]
    baseline = [
        (each, one.recalled) for each, one in zip(averages(outcomes), outcomes, strict=True)
    ]
    return Calibration(len(pairs), rmse_in_bins(pairs), log_loss(pairs), log_loss(baseline))


def rmse_in_bins(pairs: Iterable[tuple[float, bool]]) -> float:
    """sqrt(Σ nᵦ (mean predicted − share recalled)² / n) over twenty bins of predicted recall."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for predicted, recalled in pairs:
        bins[min(BINS - 1, int(predicted * BINS))].append((predicted, recalled))
    whole = sum(len(each) for each in bins.values())
    squares = (
        (sum(p for p, _ in each) - sum(r for _, r in each)) ** 2 / len(each)
        for each in bins.values()
    )
    return sqrt(sum(squares) / whole)


def log_loss(pairs: Sequence[tuple[float, bool]]) -> float:
    """−mean(log of the probability given to what happened), in nats; 0 and 1 are never certain."""
    given = (p if recalled else 1 - p for p, recalled in pairs)
    return -sum(log(min(1 - EDGE, max(EDGE, each))) for each in given) / len(pairs)


def averages(outcomes: Iterable[Outcome]) -> list[float]:
    """What somebody would predict who knows only how often each person recalled so far.

    The user-average baseline, told before each review: (recalled so far + 0.9) / (reviews so far +
    1). It begins with the recall that the scheduler aims at, and it never looks ahead.
    """
    so_far: dict[UUID, tuple[float, float]] = {}
    found = []
    for each in outcomes:
        recalled, count = so_far.get(each.person, (CITY_WEIGHT * DESIRED, CITY_WEIGHT))
        found.append(recalled / count)
        so_far[each.person] = recalled + each.recalled, count + 1
    return found
