"""Sets 03 and 04: what Moodle's own fixtures expect of its quiz statistics."""

from collections.abc import Sequence

import numpy as np

from training.cli.anchors.rows import Row, published, row, table
from training.quiz.rules.statistics.answers import from_table
from training.quiz.rules.statistics.classical import ItemFigures, item_figures
from training.quiz.rules.statistics.forms import fixed_form
from training.quiz.rules.statistics.sums import Sums, gather
from training.quiz.rules.statistics.wholes import form_figures

SLOTS, ATTEMPTS, QUESTIONS = 20, 22, 7
ITEM_FIGURES = {
    "facility": ("facility", 100), "sd": ("sd", 1), "effectiveweight": ("effective_weight", 1),
    "discriminationindex": ("discrimination_index", 1),
    "discriminativeefficiency": ("discriminative_efficiency", 1),
}  # fmt: skip
SLOT_FIGURES = {
    "facility_pct": ("facility", 1), "sd_x1000": ("sd", 1000),
    "effective_weight_pct": ("effective_weight", 1),
    "discrimination_index_pct": ("discrimination_index", 1),
    "discriminative_efficiency_pct": ("discriminative_efficiency", 1),
}  # fmt: skip
FORM_FIGURES = {
    "mean": "mean", "median": "median", "standarddeviation": "sd", "skewness": "skewness",
    "kurtosis": "kurtosis", "cic_pct": "cic", "errorratio_pct": "error_ratio",
    "standarderror": "sem",
}  # fmt: skip


def _gathered(marks: np.ndarray, maxima: list[float]) -> Sums:
    answers = from_table(marks, [str(at + 1) for at in range(len(maxima))], maxima)
    return gather(answers, fixed_form(answers))


def slots() -> list[Row]:
    """Set 03: every figure of twenty slots; a new attempt begins at each row of slot 1."""
    expected = published("03_moodle_question_stats_expected.json")
    marks, maxima, at = np.full((ATTEMPTS, SLOTS), np.nan), [0.0] * SLOTS, -1
    for each in table("03_moodle_question_states.csv"):
        at += each["slot"] == "1"
        slot = int(each["slot"]) - 1
        marks[at, slot], maxima[slot] = float(each["mark"]), float(each["maxmark"])
    found = item_figures(_gathered(marks, maxima).items)
    return [
        row(name, expected[name], _scaled(found, ours, factor), expected["tol"])
        for name, (ours, factor) in SLOT_FIGURES.items()
    ]


def quiz() -> list[Row]:
    """Set 04: a form with negative reliability, and its items."""
    expected = published("04_moodle_quiz00_expected.json")
    near, data = expected["tol_rel"], table("04_moodle_quiz00_results.csv")
    marks = np.array([list(each.values())[1 : QUESTIONS + 1] for each in data], float)
    sums = _gathered(marks, [1.0] * QUESTIONS)
    form, items = form_figures(sums.form), item_figures(sums.items)
    theirs = [each for each in table("04_moodle_quiz00_item_expected.csv")
              if not each["subqname"] and not each["variant"]]  # fmt: skip
    return [
        row(name, expected["quiz"][name], _float(getattr(form, ours)), near, relative=True)
        for name, ours in FORM_FIGURES.items()
    ] + [
        row(name, [factor * float(each[name]) for each in theirs], _scaled(items, ours, 1),
            near, relative=True)
        for name, (ours, factor) in ITEM_FIGURES.items()
    ]  # fmt: skip


def _scaled(items: Sequence[ItemFigures], name: str, factor: float) -> list[float]:
    return [_float(getattr(each, name)) * factor for each in items]


def _float(value: float | None) -> float:
    return np.nan if value is None else float(value)
