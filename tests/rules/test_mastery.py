"""How sure one may be of mastery after a few questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.internalization.rules.mastery import incomplete_beta, sure_above


def test_a_beta_with_whole_parameters_is_a_binomial_tail():
    # I_x(a, b) = P(Binomial(a + b − 1, x) ≥ a), DLMF 8.17.5; a = 6, b = 3, x = .6.
    assert incomplete_beta(6, 3, 0.6) == pytest.approx(0.31539456, abs=1e-8)
    assert incomplete_beta(1, 1, 0.25) == pytest.approx(0.25, abs=1e-12)


def test_the_arcsine_law_is_met():
    # Beta(½, ½): the median is ½ and the first quartile is sin²(π/8).
    assert incomplete_beta(0.5, 0.5, 0.5) == pytest.approx(0.5, abs=1e-12)
    assert incomplete_beta(0.5, 0.5, 0.14644660940672624) == pytest.approx(0.25, abs=1e-10)


def test_six_of_eight_suffice_and_five_do_not():
    assert sure_above(0.6, 6, 8) > 0.80 > sure_above(0.6, 5, 8)


@given(st.integers(1, 40), st.data())
def test_one_more_right_makes_surer(of, data):
    right = data.draw(st.integers(0, of - 1))
    assert sure_above(0.6, right, of) < sure_above(0.6, right + 1, of)


@given(st.floats(0.1, 30), st.floats(0.1, 30), st.floats(0.001, 0.999))
def test_both_sides_add_up(a, b, x):
    assert incomplete_beta(a, b, x) + incomplete_beta(b, a, 1 - x) == pytest.approx(1, abs=1e-7)


@pytest.mark.parametrize(("cut", "right", "of"), [(1.2, 1, 2), (-0.1, 1, 2), (0.5, 3, 2)])
def test_nonsense_is_refused(cut, right, of):
    with pytest.raises(ValueError, match="right more often"):
        sure_above(cut, right, of)
