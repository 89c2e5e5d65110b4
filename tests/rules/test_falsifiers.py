"""What would show that the measuring is wrong: each claim holds, fails, or cannot be judged yet."""

import pytest

from training.internalization.rules.falsifiers import (
    Audited,
    Seen,
    State,
    audits_hold,
    children_agree,
    correlation,
    expected,
    fisher,
    forgetting_is_foreseen,
    it_is_conduct,
    items_are_fair,
    levels_are_a_ladder,
    observers_hold,
    word_stands,
)

UP = [(n / 30, n / 40 + (n % 3) / 50) for n in range(30)]
DOWN = [(a, 1 - b) for a, b in UP]


def test_audits_that_fall_where_they_were_expected_hold():
    near = [Audited(4, 10, 0.4, 0.1)] * 12
    far = [Audited(10, 10, 0.1, 0.02)] * 3
    assert audits_hold(near).state is State.HOLDS
    assert audits_hold(near[:9]).state is State.OPEN
    assert audits_hold([*near, *far]).state is State.FAILS
    assert audits_hold([*near, *far]).value == pytest.approx(3 / 15)


def test_children_must_feel_it_in_enough_units_and_cycles():
    assert children_agree(UP, cycles=2).state is State.HOLDS
    assert children_agree(DOWN, cycles=2).state is State.FAILS
    assert children_agree(UP, cycles=1).state is State.OPEN
    assert children_agree(UP[:24], cycles=2).state is State.OPEN


def test_the_word_is_withdrawn_only_where_children_do_not_feel_it():
    assert not word_stands(children_agree(DOWN, cycles=2))
    assert word_stands(children_agree(DOWN, cycles=1))
    assert word_stands(children_agree(UP, cycles=2))


def test_levels_are_a_ladder_where_the_higher_includes_the_lower():
    perfect = [[True, True, False]] * 40
    gaps = [[False, True, False]] * 10
    assert levels_are_a_ladder(perfect).value == 1
    found = levels_are_a_ladder([*perfect, *gaps])
    assert found.value == pytest.approx(1 - 20 / 150)
    assert found.state is State.FAILS
    assert levels_are_a_ladder([[False] * 3] * 500).state is State.OPEN


def test_a_level_that_follows_knowledge_more_than_conduct_fails():
    levels = [n % 5 + 0.0 for n in range(60)]
    close = [(each, each / 5) for each in levels]
    loose = [(each, (n * 7 % 11) / 11) for n, each in enumerate(levels)]
    assert it_is_conduct(loose, close).state is State.HOLDS
    assert it_is_conduct(close, loose).state is State.FAILS
    low = [(min(level, 3), score) for level, score in close]
    assert it_is_conduct(loose, low).state is State.OPEN


def test_observers_must_agree_and_not_be_performed_for():
    assert observers_hold(0.7, 0.1).state is State.HOLDS
    assert observers_hold(0.6, 0.1).state is State.FAILS
    assert observers_hold(0.7, 0.2).state is State.FAILS
    assert observers_hold(None, 0.2).state is State.OPEN


def test_forecasts_and_items():
    assert forgetting_is_foreseen(None).state is State.OPEN
    assert forgetting_is_foreseen(0.08, 900).state is State.HOLDS
    assert forgetting_is_foreseen(0.12, 900).state is State.FAILS
    assert forgetting_is_foreseen(0.12, 90).state is State.OPEN
    assert items_are_fair(0, 0).state is State.OPEN
    assert items_are_fair(0, 80).state is State.HOLDS
    assert items_are_fair(1, 80).state is State.FAILS


def test_fishers_interval_of_a_known_correlation():
    """r = .50, n = 28: z = .5493 ± 1.645/5 → .217 to .706."""
    low, high = fisher(0.5, 28)
    assert (low, high) == (pytest.approx(0.217, abs=0.001), pytest.approx(0.7054, abs=0.001))
    assert correlation([(1, 1), (2, 2), (3, 3), (4, 4)]) == pytest.approx(1)
    assert correlation([(1, 1)] * 9) is None


def test_an_audit_is_held_against_those_who_were_not_assessed():
    """30 of 100 are there; 20 of 60 assessed: 10 of the 40 others are expected, .25."""
    counts = {"roster": 100, "assessed": 60, "positives": 20}
    found = expected(Seen(1, 4), counts, 0.30, 0.04)
    assert (found.estimate, found.spread) == (pytest.approx(0.25), pytest.approx(0.1))
    assert expected(Seen(0, 4), counts | {"positives": 40}, 0.30, 0.04).estimate == 0.0
