"""From what is kept to what is told: every figure of a quiz, its items judged."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from training.kernel.shares import Interval
from training.quiz.rules.statistics.classical import (
    ItemFigures,
    is_right_or_wrong,
    item_figures,
)
from training.quiz.rules.statistics.dif import Dif, DifClass, mantel_haenszel
from training.quiz.rules.statistics.distractors import OptionFigures, option_figures
from training.quiz.rules.statistics.flags import flags
from training.quiz.rules.statistics.forms import FormSums
from training.quiz.rules.statistics.periods import Period, drift, period_figures
from training.quiz.rules.statistics.quizzes import ItemTally, QuizTally
from training.quiz.rules.statistics.reasons import Flag, Flagged
from training.quiz.rules.statistics.told import (
    Contrast,
    DifTold,
    FormTold,
    ItemTold,
    MonthTold,
    OptionTold,
    Span,
)
from training.quiz.rules.statistics.wholes import form_figures


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an item version besides answers: a blind share (0 to 1), right options."""

    guess: float | None = None
    keys: Collection[str] = ()


def items_told(tally: QuizTally, known: Mapping[str, Known]) -> dict[str, ItemTold]:
    """What is told of every item version of the tally."""
    sums = {label: each.sums for label, each in tally.items.items()}
    guesses = {label: each.guess for label, each in known.items() if each.guess is not None}
    none = Known()
    return {
        figures.item: _item(tally, figures, known.get(figures.item, none).keys)
        for figures in item_figures(sums, guesses)
    }


def _item(tally: QuizTally, figures: ItemFigures, keys: Collection[str]) -> ItemTold:
    mine = tally.items[figures.item]
    periods = [
        Period(month, sums, tally.months.get(month, 0)) for month, sums in mine.months.items()
    ]
    options, found = option_figures(mine.sums), _difs(mine)
    possible = sum(each.attempts for each in periods)
    return ItemTold(
        figures.n, figures.judged, figures.facility, _span(figures.facility_interval),
        figures.discrimination_index, _span(figures.discrimination_interval),
        figures.discriminative_efficiency, figures.random_guess_score, figures.intended_weight,
        figures.effective_weight, figures.n / possible if possible else None,
        tuple(_option(each) for each in options),
        tuple(
            MonthTold(each.label, each.n, each.facility, _span(each.facility_interval),
                      each.exposure)
            for each in period_figures(periods)
        ),
        tuple(_dif(contrast, each) for contrast, each in found.items()),
        tuple(
            _in_json(each)
            for each in (
                *flags(figures, options, keys, drift(periods)), *_unequal(figures, found),
            )
        ),
    )  # fmt: skip


def _in_json(found: Flagged) -> Flagged:
    """With figures that are the same after they were stored."""
    plain = {k: each if isinstance(each, str) else float(each) for k, each in found.data.items()}
    return Flagged(found.flag, plain)


def _difs(mine: ItemTally) -> dict[Contrast, Dif]:
    if not is_right_or_wrong(mine.sums):
        return {}
    return {contrast: mantel_haenszel(tables) for contrast, tables in mine.strata.items()}


def _unequal(figures: ItemFigures, found: Mapping[Contrast, Dif]) -> list[Flagged]:
    """One flag for every contrast of class C, with its name."""
    return [
        Flagged(Flag.DIF_LARGE, {"delta": each.delta, "contrast": contrast.value})
        for contrast, each in found.items()
        if figures.judged and each.category is DifClass.C and each.delta is not None
    ]


def _option(found: OptionFigures) -> OptionTold:
    span = found.interval.low, found.interval.high
    return OptionTold(
        found.option, found.n, found.share, span, found.correlation, found.thirds, found.sizes
    )


def _dif(contrast: Contrast, found: Dif) -> DifTold:
    category = found.category.value if found.category else None
    return DifTold(contrast, found.reference, found.focal, found.delta, category)


def form_told(sums: FormSums) -> FormTold:
    """What is told of the first attempts as a whole."""
    figures = form_figures(sums)
    held = figures.reliability
    told = FormTold(
        figures.n, figures.maxmark, figures.mean, _span(figures.mean_interval), figures.median,
        figures.sd,
    )  # fmt: skip
    if held is None:
        return told
    return replace(told, alpha=held.alpha, alpha_span=_span(held.interval), sem=figures.sem)


def _span(found: Interval | None) -> Span | None:
    return None if found is None else (found.low, found.high)
