"""Rolling out in steps: the lot decides, everybody can do it again, nothing is said too early."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.internalization.rules.rollout import (
    RolloutDoesNotFit,
    TooFewUnitsToRollOut,
    Wedge,
    check,
    commitment,
    ordered,
)
from training.reporting.rules.wedges import Verdict, difference

TODAY = date(2026, 11, 23)
UNITS = [UUID(int=n) for n in range(1, 38)]


@given(st.text(max_size=20), st.integers(4, 6), st.permutations(UNITS))
def test_the_order_hangs_on_the_seed_alone_and_steps_are_alike_in_size(seed, steps, units):
    found = ordered(units, seed, steps=steps)
    assert found == ordered(UNITS, seed, steps=steps)
    sizes = [list(found.values()).count(step) for step in range(1, steps + 1)]
    assert max(sizes) - min(sizes) <= 1
    assert sum(sizes) == len(UNITS)


def test_another_seed_gives_another_order():
    assert ordered(UNITS, "a", steps=4) != ordered(UNITS, "b", steps=4)
    assert commitment("a", UNITS) == commitment("a", UNITS[::-1])
    assert commitment("a", UNITS) != commitment("a", UNITS[1:])


@pytest.mark.parametrize(
    "wedge",
    [Wedge(3, TODAY + timedelta(9), 13), Wedge(7, TODAY + timedelta(9), 13), Wedge(4, TODAY, 13),
     Wedge(4, TODAY + timedelta(401), 13), Wedge(4, TODAY + timedelta(9), 3)],
)  # fmt: skip
def test_what_does_not_fit_is_refused(wedge):
    with pytest.raises(RolloutDoesNotFit):
        check(wedge, 40, today=TODAY)


def test_there_are_at_least_as_many_units_as_steps():
    with pytest.raises(TooFewUnitsToRollOut):
        check(Wedge(4, TODAY + timedelta(9), 13), 3, today=TODAY)
    assert Wedge(4, TODAY, 13).day(3) == TODAY + timedelta(weeks=26)


def test_a_verdict_needs_five_units_on_either_side_and_an_interval_beyond_nothing():
    low, high = [0.1, 0.2, 0.15, 0.12, 0.18], [0.6, 0.7, 0.65, 0.62, 0.68]
    assert difference(high, low).verdict is Verdict.HIGHER
    assert difference(low, high).verdict is Verdict.LOWER
    assert difference(low, low).verdict is Verdict.OPEN
    few = difference(high[:4], low)
    assert (few.verdict, few.value) == (Verdict.OPEN, None)
    assert difference([0.5] * 5, [0.5] * 5).verdict is Verdict.OPEN


def test_welchs_interval_of_known_samples():
    """Means .65 and .15, both s² = .001: .5 ± t(.95; 8) · √(.0004) = .5 ± 1.8595 · .0202."""
    found = difference([0.6, 0.7, 0.65, 0.62, 0.68], [0.1, 0.2, 0.15, 0.12, 0.18])
    assert found.value == pytest.approx(0.5)
    spread = 1.8595 * (2 * 0.0017 / 5) ** 0.5
    assert (found.low, found.high) == (
        pytest.approx(0.5 - spread, abs=1e-3), pytest.approx(0.5 + spread, abs=1e-3),
    )  # fmt: skip
