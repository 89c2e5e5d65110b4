"""Units of a kind side by side: what chance allows, never a rank."""

import pytest

from training.reporting.rules.funnels import funnels, limits


def test_the_limits_of_a_known_share():
    """p = .5, n = 100: .5 ± 1.96 · .05."""
    low, high = limits(0.5, 100)
    assert (low, high) == (pytest.approx(0.402, abs=1e-4), pytest.approx(0.598, abs=1e-4))
    assert limits(0.02, 10)[0] == 0.0


def test_units_stand_by_name_and_small_groups_have_no_funnel():
    units = [("Dinas", name, 50, 0.5, 0.1) for name in ("D", "b", "A", "c")]
    found = funnels([*units, ("Badan", "X", 40, 0.9, 0.1)])
    assert [each.group for each in found] == ["Dinas"]
    assert [dot.name for dot in found[0].dots] == ["A", "b", "c", "D"]
    assert found[0].centre == pytest.approx(0.5)
    assert found[0].limits[0][0] == found[0].limits[-1][0] == 50


def test_a_unit_is_apart_only_where_no_place_in_its_step_lies_inside():
    units = [("Dinas", str(n), 100, 0.5, 0.05) for n in range(9)]
    inside, apart = ("Dinas", "x", 100, 0.6, 0.05), ("Dinas", "y", 100, 0.8, 0.05)
    found = {dot.name: dot.is_apart for dot in funnels([*units, inside, apart])[0].dots}
    assert found["y"]
    assert not found["x"]
    assert not found["0"]
