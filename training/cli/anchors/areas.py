"""Sets 05, 13 and 14: small areas, rat tumours, herds of cattle and batches of dyestuff."""

import numpy as np

from training.cli.anchors.rows import Row, published, row, table
from training.internalization.rules.estimate.alike import alike, moments, updated
from training.internalization.rules.estimate.areas import Method, small_areas
from training.internalization.rules.estimate.batches import batches
from training.internalization.rules.estimate.intercepts import random_intercepts, stacked

ITERATED, PRINTED = 1e-3, 5e-5
"""lme4 stops a little before the maximum; otherwise half of the last digit that is printed."""


def _column(data: list[dict[str, str]], name: str) -> np.ndarray:
    return np.array([float(each[name]) for each in data])


def _design(levels: np.ndarray) -> np.ndarray:
    """An intercept, and a column for each level but the first."""
    names = np.unique(levels)
    return np.stack([np.ones(len(levels)), *((levels == name) * 1.0 for name in names[1:])], axis=1)


def milk() -> list[Row]:
    """Set 05: expenditure on milk in 43 areas, as R sae estimates it in three ways."""
    data, expected = table("05_milk.csv"), published("05_milk_fay_herriot_expected.json")
    near, found = expected["tol"], []
    y, sd, x = _column(data, "yi"), _column(data, "SD"), _design(_column(data, "MajorArea"))
    for method in Method:
        got, theirs = small_areas(y, x, sd**2, method), expected[method.value]
        figures = {"beta": got.beta, "se_beta": got.beta_se, "refvar_A": got.variance,
                   "eblup": got.areas, "mse": got.mse}  # fmt: skip
        found += [
            row(f"{method.value}: {name}", theirs[name], ours, near)
            for name, ours in figures.items()
            if name in theirs
        ]
    return found


def tumours() -> list[Row]:
    """Set 13: tumours in 71 groups of rats (Gelman et al. 2013, 5.1 and 5.3)."""
    data, expected = table("13_rat_tumors.csv"), published("13_rat_tumors_expected.json")
    y, n = _column(data, "y"), _column(data, "n")
    got, history = alike(y, n), moments((y / n)[:-1])
    old = expected["moment_estimate_from_70_historical"]
    current = expected["posterior_for_current_4_of_14"]
    mean, sd = updated(old["alpha"], old["beta"], int(y[-1]), int(n[-1]))
    return [
        row("momen: α, β", [old["alpha"], old["beta"]], history, 0.05),
        row("E(α | y)", expected["posterior_E(alpha)"], got.a, 0.05),
        row("E(β | y)", expected["posterior_E(beta)"], got.b, 0.05),
        row("modus", [-1.75, 2.8], got.mode, 0.06),
        # The book rounds 5.4/24 = .2250 down to .223; its own Beta(5.4, 18.6) has .225.
        row("4/14: mean", current["mean"], mean, 0.0025),
        row("4/14: sd", current["sd"], sd, 0.001),
    ]


def cattle() -> list[Row]:
    """Set 14: contagious pleuropneumonia in 15 herds, as lme4 prints it."""
    data, expected = table("14_cbpp.csv"), published("14_cbpp_expected.json")
    counts = stacked(_column(data, "herd").astype(int), _column(data, "incidence"),
                     _column(data, "size"), _design(_column(data, "period")))  # fmt: skip
    one, two = random_intercepts(counts), random_intercepts(counts, each_count=True)
    plain, spread = expected["laplace"], expected["with_obs_level_re"]
    free = len(plain["beta"]) + 1
    return [
        row("β", plain["beta"], one.beta, ITERATED),
        row("σ ternak", plain["sigma_herd"], one.cluster_sd, ITERATED),
        row("log L", plain["loglik"], one.log, ITERATED),
        row("AIC", plain["AIC"], 2 * free - 2 * one.log, 2 * ITERATED),
        row("BIC", plain["BIC"], free * np.log(len(data)) - 2 * one.log, 2 * ITERATED),
        row("β, tiap hitungan", spread["beta"], two.beta, ITERATED),
        row("σ hitungan", spread["sigma_obs"], two.count_sd, ITERATED),
        row("σ ternak, tiap hitungan", spread["sigma_herd"], two.cluster_sd, ITERATED),
        row("log L, tiap hitungan", spread["loglik"], two.log, ITERATED),
    ]


def dyestuff() -> list[Row]:
    """Set 14: yields of six batches of dyestuff by restricted maximum likelihood."""
    data, expected = table("14_dyestuff.csv"), published("14_dyestuff_expected.json")["reml"]
    got = batches(np.array([each["Batch"] for each in data]), _column(data, "Yield"))
    return [
        row("rerata", expected["intercept"], got.mean, PRINTED),
        row("σ batch", expected["sigma_batch"], got.between, 0.005),
        row("σ sisa", expected["sigma_resid"], got.within, 0.005),
        row("−2 log L REML", expected["reml_criterion"], got.criterion, PRINTED),
    ]
