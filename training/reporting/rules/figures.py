"""A figure as it may be shown: with its n and interval, as a band, or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from training.reporting.rules.as_it_was import as_it_was, drawn
from training.reporting.rules.disclosure import (
    Choice,
    Sums,
    Tree,
    choose,
    count_safe,
    edge,
)  # fmt: skip
from training.reporting.rules.intervals import of_mean, of_share
from training.reporting.rules.measures import MEANS, Basis, Cell

PLACES = 2


class Shown(StrEnum):
    """How much of a figure may be seen."""

    FULL = "full"
    AT_MOST = "at-most"
    AT_LEAST = "at-least"
    TOO_FEW = "too-few"
    PROTECTED = "protected"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `of` people could have a value; `n` have one (for a share: to whom it applies).

    Where the exact n would tell on the few who are missing, only `least` and `most` are given. A
    band (AT_MOST, AT_LEAST) has one bound and no value. What may not be seen is None.
    """

    shown: Shown
    of: int
    n: int | None = None
    least: int | None = None
    most: int | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def is_seen(self) -> bool:
        return self.shown in {Shown.FULL, Shown.AT_MOST, Shown.AT_LEAST}

    @property
    def coverage(self) -> float | None:
        """The share of the roster behind a mean, where it may be seen."""
        return round(self.n / self.of, PLACES) if self.n is not None and self.of else None


@dataclass(frozen=True, slots=True)
class Counted:
    """What is stored of one cell: sums by own unit, and those of people who have moved since."""

    own: Mapping[UUID, Sums]
    moves: Mapping[tuple[UUID, UUID], Sums]


Sides = dict[UUID | None, set[Shown]]


def figures(
    cell: Cell, counted: Counted, tree: Tree, among: frozenset[UUID], *, k: int, basis: Basis
) -> dict[UUID, Figure]:
    """The figure of every unit for one cell; only the units in `among` stand by themselves."""
    safe = cell.safe(k)
    now = choose(tree, counted.own, safe, among=among)
    present = _drawn(cell, tree, now, counted.own, among, k)
    moves = drawn(now, counted.moves, safe, k=k) if basis is Basis.THEN else {}
    if not moves:
        return present
    own = as_it_was(now, moves)
    then = choose(tree, own, safe, among=now.shown)
    past = _drawn(cell, tree, then, own, now.shown, k)
    return {
        unit: past[unit] if unit in now.shown else _unmoved(present[unit]) for unit in tree.order
    }


def _drawn(
    cell: Cell, tree: Tree, chosen: Choice, own: Mapping[UUID, Sums], among: frozenset[UUID], k: int
) -> dict[UUID, Figure]:
    if cell.measure in MEANS:
        counts = choose(tree, own, count_safe(k), among=chosen.shown)
        return {unit: _mean(unit, chosen, counts, k) for unit in tree.order}
    sides = _sides(tree, chosen, among, k)
    return {unit: _share(unit, chosen, sides, among, k) for unit in tree.order}


def _unmoved(present: Figure) -> Figure:
    """A unit that is merged now cannot be drawn as it was: its sums are known only with others'."""
    return Figure(Shown.PROTECTED, present.of) if present.is_seen else present


def _mean(unit: UUID, means: Choice, counts: Choice, k: int) -> Figure:
    sums = means.sums[unit]
    if sums.n < k:
        return Figure(Shown.TOO_FEW, sums.of)
    if unit not in means.shown:
        return Figure(Shown.PROTECTED, sums.of)
    told = unit in counts.shown
    spread = of_mean(
        sums.n, sums.total, sums.squares, roster=sums.of if told else _blurred(sums, k)
    )
    few_missing = sums.of - sums.n < k
    return Figure(
        Shown.FULL,
        sums.of,
        n=sums.n if told else None,
        least=sums.n if told else max(k, sums.of - k + 1) if few_missing else k,
        most=sums.n if told else sums.of,
        value=_short(sums.total / sums.n),
        low=_short(spread.low) if spread else None,
        high=_short(spread.high) if spread else None,
    )


def _short(share: float) -> float:
    """Whole percents: more digits would let people solve for the counts that are not told."""
    return round(share, PLACES)


def _blurred(sums: Sums, k: int) -> int:
    """The roster for the interval where n is not told: an interval of no width would tell it."""
    return max(sums.of, sums.n + k)


def _share(unit: UUID, shares: Choice, sides: Sides, among: frozenset[UUID], k: int) -> Figure:
    sums = shares.sums[unit]
    if sums.of < k or unit not in among:
        return Figure(Shown.TOO_FEW, sums.of)
    if unit in shares.shown:
        return _full_share(sums)
    side = _side(sums)
    if side is Shown.PROTECTED or sides[shares.owner[unit]] != {side}:
        return Figure(Shown.PROTECTED, sums.of)
    hidden = edge(sums.of)
    if side is Shown.AT_MOST:
        return Figure(side, sums.of, least=0, most=hidden, high=_short(hidden / sums.of))
    least = sums.of - hidden
    return Figure(side, sums.of, least=least, most=sums.of, low=_short(least / sums.of))


def _full_share(sums: Sums) -> Figure:
    spread = of_share(sums.n, sums.of)
    low, high = (_short(spread.low), _short(spread.high)) if spread else (None, None)
    return Figure(
        Shown.FULL, sums.of, sums.n, sums.n, sums.n, _short(sums.n / sums.of), low, high
    )  # fmt: skip


def _side(sums: Sums) -> Shown:
    if sums.n <= edge(sums.of):
        return Shown.AT_MOST
    return Shown.AT_LEAST if sums.of - sums.n <= edge(sums.of) else Shown.PROTECTED


def _sides(tree: Tree, shares: Choice, among: frozenset[UUID], k: int) -> Sides:
    """The ends at which the units merged into one shown unit lie.

    A band is told only where all of them lie at the same end: two different ends, or one unit that
    is hidden for the others' sake, would let the sum that is shown pin down who is at which.
    """
    sides: Sides = {}
    for unit in tree.order:
        sums = shares.sums[unit]
        if unit not in shares.shown and unit in among and sums.of >= k:
            sides.setdefault(shares.owner[unit], set()).add(_side(sums))
    return sides
