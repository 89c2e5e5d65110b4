"""A figure as it may be shown: with its n and interval, as a band, or not at all."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from uuid import UUID

from training.reporting.rules.as_it_was import as_it_was, drawn
from training.reporting.rules.disclosure import (
    Choice,
    Safe,
    Sums,
    Tree,
    choose,
)  # fmt: skip
from training.reporting.rules.intervals import of_mean, of_share
from training.reporting.rules.measures import MEANS, Basis, Cell
from training.reporting.rules.steps import span

PLACES, FUZZ = 2, 1e-9


class Shown(StrEnum):
    """How much of a figure may be seen: a mean in FULL, a share ABOUT so much, or its bound."""

    FULL = "full"
    ABOUT = "about"
    AT_MOST = "at-most"
    AT_LEAST = "at-least"
    TOO_FEW = "too-few"
    PROTECTED = "protected"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `of` people could have a value; from `least` to `most` of them have one.

    `left` of them have left not long ago (`rules.leaving`): a mean is not of these.
    `of` is 0 and `most` None where it is not told of how many a mean is (as it was then).

    For a share these are the people to whom it applies, in spans of about k people
    (`rules.steps`), and `value` is the middle: units change by one or two people, and from exact
    counts before and after, what those few had done could be solved for. A band
    (AT_MOST, AT_LEAST) has one bound and no value. What may not be seen is None.
    """

    shown: Shown
    of: int
    least: int | None = None
    most: int | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    left: int = 0

    @property
    def is_seen(self) -> bool:
        return self.shown in {Shown.FULL, Shown.ABOUT, Shown.AT_MOST, Shown.AT_LEAST}


@dataclass(frozen=True, slots=True)
class Held:
    """How many who have left each unit with the units below it are counted on (`rules.leaving`).

    `of` could have a value, `n` have one.
    """

    n: Mapping[UUID, int] = field(default_factory=dict)
    of: Mapping[UUID, int] = field(default_factory=dict)

    def added(self, sums: Sums, unit: UUID) -> Sums:
        """The unit's people with these."""
        return replace(sums, n=sums.n + self.n.get(unit, 0), of=sums.of + self.of.get(unit, 0))


NOBODY_LEFT = Held()


@dataclass(frozen=True, slots=True)
class Counted:
    """What is stored of one cell: sums by own unit, those of people who have moved, leavers."""

    own: Mapping[UUID, Sums]
    moves: Mapping[tuple[UUID, UUID], Sums]
    held: Held = NOBODY_LEFT


def figures(
    cell: Cell, counted: Counted, tree: Tree, among: frozenset[UUID], *, k: int, basis: Basis
) -> dict[UUID, Figure]:
    """The figure of every unit for one cell; only the units in `among` stand by themselves.

    Shares are told of the roster, which is known as it is now: only means are drawn as it was then.
    """
    safe = cell.safe(k)
    now = choose(tree, counted.own, safe, among=among)
    present = _drawn(cell, tree, now, among, k, counted.held)
    asked = basis is Basis.THEN and cell.measure in MEANS
    moves = drawn(now, counted.moves, safe, k=k) if asked else {}
    if not moves:
        return present
    own = as_it_was(now, moves)
    then = choose(tree, own, _of_any_size(safe), among=now.shown)
    past = _drawn(cell, tree, then, now.shown, k, NOBODY_LEFT)
    return {
        unit: _uncounted(past[unit], then.sums[unit], k)
        if unit in now.shown and not (unit in then.shown and _same(now.sums[unit], then.sums[unit]))
        else _unmoved(present[unit], is_shown=unit in now.shown)
        for unit in tree.order
    }


def _of_any_size(safe: Safe) -> Safe:
    """Of how many a mean as it was then is, is not told, so that it cannot say "of all"."""
    return lambda sums: safe(replace(sums, of=max(sums.of, 2 * sums.n)))


def _same(one: Sums, other: Sums) -> bool:
    return one.n == other.n and math.isclose(one.total, other.total, abs_tol=FUZZ)


def _uncounted(past: Figure, sums: Sums, k: int) -> Figure:
    """A mean as it was then says at least how many it is about, in tens where k is 10.

    Of how many is not told (`of` is 0): who moved is found by what they had done, so that their
    exact number would count those who had.
    """
    return replace(past, of=0, least=sums.n // k * k, most=None) if past.is_seen else past


def _drawn(
    cell: Cell, tree: Tree, chosen: Choice, among: frozenset[UUID], k: int, held: Held
) -> dict[UUID, Figure]:
    if cell.measure in MEANS:
        return {unit: _mean(unit, chosen, k, held) for unit in tree.order}
    return {unit: _share(unit, chosen, among, k, held) for unit in tree.order}


def _unmoved(present: Figure, *, is_shown: bool) -> Figure:
    """The present figure where nobody moved.

    A unit that is merged now cannot be drawn as it was: its sums are known only with others'.
    """
    hidden = present.is_seen and not is_shown
    return Figure(Shown.PROTECTED, present.of) if hidden else present


def _mean(unit: UUID, means: Choice, k: int, held: Held) -> Figure:
    """A mean of those who are there; that it is no longer shown must not say who has left."""
    sums = means.sums[unit]
    told = held.added(sums, unit)
    if told.n < k:
        return Figure(Shown.TOO_FEW, sums.of)
    if unit not in means.shown:
        return Figure(Shown.PROTECTED, sums.of)
    spread = of_mean(sums.n, sums.total, sums.squares, roster=_blurred(sums, k))
    least, most = span(told.n, told.of, k=k)
    return Figure(
        Shown.FULL,
        told.of,
        least=max(k, least),
        most=most,
        value=_short(sums.total / sums.n),
        low=_short(spread.low) if spread else None,
        high=_short(spread.high) if spread else None,
        left=told.of - sums.of,
    )


def _short(share: float) -> float:
    """Whole percents: more digits would let people solve for the counts that are not told."""
    return round(share, PLACES)


def _blurred(sums: Sums, k: int) -> int:
    """The roster for the interval: the n is not told, and one of no width would tell it."""
    return max(sums.of, sums.n + k)


def _share(unit: UUID, shares: Choice, among: frozenset[UUID], k: int, held: Held) -> Figure:
    """A share by the span in which its count lies, at the ends of the scale as a bound.

    The interval is that of the whole span: one that followed the count would tell it.
    """
    sums = shares.sums[unit]
    if sums.of < k or unit not in among:
        return Figure(Shown.TOO_FEW, sums.of)
    if unit not in shares.shown:
        return Figure(Shown.PROTECTED, sums.of)
    told = held.added(sums, unit)
    least, most = span(told.n, told.of, k=k)
    figure = partial(Figure, of=told.of, least=least, most=most, left=told.of - sums.of)
    if least == 0:
        return figure(Shown.AT_MOST, high=_short(most / told.of))
    if most == told.of:
        return figure(Shown.AT_LEAST, low=_short(least / told.of))
    low, high = of_share(least, told.of), of_share(most, told.of)
    return figure(
        Shown.ABOUT, value=_short((least + most) / 2 / told.of),
        low=_short(low.low) if low else None, high=_short(high.high) if high else None,
    )  # fmt: skip
