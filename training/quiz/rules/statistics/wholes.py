"""Classical test theory for a form as a whole: its scores, its reliability, its error."""

import math
from dataclasses import dataclass
from enum import StrEnum

from training.kernel.shares import Interval
from training.quiz.rules.statistics.bounds import of_mean, of_reliability
from training.quiz.rules.statistics.fixed import NANO
from training.quiz.rules.statistics.forms import Complete, Form, FormSums
from training.quiz.rules.statistics.moments import shape
from training.quiz.rules.statistics.pairs import UNIT2, variance


class Basis(StrEnum):
    """Where a reliability comes from: everybody had the same items, or each their own draw."""

    COMPLETE = "complete"
    DRAWN = "drawn"


@dataclass(frozen=True, slots=True)
class Reliability:
    """Cronbach's α, which for right-or-wrong items is KR-20, with its 90 % interval."""

    alpha: float
    interval: Interval | None
    n: int
    basis: Basis


@dataclass(frozen=True, slots=True)
class FormFigures:
    """Mean, median, sd and sem in marks of `maxmark` (100 when attempts differ in their marks).

    `cic` is 100 · α as Moodle prints it, and the error ratio a percentage, both may lie outside
    0 to 100. What is not defined is None.
    """

    n: int
    maxmark: float | None
    mean: float | None
    mean_interval: Interval | None
    median: float | None
    sd: float | None
    skewness: float | None
    kurtosis: float | None
    reliability: Reliability | None
    cic: float | None
    error_ratio: float | None
    sem: float | None


def form_figures(sums: FormSums) -> FormFigures:
    """The figures of a form from its sums.

    Error ratio 100 · √(1 − α) and standard error of measurement s · √(1 − α) (Lord & Novick 1968,
    section 3.8). Of an incomplete attempt the total is the share of what was asked, put on the
    scale of the whole form.
    """
    found = shape(sums.n, sums.powers, sums.totals)
    scale = _scale(sums) or 1.0
    held = reliability(sums)
    noise = math.sqrt(max(0.0, 1 - held.alpha)) if held else None
    sd = None if found.sd is None else scale * found.sd
    mean = None if found.mean is None else _mark(scale, found.mean)
    return FormFigures(
        sums.n, _scale(sums), mean,
        of_mean(sums.n, mean, sd) if mean is not None and sd is not None else None,
        None if found.median is None else _mark(scale, found.median),
        sd, found.skewness, found.kurtosis, held,
        100 * held.alpha if held else None,
        100 * noise if noise is not None else None,
        noise * sd if noise is not None and sd is not None else None,
    )  # fmt: skip


def _mark(scale: float, share: float) -> float:
    """A share in marks, without the digits that a share of billionths does not know."""
    return round(scale * share, 7)


def _scale(sums: FormSums) -> float | None:
    if sums.form:
        return sum(most for _, most in sums.form) / NANO
    if len(sums.widths) == 1:
        return next(iter(sums.widths)) / NANO
    return 100.0 if sums.widths else None


def reliability(sums: FormSums) -> Reliability | None:
    """α where everybody was asked the same items, else that of items drawn for each person."""
    if sums.form:
        return _alpha(sums.complete, sums.form) if sums.complete else None
    return _drawn(sums)


def _alpha(kept: Complete, form: Form) -> Reliability | None:
    """k/(k − 1) · (1 − Σ var(item)/var(total)) (Cronbach 1951, Psychometrika 16, 297–334)."""
    n, k = kept.n, len(form)
    whole = variance(n, kept.total, kept.squared_total)
    if k < 2 or not whole:
        return None
    parts = [(most / NANO) ** 2 * (variance(n, *kept.items[name]) or 0.0) for name, most in form]
    alpha = k / (k - 1) * (1 - math.fsum(parts) / whole)
    return Reliability(alpha, of_reliability(alpha, n - 1, (n - 1) * (k - 1)), n, Basis.COMPLETE)


def _drawn(sums: FormSums) -> Reliability | None:
    """1 − MS(within people)/MS(between people): items nested in people, one way.

    Each item counts once. Brennan (2001), Generalizability Theory, chapter 3 (design i:p); it is
    ICC(1,k) of Shrout & Fleiss (1979), and KR-21 where items are right or wrong (Lord 1955).
    """
    n = sum(each.n for each in sums.spreads.values())
    answers = sum(k * each.n for k, each in sums.spreads.items())
    if n < 2 or answers <= n:
        return None
    squares = sum(each.squares for each in sums.spreads.values()) / UNIT2
    people = math.fsum(each.squared_totals / k / UNIT2 for k, each in sums.spreads.items())
    total = sum(each.total for each in sums.spreads.values()) / NANO
    between = (people - total**2 / answers) / (n - 1)
    if between <= 1e-12:
        return None
    alpha = 1 - (squares - people) / (answers - n) / between
    return Reliability(alpha, of_reliability(alpha, n - 1, answers - n), n, Basis.DRAWN)
