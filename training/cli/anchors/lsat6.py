"""Set 01: a thousand people and five items of the LSAT (Bock & Lieberman 1970)."""

import numpy as np

from training.cli.anchors.rows import Row, published, row, table
from training.kernel.shares import z_of
from training.quiz.rules.statistics.answers import from_table
from training.quiz.rules.statistics.forms import fixed_form
from training.quiz.rules.statistics.latent import (
    NotFitted,
    Rasch,
    TwoParameters,
    rasch,
    two_parameters,
)
from training.quiz.rules.statistics.quadrature import Patterns, scores
from training.quiz.rules.statistics.sums import gather
from training.quiz.rules.statistics.wholes import reliability

ITEMS = [f"i{k}" for k in range(1, 6)]
Z95 = z_of(0.95)
SCORES = 0.0015
"""Scores are printed with three decimals and rest on estimates known to ± .005."""


def _marks() -> np.ndarray:
    rows = table("01_lsat6_patterns.csv")
    names = list(rows[0])
    right = np.array([[float(each[name]) for name in names[:5]] for each in rows])
    return np.repeat(right, [int(each[names[5]]) for each in rows], axis=0)


def rows() -> list[Row]:
    """Reliability, both models and the scores of people."""
    expected, marks = published("01_lsat6_expected.json"), _marks()
    answers = from_table(marks, ITEMS, [1] * 5)
    held = reliability(gather(answers, fixed_form(answers)).form)
    alpha = expected["alpha"]
    found = [
        row("totals", expected["total_score_freq"], np.bincount(marks.sum(axis=1).astype(int)), 0),
        row("α", alpha["value"], np.nan if held is None else held.alpha, alpha["tol"]),
    ]
    two, one = two_parameters(marks), rasch(marks)
    if isinstance(two, NotFitted) or isinstance(one, NotFitted):
        return [*found, row("2PL, Rasch", 1, 0, 0)]
    return found + _two(expected["twopl_mml"], two) + _one(expected["rasch_mml_free_variance"], one)


def _two(expected: dict, found: TwoParameters) -> list[Row]:
    near, log = expected["tol_param"], expected["tol_loglik"]
    eb = table("01_lsat6_eb_scores.csv")
    patterns = np.array([[float(each[name]) for name in ITEMS] for each in eb])
    data = Patterns(patterns, np.ones_like(patterns), np.array([float(each["obs"]) for each in eb]))
    got = scores(data, found.slope, found.intercept)
    return [
        row("2PL: b", expected["difficulty"], found.difficulty, near),
        row("2PL: a", expected["discrimination"], found.slope, near),
        row("2PL: se b", expected["se_difficulty"], found.se_difficulty, near),
        row("2PL: se a", expected["se_discrimination"], found.se_slope, near),
        row("2PL: log L", expected["loglik"], found.loglik, log),
        row("2PL: AIC", expected["AIC"], found.aic, 2 * log),
        row("2PL: BIC", expected["BIC"], found.bic, 2 * log),
        row("EB: z", [float(each["z1"]) for each in eb], got[:, 2], SCORES),
        row("EB: se", [float(each["se_z1"]) for each in eb], got[:, 3], SCORES),
    ]


def _one(expected: dict, found: Rasch) -> list[Row]:
    near = expected["tol"]
    easy, half = -np.array(found.difficulty), Z95 * np.array(found.se_difficulty)
    wide = Z95 * found.se_variance
    return [
        row("Rasch: d", expected["d"], easy, near),
        row("Rasch: d, 95 %", expected["d_ci95"], np.c_[easy - half, easy + half], near),
        row("Rasch: var θ", expected["latent_variance"], found.variance, near),
        row("Rasch: var θ, 95 %", expected["var_ci95"],
            [found.variance - wide, found.variance + wide], near),
    ]  # fmt: skip
