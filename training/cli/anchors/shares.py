"""Sets 06, 08 and 17: agreement of raters, intervals of shares, and one reliable change."""

import numpy as np

from training.cli.anchors.rows import Row, published, row
from training.kernel.shares import Interval, wilson, z_of
from training.quiz.rules.statistics.agreement import Level, krippendorff
from training.quiz.rules.statistics.bounds import jeffreys
from training.quiz.rules.statistics.change import reliable_change

NEAR, NEAR_ONE_SIDED, PRINTED = 5e-8, 5e-7, 0.005


def agreement() -> list[Row]:
    """Set 06: Krippendorff's α on every scale that is published."""
    found = []
    for each in published("06_krippendorff.json")["sets"]:
        by_coder = each["ratings_by_coder"]
        ratings = np.array(by_coder, dtype=float).T
        for level, expected in each["expected"].items():
            alpha = krippendorff(ratings, Level(level))
            what = f"α {level}, {len(by_coder)} × {len(by_coder[0])}"
            found.append(row(what, expected, np.nan if alpha is None else alpha, each["tol"]))
    return found


def intervals() -> list[Row]:
    """Set 08: Wilson's and Jeffreys' intervals."""
    given = published("08_binomial_intervals.json")
    found = [
        row(f"Wilson 95 %, {each['x']}/{each['n']}", each["wilson95"],
            _ends(wilson(each["x"], each["n"], z=z_of(0.95))), NEAR)
        for each in given["R_binom"]
    ]  # fmt: skip
    for each in given["equal_tailed_checks"]:
        x, n, level = each["x"], each["n"], each["conf"]
        found.append(row(f"Wilson, {x}/{n}", each["wilson"],
                         _ends(wilson(x, n, z=z_of(level))), NEAR))  # fmt: skip
        if "jeffreys" in each:
            got = _ends(jeffreys(x, n, tail=(1 - level) / 2))
            found.append(row(f"Jeffreys, {x}/{n}", each["jeffreys"], got, NEAR))
    for each in given["one_sided"]:
        x, n, tail = each["x"], each["n"], 1 - each["conf"]
        score, bayes = _ends(wilson(x, n, z=z_of(1 - 2 * tail))), _ends(jeffreys(x, n, tail=tail))
        for name, got, near in (("wilson", score, NEAR_ONE_SIDED), ("jeffreys", bayes, NEAR)):
            theirs = [each[f"{name}_lower"], each[f"{name}_upper"]]
            found.append(row(f"{name} satu sisi, {x}/{n}", theirs, got, near))
    newcombe = given["newcombe1998_table_I"]
    return found + [
        row(f"Newcombe, {each['x']}/{each['n']}", each["ci"],
            _ends(wilson(each["x"], each["n"], z=z_of(0.95))), newcombe["tol"])
        for each in newcombe["score_no_cc"]
    ]  # fmt: skip


def change() -> list[Row]:
    """Set 17: the worked example of Jacobson & Truax."""
    each = published("17_reliable_change.json")["jacobson_truax_1991_example"]
    found = reliable_change(each["pre"], each["post"], sd=each["sd_pre"], reliability=each["r_xx"])
    got = (found.error, found.error_of_difference, found.index) if found else (np.nan,) * 3
    return [
        row(name, each[name], value, PRINTED)
        for name, value in zip(("SE", "Sdiff", "RC"), got, strict=True)
    ]


def _ends(interval: Interval | None) -> tuple[float, float]:
    return (interval.low, interval.high) if interval else (np.nan, np.nan)
