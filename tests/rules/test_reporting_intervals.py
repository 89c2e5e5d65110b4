"""Intervals against values computed by hand and printed tables."""

import math

import pytest

from training.reporting.rules.intervals import of_mean, of_share, t95

TABLE = {
    1: 6.3138, 2: 2.9200, 3: 2.3534, 4: 2.1318, 5: 2.0150, 9: 1.8331, 10: 1.8125, 19: 1.7291,
    30: 1.6973, 60: 1.6706, 120: 1.6577,
}  # fmt: skip


@pytest.mark.parametrize(("df", "quantile"), TABLE.items())
def test_students_t_agrees_with_the_printed_table(df, quantile):
    assert t95(df) == pytest.approx(quantile, abs=0.002 if df < 10 else 0.0001)


def test_students_t_needs_a_degree_of_freedom():
    with pytest.raises(ValueError, match="degree"):
        t95(0)


def test_the_interval_of_a_mean_is_the_one_computed_by_hand():
    # 10 of 40 people: mean .6, s² = (3.84 − 10 · .36) / 9 = .026667, s/√n = .051640,
    # √(1 − 10/40) = .866025, t(.95; 9) = 1.8331 → half = .081977.
    found = of_mean(10, 6.0, 3.84, roster=40)
    assert found.low == pytest.approx(0.5180, abs=0.0001)
    assert found.high == pytest.approx(0.6820, abs=0.0001)


def test_a_mean_over_the_whole_roster_has_no_sampling_error():
    found = of_mean(10, 6.0, 3.84, roster=10)
    assert found.low == found.high == pytest.approx(0.6)


def test_one_person_gives_no_interval():
    assert of_mean(1, 0.5, 0.25, roster=10) is None
    assert of_share(0, 0) is None


def test_the_interval_of_a_share_is_wilsons():
    # 8 of 20, z = 1.645: middle (.4 + .067650625) / 1.13530125 = .411917,
    # half 1.645 / 1.13530125 · √(.012 + .00169127) = .169543.
    found = of_share(8, 20)
    assert found.low == pytest.approx(0.2424, abs=0.0001)
    assert found.high == pytest.approx(0.5815, abs=0.0001)


def test_the_interval_of_nobody_and_of_everybody_stays_within_the_scale():
    assert of_share(0, 10).low == 0
    assert of_share(10, 10).high == pytest.approx(1.0)
    assert math.isclose(of_share(0, 10).high, 1 - of_share(10, 10).low)
