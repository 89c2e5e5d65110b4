"""Every published figure is ours too, to the tolerance of its set."""

import numpy as np
import pytest

from training.cli.anchor_table import SETS
from training.cli.anchors.rows import row

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", SETS)
def test_the_published_figures_are_ours(name):
    found = SETS[name]()
    assert found
    assert [each for each in found if not each.holds] == []


def test_a_figure_that_is_off_does_not_hold():
    assert row("x", 1.0, 1.05, 0.1).holds
    assert not row("x", 1.0, 1.2, 0.1).holds
    assert row("x", [100, 2], [101, 2], 0.02, relative=True).holds
    assert not row("x", [100, 2], [100, 2.1], 0.02, relative=True).holds
    worst = row("x", [1, 2, 3], [1, 2.5, 3.1], 1)
    assert (worst.expected, worst.obtained, worst.count) == (2, 2.5, 3)


def test_what_is_not_defined_has_to_be_so_on_both_sides():
    assert row("x", [1, None], [1, np.nan], 0).holds
    assert not row("x", [1, None], [1, 0], 9).holds
    assert not row("x", [1, 0], [1, np.nan], 9).holds
    assert not row("x", [1, 2], [1], 9).holds
