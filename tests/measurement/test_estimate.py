"""What the estimate of a unit has to obey whatever the counts, and what it says of small cases."""

from dataclasses import astuple, replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.counts import some_city, unit
from training.internalization.rules.estimate.audits import audit_size
from training.internalization.rules.estimate.changes import changes
from training.internalization.rules.estimate.city import estimate
from training.internalization.rules.estimate.counts import (
    CountsDoNotAddUp,
    Gold,
    NobodyToEstimate,
    RatersGuess,
    UnitCountedTwice,
)
from training.internalization.rules.estimate.quadrature import log_posterior
from training.internalization.rules.estimate.tallies import Way, tally

pytestmark = pytest.mark.slow

FEW = {"seed": 3, "draws": 200}
LAWS = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def units(draw, name: str = "a"):
    """Any unit that can be."""
    roster = draw(st.integers(1, 120))
    assessed = draw(st.integers(0, roster))
    drawn = audit_size(roster - assessed)
    audited = draw(st.integers(0, drawn))
    return unit(
        name, roster, assessed, draw(st.integers(0, assessed)), drawn=drawn, audited=audited,
        audit_positives=draw(st.integers(0, audited)), group=draw(st.sampled_from("pq")),
    )  # fmt: skip


@st.composite
def cities(draw):
    """One to four such units."""
    return [draw(units(name)) for name in "abcd"[: draw(st.integers(1, 4))]]


@pytest.mark.slow
@LAWS
@given(cities(), st.randoms(use_true_random=False))
def test_the_order_of_units_does_not_matter(city, chance):
    turned = chance.sample(city, len(city))
    assert estimate(turned, None, **FEW).figures == estimate(city, None, **FEW).figures


@pytest.mark.slow
@LAWS
@given(cities())
def test_every_figure_is_a_share_and_the_estimate_lies_in_its_interval(city):
    found = estimate(city, None, **FEW)
    for each in [*found.figures.values(), found.city]:
        assert np.isfinite(astuple(each)).all()
        assert 0 <= each.low <= each.estimate <= each.high <= 1
        assert 0 <= each.p_at_least_60 <= 1
    for each in city:
        figure = found.figures[each.unit]
        seen = each.positives + each.audit_positives
        not_there = each.assessed - each.positives + each.audited - each.audit_positives
        assert figure.evidenced <= seen / each.roster <= figure.low + 1e-12
        assert figure.high <= 1 - not_there / each.roster + 1e-12


@pytest.mark.slow
@LAWS
@given(cities(), st.data())
def test_an_absent_person_never_raises_the_evidenced_share(city, data):
    at = data.draw(st.integers(0, len(city) - 1))
    more = [replace(each, roster=each.roster + (place == at)) for place, each in enumerate(city)]
    before, after = estimate(city, None, **FEW), estimate(more, None, **FEW)
    assert after.figures[city[at].unit].evidenced <= before.figures[city[at].unit].evidenced
    assert after.city.evidenced <= before.city.evidenced


@pytest.mark.slow
@LAWS
@given(cities(), st.data())
def test_contrary_evidence_never_raises_the_evidenced_share(city, data):
    at = data.draw(st.integers(0, len(city) - 1))
    each = city[at]
    worse = replace(each, positives=max(0, each.positives - 1))
    seen = replace(each, roster=each.roster + 1, assessed=each.assessed + 1)
    before = estimate(city, None, **FEW).figures[each.unit].evidenced
    for changed in (worse, seen):
        after = estimate([*city[:at], changed, *city[at + 1 :]], None, **FEW)
        assert after.figures[each.unit].evidenced <= before


@pytest.mark.slow
@LAWS
@given(units(), st.data())
def test_splitting_a_unit_leaves_the_evidenced_people(whole, data):
    assessed = data.draw(st.integers(0, whole.assessed))
    least = max(0, assessed - (whole.assessed - whole.positives))
    positives = data.draw(st.integers(least, min(assessed, whole.positives)))
    unassessed = data.draw(st.integers(0, whole.unassessed))
    one = unit("a", assessed + unassessed, assessed, positives, drawn=0)
    rest = whole.assessed - assessed
    two = unit("b", whole.roster - one.roster, rest, whole.positives - positives, drawn=0)
    parts = estimate([one, two], None, **FEW)
    there = sum(parts.figures[each.unit].evidenced * each.roster
                for each in (one, two) if each.roster)  # fmt: skip
    together = estimate([whole], None, **FEW)
    assert there == pytest.approx(whole.positives)
    assert parts.city.evidenced == pytest.approx(together.city.evidenced)


def test_names_of_units_do_not_matter_beyond_chance():
    city = some_city()
    renamed = [replace(each, unit=f"{9 - at}") for at, each in enumerate(city)]
    before, after = estimate(city, None, seed=1), estimate(renamed, None, seed=1)
    for old, new in zip(city, renamed, strict=True):
        one, two = before.figures[old.unit], after.figures[new.unit]
        assert one.evidenced == two.evidenced
        assert one.estimate == pytest.approx(two.estimate, abs=0.03)
    assert after.city.low == pytest.approx(before.city.low, abs=0.05)


def test_the_same_seed_gives_the_same_figures_to_the_last_bit_and_another_seed_others():
    one, two, other = (estimate(some_city(), None, seed=seed) for seed in (5, 5, 6))
    assert one.figures == two.figures
    assert (one.draws == two.draws).all()
    assert (one.draws != other.draws).any()


def test_the_city_is_the_sum_of_its_people():
    found = estimate(some_city(), None, seed=1)
    people = sum(found.figures[each.unit].estimate * each.roster for each in some_city())
    assert found.city.estimate == pytest.approx(people / 323)
    assert found.draws.shape == (1, 1000, 5)


@pytest.mark.parametrize(
    "city",
    [
        [unit(drawn=0)], [unit(assessed=0, positives=0)], [unit(audited=0)],
        [unit(roster=1, assessed=1, positives=1)], [unit(roster=1, assessed=0, positives=0)],
        [unit(positives=20, audit_positives=3)], [unit(positives=0, audit_positives=0)],
        [unit(roster=3, assessed=0, positives=0, audited=0)],
        [unit(roster=2_000_000, assessed=1_000_000, positives=0)],
        [unit("a"), unit("b", assessed=0, positives=0, drawn=0, group="alone")],
    ],
)  # fmt: skip
@pytest.mark.parametrize("gold", [None, Gold(17, 20, 18, 20), Gold(1, 1, 1, 1)])
def test_a_small_case_has_a_figure_and_never_nonsense(city, gold):
    found = estimate(city, gold, **FEW)
    for each in found.figures.values():
        assert np.isfinite(astuple(each)).all()
        assert 0 <= each.low <= each.estimate <= each.high <= 1


def test_a_unit_all_of_whom_were_assessed_is_known():
    figure = estimate([*some_city()], None, seed=1).figures["d"]
    assert figure.low == figure.high == figure.estimate == figure.evidenced == 0.6
    assert figure.p_at_least_60 == 1


def test_a_unit_without_people_has_no_figure_and_a_city_without_people_is_refused():
    nobody = unit("z", roster=0, assessed=0, positives=0)
    assert "z" not in estimate([*some_city(), nobody], None, **FEW).figures
    for city in ([], [nobody]):
        with pytest.raises(NobodyToEstimate):
            estimate(city, None, seed=1)


def test_counts_that_cannot_be_are_refused():
    for wrong in ({"positives": 21}, {"roster": 10}, {"audited": 9, "drawn": 3}, {"drawn": 21},
                  {"audit_positives": 4}, {"positives": -1}):  # fmt: skip
        with pytest.raises(CountsDoNotAddUp):
            unit(**wrong)
    with pytest.raises(UnitCountedTwice):
        estimate([unit(), unit()], None, seed=1)
    with pytest.raises(CountsDoNotAddUp):
        Gold(3, 2, 1, 1)
    for guessing in ((5, 10, 9, 10), (9, 10, 0, 0)):
        with pytest.raises(RatersGuess):
            Gold(*guessing)


def test_an_unfinished_audit_widens_the_interval_both_ways():
    whole, lost = some_city(), some_city()
    lost[1] = replace(lost[1], audited=lost[1].audited - 4)
    one, two = (estimate(city, None, seed=1).figures["b"] for city in (whole, lost))
    assert two.low <= one.low
    assert two.high > one.high + 0.05
    assert two.p_at_least_60 <= one.p_at_least_60


def test_erring_raters_are_corrected_for_and_make_it_less_certain():
    """With se = .8 and sp = .9 a share of .5 shows as .45 (Rogan & Gladen 1978)."""
    city = [unit(name, 1000, 1000, 450) for name in "abc"]
    found = estimate(city, Gold(8000, 10000, 9000, 10000), seed=1)
    assert found.figures["a"].estimate == pytest.approx(0.5, abs=0.03)
    assert found.figures["a"].evidenced == 0.45
    less = estimate(city, Gold(16, 20, 18, 20), seed=1).figures["a"]
    assert less.high - less.low > 2 * (found.figures["a"].high - found.figures["a"].low)


def test_an_audit_that_finds_less_lowers_what_is_thought_of_the_unseen():
    few, many = ([unit(n, audit_positives=k) for n in "abcdef"] for k in (0, 3))
    one, two = (estimate(city, None, seed=1).figures["a"] for city in (few, many))
    assert one.estimate < two.estimate - 0.1


def test_the_same_counts_twice_are_no_change_and_a_fall_everywhere_is_one():
    good = [unit(n, 40, 36, 34, audit_positives=3) for n in "abcdef"]
    bad = [unit(n, 40, 36, 8, audit_positives=0) for n in "abcdef"]
    one, two, three = (estimate(city, None, seed=s) for s, city in ((1, good), (2, good), (3, bad)))
    assert not any(each.changed for each in changes(one, two).values())
    fallen = changes(one, three)
    assert all(each.changed and each.high < -0.05 for each in fallen.values())
    assert changes(one, estimate([unit("new")], None, **FEW)) == {}


def test_however_far_apart_units_may_be_thought_the_posterior_is_a_number():
    """Proposals reach that far; one that is no number would make all the others none."""
    data = tally(some_city(), Gold(28, 30, 27, 30), Way.FOR)
    chance = np.random.default_rng(7)
    rows = chance.uniform(-20, 20, (2000, data.groups + 5))
    rows[:, [data.groups, data.groups + 2]] = chance.uniform(10, 35, (2000, 2))
    density, _ = log_posterior(rows, data)
    assert not np.isnan(density).any()


@pytest.mark.parametrize("gold", [Gold(38, 38, 14, 14), Gold(5, 5, 3, 3), Gold(60, 60, 2, 3)])
def test_raters_who_never_erred_may_be_thought_as_good_as_can_be(gold):
    """A rate that is 1 by rounding divided by nothing, and now and then no demo could be loaded."""
    data = tally(some_city(), gold, Way.SEEN)
    rows = np.zeros((200, data.groups + 5))
    rows[:, -2:] = np.random.default_rng(7).uniform(30, 900, (200, 2))
    with np.errstate(divide="raise", invalid="raise"):
        density, slope = log_posterior(rows, data)
    assert np.isfinite(density).all()
    assert np.isfinite(slope).all()
