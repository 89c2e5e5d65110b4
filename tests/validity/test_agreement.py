"""Published agreements of raters, and one published reliable change."""

import numpy as np
import pytest

from tests.validity.sets import load
from training.quiz.rules.statistics.agreement import Level, cohen, fleiss, krippendorff
from training.quiz.rules.statistics.change import BEYOND, reliable_change
from training.quiz.rules.statistics.intraclass import intraclass

SETS = load("06_krippendorff.json")["sets"]


def ratings(by_coder) -> np.ndarray:
    return np.array([[np.nan if v is None else v for v in row] for row in by_coder], float).T


@pytest.mark.parametrize(
    ("found", "level", "expected", "tolerance"),
    [
        (each["ratings_by_coder"], level, value, each["tol"])
        for each in SETS
        for level, value in each["expected"].items()
    ],
)
def test_krippendorffs_alpha_is_the_published_one(found, level, expected, tolerance):
    assert krippendorff(ratings(found), Level(level)) == pytest.approx(expected, abs=tolerance)


def test_fleiss_kappa_is_that_of_his_worked_table():
    """Ten subjects, fourteen raters, five categories: κ = .210 (the example that is reprinted)."""
    table = [
        (0, 0, 0, 0, 14), (0, 2, 6, 4, 2), (0, 0, 3, 5, 6), (0, 3, 9, 2, 0), (2, 2, 8, 1, 1),
        (7, 7, 0, 0, 0), (3, 2, 6, 3, 0), (2, 5, 3, 2, 2), (6, 5, 2, 1, 0), (0, 2, 2, 3, 7),
    ]  # fmt: skip
    raters = np.array([np.repeat(range(5), row) for row in table], float)
    assert fleiss(raters) == pytest.approx(0.210, abs=0.0005)


def test_cohens_kappa_is_that_of_the_grants_that_two_readers_judged():
    """20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no: p_o = .7, p_e = .5, κ = .4."""
    rows = [(1, 1)] * 20 + [(1, 0)] * 5 + [(0, 1)] * 10 + [(0, 0)] * 15
    assert cohen(np.array(rows, float)) == pytest.approx(0.4)


def test_intraclass_correlations_are_those_of_shrout_and_fleiss():
    """Table 2 of 1979: six targets, four judges."""
    rows = [(9, 2, 5, 8), (6, 1, 3, 2), (8, 4, 6, 8), (7, 1, 2, 6), (10, 5, 6, 9), (6, 2, 4, 7)]
    got = intraclass(np.array(rows, float))
    expected = {"icc1": 0.17, "icc2": 0.29, "icc3": 0.71, "icc1k": 0.44, "icc2k": 0.62,
                "icc3k": 0.91}  # fmt: skip
    for name, value in expected.items():
        assert getattr(got, name) == pytest.approx(value, abs=0.005), name


def test_the_reliable_change_is_that_of_jacobson_and_truax():
    published = load("17_reliable_change.json")["jacobson_truax_1991_example"]
    got = reliable_change(
        published["pre"], published["post"], sd=published["sd_pre"], reliability=published["r_xx"]
    )
    assert got.error == pytest.approx(published["SE"], abs=0.005)
    assert got.error_of_difference == pytest.approx(published["Sdiff"], abs=0.005)
    assert got.index == pytest.approx(published["RC"], abs=0.005)
    assert published["criterion"] == BEYOND
    assert got.reliable
    assert not reliable_change(47.5, 40, sd=7.5, reliability=0.8).reliable
    assert reliable_change(1, 2, sd=0, reliability=0.8) is None
    assert reliable_change(1, 2, sd=1, reliability=1) is None
