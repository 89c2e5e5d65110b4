"""What is kept about a form: sums over whole attempts that grow by adding."""

from collections.abc import Mapping
from dataclasses import astuple, dataclass, field

import numpy as np

from training.quiz.rules.statistics.answers import Answers, AnswersDoNotFit
from training.quiz.rules.statistics.fixed import (
    Whole,
    added,
    counted,
    grouped,
    grouped_products,
    ratio,
    within,
)

Form = tuple[tuple[str, int], ...]
"""A form that is the same for everybody: its items with marks, each with its maximum."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Of attempts with the same number of items: Σ of attempt sums, of their squares, of x²."""

    n: int = 0
    total: int = 0
    squared_totals: int = 0
    squares: int = 0

    def __add__(self, other: "Spread") -> "Spread":
        return Spread(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))


@dataclass(frozen=True, slots=True)
class Complete:
    """Of attempts that answered a whole fixed form: Σx, Σx² by item; ΣT, ΣT² of total marks."""

    n: int
    items: Mapping[str, tuple[int, int]]
    total: int
    squared_total: int

    def __add__(self, other: "Complete") -> "Complete":
        items = {
            key: (x + other.items[key][0], xx + other.items[key][1])
            for key, (x, xx) in self.items.items()
        }
        return Complete(
            self.n + other.n, items, self.total + other.total,
            self.squared_total + other.squared_total,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class FormSums:
    """Sums over attempts at one quiz.

    `powers` are Σt, Σt², Σt³, Σt⁴ of t, the share of the attempt's possible marks in billionths;
    `totals` counts how often each t occurred, `widths` how often each number of possible marks.
    `form` is given when everybody is asked the same items, and then `complete` is kept: what α
    needs, the variance of every item and of the total. When items are drawn for each attempt
    there is no such thing, and `spreads`, by number of items, keep the variance between and
    within attempts instead.
    """

    form: Form | None = None
    n: int = 0
    powers: tuple[int, int, int, int] = (0, 0, 0, 0)
    totals: Mapping[int, int] = field(default_factory=dict)
    widths: Mapping[int, int] = field(default_factory=dict)
    spreads: Mapping[int, Spread] = field(default_factory=dict)
    complete: Complete | None = None

    def __add__(self, other: "FormSums") -> "FormSums":
        """Both together; AnswersDoNotFit when they are different forms."""
        if self.form != other.form:
            raise AnswersDoNotFit
        none = Spread()
        lengths = sorted(self.spreads.keys() | other.spreads.keys())
        return FormSums(
            self.form, self.n + other.n, _powers(self.powers, other.powers),
            added(dict(self.totals), dict(other.totals)),
            added(dict(self.widths), dict(other.widths)),
            {k: self.spreads.get(k, none) + other.spreads.get(k, none) for k in lengths},
            _completed(self.complete, other.complete),
        )  # fmt: skip


NO_FORM = FormSums()


def _completed(left: Complete | None, right: Complete | None) -> Complete | None:
    return left + right if left and right else left or right


def _powers(left: tuple[int, ...], right: tuple[int, ...]) -> tuple[int, int, int, int]:
    first, second, third, fourth = (a + b for a, b in zip(left, right, strict=True))
    return first, second, third, fourth


def fixed_form(answers: Answers) -> Form:
    """The form that asks everybody all items of these answers; items without marks do not count."""
    pairs = zip(answers.items, answers.maxima.tolist(), strict=True)
    return tuple(sorted((name, most) for name, most in pairs if most))


def form_sums(answers: Answers, form: Form | None, grain: int) -> FormSums:
    """The sums of one batch; attempts without any mark to reach are left out."""
    reached, possible = answers.totals()
    some = possible > 0
    total = ratio(reached, possible)[some]
    widths, times = np.unique(possible[some], return_counts=True)
    return FormSums(
        form, int(some.sum()), _moments(total),
        counted(np.zeros_like(total), total, 1, grain)[0],
        dict(zip(widths.tolist(), times.tolist(), strict=True)),
        _spreads(answers), _complete(answers, form, reached) if form else None,
    )  # fmt: skip


def _moments(total: Whole) -> tuple[int, int, int, int]:
    """Power sums in Python's whole numbers: t⁴ is far too large for those of the machine."""
    values, times = np.unique(total, return_counts=True)
    pairs = list(zip(values.tolist(), times.tolist(), strict=True))
    first, second, third, fourth = (sum(n * t**p for t, n in pairs) for p in (1, 2, 3, 4))
    return first, second, third, fourth


def _spreads(answers: Answers) -> dict[int, Spread]:
    scored = answers.maxima[answers.item] > 0
    attempt, share = answers.attempt[scored], answers.shares[scored]
    lengths = np.bincount(attempt, minlength=answers.attempts)
    sums = within(attempt, share, answers.attempts)
    found = {}
    for length in np.unique(lengths[lengths > 0]).tolist():
        here = lengths == length
        mine = here[attempt]
        own = share[mine]
        squares = grouped_products(np.zeros_like(own), own, own, 1)[0]
        each = sums[here].tolist()
        found[length] = Spread(len(each), sum(each), sum(t * t for t in each), squares)
    return found


def _complete(answers: Answers, form: Form, reached: Whole) -> Complete:
    places = {name: at for at, name in enumerate(answers.items)}
    wanted = np.zeros(len(answers.items), dtype=bool)
    for name, most in form:
        if name in places:
            wanted[places[name]] = answers.maxima[places[name]] == most
    of_form = wanted[answers.item]
    asked = np.bincount(answers.attempt[of_form], minlength=answers.attempts)
    others = (~of_form & (answers.maxima[answers.item] > 0)).astype(np.int64)
    whole = (asked == len(form)) & (within(answers.attempt, others, answers.attempts) == 0)
    rows = of_form & whole[answers.attempt]
    item, share, size = answers.item[rows], answers.shares[rows], len(answers.items)
    x, xx = grouped(item, share, size), grouped_products(item, share, share, size)
    totals = reached[whole].tolist()
    return Complete(
        len(totals),
        {name: (x[places[name]], xx[places[name]]) if name in places else (0, 0)
         for name, _ in form},
        sum(totals), sum(t * t for t in totals),
    )  # fmt: skip
