"""Moodle's own fixtures: what its quiz statistics print, ours print too."""

import csv

import numpy as np
import pytest

from tests.validity.sets import FOLDER, load
from training.quiz.rules.statistics.answers import from_table
from training.quiz.rules.statistics.classical import item_figures
from training.quiz.rules.statistics.forms import fixed_form
from training.quiz.rules.statistics.sums import gather
from training.quiz.rules.statistics.wholes import form_figures

SLOTS = range(1, 21)


def question_states() -> tuple[np.ndarray, list[float]]:
    """Set 03: a new attempt begins at each row of slot 1."""
    rows = list(csv.DictReader((FOLDER / "03_moodle_question_states.csv").open()))
    marks, maxima, at = np.full((22, 20), np.nan), [0.0] * 20, -1
    for row in rows:
        at += row["slot"] == "1"
        slot = int(row["slot"]) - 1
        marks[at, slot], maxima[slot] = float(row["mark"]), float(row["maxmark"])
    return marks, maxima


@pytest.fixture(scope="module")
def states():
    marks, maxima = question_states()
    answers = from_table(marks, [str(slot) for slot in SLOTS], maxima)
    return item_figures(gather(answers, fixed_form(answers)).items)


EXPECTED = load("03_moodle_question_stats_expected.json")
FIGURES = {
    "facility_pct": lambda each: each.facility,
    "sd_x1000": lambda each: each.sd and each.sd * 1000,
    "effective_weight_pct": lambda each: each.effective_weight,
    "discrimination_index_pct": lambda each: each.discrimination_index,
    "discriminative_efficiency_pct": lambda each: each.discriminative_efficiency,
}


@pytest.mark.parametrize("figure", FIGURES)
def test_every_figure_of_the_twenty_slots_is_moodles(states, figure):
    for got, expected in zip(map(FIGURES[figure], states), EXPECTED[figure], strict=True):
        if expected is None:
            assert got is None
        else:
            assert got == pytest.approx(expected, rel=0, abs=EXPECTED["tol"])


QUIZ = load("04_moodle_quiz00_expected.json")


@pytest.fixture(scope="module")
def quiz():
    with (FOLDER / "04_moodle_quiz00_results.csv").open() as opened:
        rows = list(csv.reader(opened))[1:]
    answers = from_table(np.array([row[1:8] for row in rows], float), list("1234567"), [1] * 7)
    return gather(answers, fixed_form(answers))


def test_the_form_of_quiz_00_has_moodles_figures_and_a_negative_reliability(quiz):
    got = form_figures(quiz.form)
    expected = QUIZ["quiz"]
    tolerance = QUIZ["tol_rel"]
    assert got.n == expected["n"]
    assert got.maxmark == QUIZ["maxmark"]
    for name, value in (
        ("mean", got.mean), ("median", got.median), ("standarddeviation", got.sd),
        ("skewness", got.skewness), ("kurtosis", got.kurtosis), ("cic_pct", got.cic),
        ("errorratio_pct", got.error_ratio), ("standarderror", got.sem),
    ):  # fmt: skip
        assert value == pytest.approx(expected[name], rel=tolerance), name


def test_the_items_of_quiz_00_have_moodles_figures(quiz):
    with (FOLDER / "04_moodle_quiz00_item_expected.csv").open() as opened:
        expected = [r for r in csv.DictReader(opened) if not r["subqname"] and not r["variant"]]
    for got, row in zip(item_figures(quiz.items), expected, strict=True):
        assert got.n == int(row["s"])
        for value, name, factor in (
            (got.facility, "facility", 100), (got.sd, "sd", 1),
            (got.effective_weight, "effectiveweight", 1),
            (got.discrimination_index, "discriminationindex", 1),
            (got.discriminative_efficiency, "discriminativeefficiency", 1),
        ):  # fmt: skip
            assert value == pytest.approx(factor * float(row[name]), rel=QUIZ["tol_rel"]), name
