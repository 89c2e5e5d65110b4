"""What is kept about one version of an item: sums that grow by adding and can be put together."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from training.quiz.rules.statistics.answers import Answers, AnswersDoNotFit
from training.quiz.rules.statistics.fixed import (
    NANO,
    Whole,
    added,
    counted,
    grouped,
    grouped_products,
    ratio,
)
from training.quiz.rules.statistics.pairs import NO_PAIRS, Pairs

BAND = NANO // 20
"""Distractors are counted by score bands of five points of a hundred."""


@dataclass(frozen=True, slots=True)
class OptionSums:
    """Who chose one option: how many, by band of the rest score, and the sum of their rests."""

    n: int = 0
    placed: int = 0
    rest: int = 0
    bands: Mapping[int, int] = field(default_factory=dict)

    def __add__(self, other: "OptionSums") -> "OptionSums":
        return OptionSums(
            self.n + other.n, self.placed + other.placed, self.rest + other.rest,
            added(dict(self.bands), dict(other.bands)),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ItemSums:
    """Sums over everybody who was asked this version of an item.

    `whole` pairs the item's share (x) with the share of the whole attempt (y); `rest` pairs it
    with the share of the attempt's *other* items, over attempts that have others. `marks` and
    `rests` count how often each value of those shares occurred; `bands` counts the rests by band.
    """

    maximum: int
    whole: Pairs = NO_PAIRS
    rest: Pairs = NO_PAIRS
    marks: Mapping[int, int] = field(default_factory=dict)
    rests: Mapping[int, int] = field(default_factory=dict)
    bands: Mapping[int, int] = field(default_factory=dict)
    options: Mapping[str, OptionSums] = field(default_factory=dict)

    def __add__(self, other: "ItemSums") -> "ItemSums":
        """Both together; AnswersDoNotFit when they are not the same version (another maximum)."""
        if self.maximum != other.maximum:
            raise AnswersDoNotFit
        keys = sorted(self.options.keys() | other.options.keys())
        none = OptionSums()
        return ItemSums(
            self.maximum, self.whole + other.whole, self.rest + other.rest,
            added(dict(self.marks), dict(other.marks)), added(dict(self.rests), dict(other.rests)),
            added(dict(self.bands), dict(other.bands)),
            {key: self.options.get(key, none) + other.options.get(key, none) for key in keys},
        )  # fmt: skip


def band_of(rest: Whole) -> Whole:
    """The band, 0 to 20, of a rest score in billionths; below nothing counts as nothing."""
    return np.clip(rest // BAND, 0, 20)


def item_sums(answers: Answers, grain: int) -> dict[str, ItemSums]:
    """The sums of one batch by item; items that nobody was asked are left out."""
    reached, possible = answers.totals()
    most = answers.maxima[answers.item]
    others = possible[answers.attempt] - most
    share = answers.shares
    total = ratio(reached[answers.attempt], possible[answers.attempt])
    rest = ratio(reached[answers.attempt] - answers.mark, others)
    placed = (others > 0) & (most > 0)
    size = len(answers.items)
    whole = _pairs(answers.item, share, total, size)
    paired = _pairs(answers.item[placed], share[placed], rest[placed], size)
    marks = counted(answers.item[placed], share[placed], size, 1)
    rests = counted(answers.item[placed], rest[placed], size, grain)
    bands = counted(answers.item[placed], band_of(rest[placed]), size, 1)
    options = _options(answers, rest, placed)
    return {
        name: ItemSums(
            int(answers.maxima[at]), whole[at], paired[at], marks[at], rests[at], bands[at],
            options.get(name, {}),
        )
        for at, name in enumerate(answers.items) if whole[at].n
    }  # fmt: skip


def _pairs(group: Whole, x: Whole, y: Whole, size: int) -> list[Pairs]:
    return [
        Pairs(*each)
        for each in zip(
            np.bincount(group, minlength=size).tolist(),
            grouped(group, x, size), grouped(group, y, size),
            grouped_products(group, x, x, size), grouped_products(group, y, y, size),
            grouped_products(group, x, y, size), strict=True,
        )
    ]  # fmt: skip


def _options(answers: Answers, rest: Whole, placed: np.ndarray) -> dict[str, dict[str, OptionSums]]:
    size = len(answers.options)
    chosen = np.bincount(answers.picked_option, minlength=size).tolist()
    known = placed[answers.picked]
    option, score = answers.picked_option[known], rest[answers.picked[known]]
    numbers = np.bincount(option, minlength=size).tolist()
    sums, bands = grouped(option, score, size), counted(option, band_of(score), size, 1)
    found: dict[str, dict[str, OptionSums]] = {}
    for at, (item, key) in enumerate(answers.options):
        found.setdefault(item, {})[key] = OptionSums(chosen[at], numbers[at], sums[at], bands[at])
    return found
