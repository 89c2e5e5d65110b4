"""What the ratings of an expert panel are worth: the key, its spread, and how far judges agree."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from statistics import fmean, stdev

from training.content.rules.panels import LEAST_JUDGES, PROVISIONAL, key_of

MOST_SPREAD = 1.0
LEAST_AGREEMENT = 0.6


class Reason(StrEnum):
    """Why a response is not part of the key."""

    SPREAD = "spread"
    AGREEMENT = "agreement"


class Standing(StrEnum):
    """What the key of a panel may be used for."""

    FIRM = "tetap"
    PROVISIONAL = "sementara"
    REFUSED = "ditolak"


@dataclass(frozen=True, slots=True)
class RatedOption:
    """The key of one response; `dropped` says why it cannot be one. SD is None with one judge."""

    option: str
    mean: float
    spread: float | None
    dropped: Reason | None


@dataclass(frozen=True, slots=True)
class RatedSituation:
    """One situation as its panel sees it; the agreement is None where it is not defined."""

    question: str
    judges: int
    agreement: float | None
    options: tuple[RatedOption, ...]


def standing(judges: int, status: str) -> Standing:
    """Fewer than 8 judges make no key, unless the quiz itself calls it provisional."""
    if status == PROVISIONAL:
        return Standing.PROVISIONAL
    return Standing.REFUSED if judges < LEAST_JUDGES else Standing.FIRM


def rated_situation(question: str, ratings: Mapping[str, Sequence[int]]) -> RatedSituation:
    """The key of a situation from each response's ratings (1–4), all in one order of judges.

    A response is dropped when the sample SD of its ratings exceeds 1; the whole situation when its
    judges agree below .6.
    """
    judges = list(zip(*ratings.values(), strict=True))
    kappa = agreement(judges)
    apart = kappa is not None and kappa < LEAST_AGREEMENT
    options = tuple(_option(key, given, apart) for key, given in ratings.items())
    return RatedSituation(question, len(judges), kappa, options)


def _option(key: str, ratings: Sequence[int], apart: bool) -> RatedOption:
    spread = stdev(ratings) if len(ratings) > 1 else None
    too_wide = spread is not None and spread > MOST_SPREAD
    reason = Reason.SPREAD if too_wide else Reason.AGREEMENT if apart else None
    return RatedOption(key, key_of(ratings), spread, reason)


def agreement(judges: Sequence[Sequence[int]]) -> float | None:
    """How far the judges of one situation agree: the mean of κ over all pairs of them (Light's κ).

    Why this κ: ratings from 1 to 4 are ordered, so two judges who say 3 and 4 nearly agree; Fleiss'
    unordered κ would count that as much as 1 and 4. With quadratic weights κ weighs a difference by
    its square, as the marking of answers does, and equals an intraclass correlation (Fleiss & Cohen
    1973). Unlike r it falls when one judge is stricter than the other, which moves the key. It is
    reckoned per situation, because a key is made, and dropped, per situation.

    Sources: Cohen (1968), Psychological Bulletin 70, 213–220 (weighted κ); Light (1971),
    Psychological Bulletin 76, 365–377 (mean over pairs); Fleiss & Cohen (1973), Educational and
    Psychological Measurement 33, 613–619. None where no pair has a κ.
    """
    pairs = (weighted_kappa(one, other) for one, other in combinations(judges, 2))
    known = [kappa for kappa in pairs if kappa is not None]
    return fmean(known) if known else None


def weighted_kappa(one: Sequence[int], other: Sequence[int]) -> float | None:
    """Cohen's κ with quadratic weights of two judges' ratings of the same things.

    κ = 1 − Σᵢ (xᵢ − yᵢ)² / (1/n · Σᵢ Σⱼ (xᵢ − yⱼ)²): squared differences seen over those expected
    when the ratings are paired by chance. None when both give one and the same rating to all.
    """
    seen = sum((x - y) ** 2 for x, y in zip(one, other, strict=True))
    expected = sum((x - y) ** 2 for x in one for y in other) / len(one)
    return 1 - seen / expected if expected else None
