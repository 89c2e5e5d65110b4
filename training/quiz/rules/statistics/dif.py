"""Whether an item is harder for one group than for another of the same score: Mantel–Haenszel."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from scipy.special import chdtrc

from training.kernel.shares import Z90, Interval

LEAST = 200
"""Below so many people in either group nothing is said about an item."""
ETS = -2.35
SIGNIFICANT = 0.05
SMALL, LARGE = 1.0, 1.5


class DifClass(StrEnum):
    """Negligible, moderate, large (Educational Testing Service)."""

    A = "A"
    B = "B"
    C = "C"


@dataclass(frozen=True, slots=True)
class Stratum:
    """People of one score: right and wrong of the reference group and of the focal group."""

    reference_right: int = 0
    reference_wrong: int = 0
    focal_right: int = 0
    focal_wrong: int = 0

    def __add__(self, other: "Stratum") -> "Stratum":
        return Stratum(
            self.reference_right + other.reference_right,
            self.reference_wrong + other.reference_wrong,
            self.focal_right + other.focal_right,
            self.focal_wrong + other.focal_wrong,
        )

    @property
    def n(self) -> int:
        return self.reference_right + self.reference_wrong + self.focal_right + self.focal_wrong


@dataclass(frozen=True, slots=True)
class Dif:
    """One item: group sizes and, where both groups are large enough, what was found.

    `odds` is the common odds ratio (above 1: harder for the focal group) with its 90 % interval,
    `delta` it on the ETS scale (below 0: harder for the focal group), `chi_squared` continuity-
    corrected. All but the sizes are None where nothing may be judged or nothing is defined.
    """

    reference: int
    focal: int
    chi_squared: float | None = None
    p: float | None = None
    odds: float | None = None
    odds_interval: Interval | None = None
    delta: float | None = None
    se_delta: float | None = None
    category: DifClass | None = None


def strata(
    focal: Sequence[bool], right: Sequence[bool], score: Sequence[int]
) -> dict[int, Stratum]:
    """Tables by score for one item; the score includes the item itself (Holland & Thayer 1988).

    The tables of two batches are put together by adding those of equal score.
    """
    cells: dict[int, list[int]] = {}
    for is_focal, is_right, at in zip(focal, right, score, strict=True):
        cells.setdefault(at, [0, 0, 0, 0])[2 * bool(is_focal) + (not is_right)] += 1
    return {at: Stratum(*counts) for at, counts in sorted(cells.items())}


def mantel_haenszel(tables: Mapping[int, Stratum]) -> Dif:
    """Differential functioning of a right-or-wrong item.

    χ² = (|ΣA − ΣE(A)| − ½)²/ΣVar(A) (Mantel & Haenszel 1959, Journal of the National Cancer
    Institute 22, 719–748), odds ratio ΣAD/N : ΣBC/N, the variance of its log by Robins, Breslow &
    Greenland (1986), Biometrics 42, 311–323, eq. 9; Δ = −2.35 ln(odds) (Holland & Thayer 1988).
    """
    used = [each for each in tables.values() if each.n > 1]
    reference = sum(each.reference_right + each.reference_wrong for each in tables.values())
    focal = sum(each.focal_right + each.focal_wrong for each in tables.values())
    if min(reference, focal) < LEAST:
        return Dif(reference, focal)
    over = math.fsum(each.reference_right * each.focal_wrong / each.n for each in used)
    under = math.fsum(each.reference_wrong * each.focal_right / each.n for each in used)
    if not over or not under:
        return Dif(reference, focal)
    chi = _chi_squared(used)
    if chi is None:
        return Dif(reference, focal)
    p, odds, se = float(chdtrc(1, chi)), over / under, _se_of_log(used, over, under)
    half = Z90 * se
    delta = ETS * math.log(odds)
    return Dif(
        reference, focal, chi, p, odds,
        Interval(odds * math.exp(-half), odds * math.exp(half)), delta, -ETS * se,
        category(delta, -ETS * se, p),
    )  # fmt: skip


def category(delta: float, se: float, p: float) -> DifClass:
    """ETS classes (Zieky 1993, in Holland & Wainer, Differential Item Functioning, 337–347).

    A: |Δ| < 1 or not different from 0 at .05. C: |Δ| ≥ 1.5 and above 1 at .05, one-sided. Else B.
    """
    if abs(delta) < SMALL or p >= SIGNIFICANT:
        return DifClass.A
    large = abs(delta) >= LARGE and abs(delta) - SMALL > Z90 * se
    return DifClass.C if large else DifClass.B


def _chi_squared(used: Sequence[Stratum]) -> float | None:
    surplus, spread = 0.0, 0.0
    for each in used:
        right = each.reference_right + each.focal_right
        reference = each.reference_right + each.reference_wrong
        surplus += each.reference_right - reference * right / each.n
        odd = reference * (each.n - reference) * right * (each.n - right)
        spread += odd / (each.n**2 * (each.n - 1))
    return max(0.0, abs(surplus) - 0.5) ** 2 / spread if spread else None


def _se_of_log(used: Sequence[Stratum], over: float, under: float) -> float:
    both = mixed = other = 0.0
    for each in used:
        concordant = (each.reference_right + each.focal_wrong) / each.n
        discordant = (each.reference_wrong + each.focal_right) / each.n
        r = each.reference_right * each.focal_wrong / each.n
        s = each.reference_wrong * each.focal_right / each.n
        both += concordant * r
        mixed += concordant * s + discordant * r
        other += discordant * s
    return math.sqrt(both / (2 * over**2) + mixed / (2 * over * under) + other / (2 * under**2))
