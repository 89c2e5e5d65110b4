"""A batch of first attempts as arrays: who got which mark for which version of which item."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from training.quiz.rules.statistics.fixed import HIGHEST, LOWEST, NANO, Whole, nano, ratio, within

MOST_MARKS = 10_000
MOST_ITEMS = 500
Marks: TypeAlias = NDArray[np.float64]


class AnswersDoNotFit(ValueError):
    """Arrays or sums that cannot be what they claim: a mistake of the caller, not of people."""


def _nobody() -> Whole:
    return np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Answers:
    """First attempts in long form: one place in the three arrays for each item that was asked.

    `attempt` counts from 0 to `attempts` − 1, `item` points into `items` (names of item
    *versions*), `mark` and `maxima` are billionths of a mark. An attempt is whole in one batch:
    the score of the rest needs all of it. What was shown and left open is a mark of 0; what was
    not shown is not there. `picked` and `picked_option` say which option (a place in `options`,
    pairs of item and option) was chosen in which answer (a place in `item`).
    """

    attempts: int
    attempt: Whole
    item: Whole
    mark: Whole
    items: tuple[str, ...]
    maxima: Whole
    picked: Whole = field(default_factory=_nobody)
    picked_option: Whole = field(default_factory=_nobody)
    options: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        """Refuse (AnswersDoNotFit) what would make a sum wrong instead of refusing it later."""
        _check_places(self)
        _check_marks(self)

    @property
    def shares(self) -> Whole:
        """Each mark as a share of its item's maximum, in billionths; 0 for items without marks."""
        return ratio(self.mark, self.maxima[self.item])

    def totals(self) -> tuple[Whole, Whole]:
        """Marks reached and marks possible, attempt by attempt, in billionths of a mark."""
        reached = within(self.attempt, self.mark, self.attempts)
        return reached, within(self.attempt, self.maxima[self.item], self.attempts)


def _check_places(given: Answers) -> None:
    if not len(given.attempt) == len(given.item) == len(given.mark):
        raise AnswersDoNotFit
    if len(given.maxima) != len(given.items) or len(given.picked) != len(given.picked_option):
        raise AnswersDoNotFit
    for places, below in (
        (given.attempt, given.attempts),
        (given.item, len(given.items)),
        (given.picked, len(given.item)),
        (given.picked_option, len(given.options)),
    ):
        if len(places) and not (places.min() >= 0 and places.max() < below):
            raise AnswersDoNotFit
    asked = given.attempt * max(len(given.items), 1) + given.item
    ordered = np.sort(asked)
    if (ordered[1:] == ordered[:-1]).any() or len(set(given.items)) != len(given.items):
        raise AnswersDoNotFit


def _check_marks(given: Answers) -> None:
    most = given.maxima[given.item]
    if (given.maxima < 0).any() or (given.maxima > MOST_MARKS * NANO).any():
        raise AnswersDoNotFit
    if (given.mark > most * (HIGHEST // NANO)).any() or (
        given.mark < most * (LOWEST // NANO)
    ).any():
        raise AnswersDoNotFit
    if len(given.attempt) and np.bincount(given.attempt).max() > MOST_ITEMS:
        raise AnswersDoNotFit


def from_table(marks: Marks, items: Sequence[str], maxima: Sequence[float]) -> Answers:
    """The answers in a table of people × items, NaN where an item was not asked or not answered.

    Marks and maxima are in marks; AnswersDoNotFit when a mark lies outside −2 × max … max.
    """
    if marks.shape[1:] != (len(items),) or np.isinf(marks).any():
        raise AnswersDoNotFit
    attempt, item = np.nonzero(~np.isnan(marks))
    given = np.asarray(maxima, dtype=np.float64)
    if not np.isfinite(given).all() or (given > MOST_MARKS).any():
        raise AnswersDoNotFit
    held = np.clip(marks[attempt, item], -3 * MOST_MARKS, 3 * MOST_MARKS)
    return Answers(
        len(marks), attempt.astype(np.int64), item.astype(np.int64), nano(held), tuple(items),
        nano(given),
    )  # fmt: skip
