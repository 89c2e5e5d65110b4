"""Several rosters together: sums, gates, the draws added, and how alike job families take part."""

import math

import pytest

from training.internalization.rules.estimate.city import estimate
from training.internalization.rules.estimate.counts import UnitCounts
from training.internalization.rules.response import r_indicator
from training.internalization.rules.summing import Kept, together
from training.internalization.rules.whole import gates_of, whole

UNITS = [UnitCounts(f"u{n}", "Dinas", 20 + n, 12, 5 + n, 3, 3, 1) for n in range(4)]


@pytest.fixture(scope="module")
def city():
    return estimate(UNITS, None, seed=3, draws=200)


def kept_of(city, place: int) -> Kept:
    figure = city.figures[city.units[place]]
    draws = city.draws[:, :, place].astype("<u2").tobytes()
    return Kept(UNITS[place].roster, figure.evidenced, figure.estimate, draws)


def test_one_roster_alone_gives_its_own_figure(city):
    found = together([kept_of(city, 0)], len(city.draws))
    figure = city.figures["u0"]
    assert found.low == pytest.approx(figure.low)
    assert found.high == pytest.approx(figure.high)
    assert found.likely == pytest.approx(figure.p_at_least_60)


def test_all_rosters_together_give_the_figure_of_the_city(city):
    found = together([kept_of(city, place) for place in range(4)], len(city.draws))
    assert found.roster == sum(each.roster for each in UNITS)
    for name in ("evidenced", "estimate", "low", "high"):
        assert getattr(found, name) == pytest.approx(getattr(city.city, name))


def test_job_families_that_take_part_alike_give_one():
    assert r_indicator([(10, 5), (30, 15)]) == 1
    assert r_indicator([(1, 1)]) is None


def test_the_r_indicator_falls_with_the_spread_of_response():
    squares = 20 * (0.8 - 0.5) ** 2 + 20 * (0.2 - 0.5) ** 2
    assert r_indicator([(20, 16), (20, 4)]) == pytest.approx(1 - 2 * math.sqrt(squares / 39))


def told(**more):
    return {"assessed": 5, "streams": {"K": 5, "O": 2}, "shown": {}, "dials": {}, "families": {},
            "voice": None,
            "gates": {"drawn": 3, "audited": 3, "planning_works": 1}} | more  # fmt: skip


def test_counts_of_units_are_added():
    found = whole([(10, told()), (20, told(families={"perencana": [4, 1]}))])
    assert (found.roster, found.assessed, found.drawn, found.works) == (30, 10, 6, 2)
    assert found.streams == {"K": 10, "O": 4}
    assert found.families == {"perencana": (4, 1)}
    assert found.holds is None


def test_one_unit_below_the_funnel_closes_the_gate_of_the_whole():
    voices = [{"n": 20, "good": 10.0, "holds": holds} for holds in (True, False)]
    found = whole([(10, told(voice=each)) for each in voices])
    gates = gates_of(found, 0.8)
    assert gates.voice_holds is False
    assert gates.streams == 3
    assert gates.beyond_self_report == 2
    assert (gates.drawn, gates.audited, gates.planning_works) == (6, 6, 2)
