"""What an author should look at, as codes with figures: nothing below thirty first attempts."""

from collections.abc import Collection, Iterator, Sequence

from training.quiz.rules.statistics.classical import JUDGED, ItemFigures
from training.quiz.rules.statistics.dif import Dif, DifClass
from training.quiz.rules.statistics.distractors import OptionFigures
from training.quiz.rules.statistics.periods import Drift
from training.quiz.rules.statistics.reasons import Flag, Flagged

EASY, HARD = 95.0, 20.0
LOW = 20.0
UNCHOSEN = 0.01


def flags(
    figures: ItemFigures,
    options: Sequence[OptionFigures] = (),
    keys: Collection[str] = (),
    drift: Drift | None = None,
    dif: Dif | None = None,
) -> tuple[Flagged, ...]:
    """Every reason to look at an item; `keys` are the options that are right.

    Below 30 answers the only one is that there are too few. Facilities from 95 and to 20 (or to
    what guessing gives) and discriminations below 20 are the limits of Moodle's documentation
    ("Quiz statistics report"); an option that fewer than one in a hundred choose distracts nobody
    (Haladyna & Downing 1993, Educational and Psychological Measurement 53, 999–1010, use 5 %).
    """
    if not figures.judged:
        return (Flagged(Flag.TOO_FEW, {"n": figures.n, "least": JUDGED}),)
    return (
        *_facility(figures), *_discrimination(figures), *_unchosen(options, keys),
        *_better(options, keys), *_moved(drift), *_unequal(dif),
    )  # fmt: skip


def _facility(figures: ItemFigures) -> Iterator[Flagged]:
    if figures.facility is None:
        return
    guess = figures.random_guess_score or 0.0
    if figures.facility >= EASY:
        yield Flagged(Flag.TOO_EASY, {"facility": figures.facility})
    elif figures.facility <= max(HARD, guess):
        yield Flagged(Flag.TOO_HARD, {"facility": figures.facility, "guess": guess})


def _discrimination(figures: ItemFigures) -> Iterator[Flagged]:
    found = figures.discrimination_index
    if found is None or found >= LOW:
        return
    interval = figures.discrimination_interval
    data = {"discrimination": found}
    if interval:
        data |= {"low": interval.low, "high": interval.high}
    negative = found < 0
    yield Flagged(Flag.NEGATIVE_DISCRIMINATION if negative else Flag.LOW_DISCRIMINATION, data)


def _unchosen(options: Sequence[OptionFigures], keys: Collection[str]) -> Iterator[Flagged]:
    for each in options:
        if each.option not in keys and each.share < UNCHOSEN:
            yield Flagged(Flag.DISTRACTOR_UNCHOSEN, {"option": each.option, "n": each.n})


def _better(options: Sequence[OptionFigures], keys: Collection[str]) -> Iterator[Flagged]:
    """A wrong option that goes with a good score, and more so than every right one."""
    right = [each.correlation for each in options if each.option in keys]
    best = max((r for r in right if r is not None), default=None)
    if best is None:
        return
    for each in options:
        r = each.correlation
        if each.option not in keys and r is not None and r > max(best, 0.0):
            yield Flagged(
                Flag.DISTRACTOR_BEATS_KEY, {"option": each.option, "correlation": r, "key": best}
            )


def _moved(drift: Drift | None) -> Iterator[Flagged]:
    if drift and drift.moved and drift.before is not None and drift.after is not None:
        yield Flagged(Flag.DRIFT, {"before": drift.before, "after": drift.after})


def _unequal(dif: Dif | None) -> Iterator[Flagged]:
    if dif and dif.category is DifClass.C and dif.delta is not None:
        yield Flagged(Flag.DIF_LARGE, {"delta": dif.delta})
