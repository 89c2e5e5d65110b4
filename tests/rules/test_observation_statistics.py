"""Figures of quality: α as elsewhere in the house, Newcombe's example, severities come back."""

import math
from random import Random
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training.observation.rules.announcing import gap
from training.observation.rules.occasions import Mark
from training.observation.rules.reliability import agreement, gold
from training.observation.rules.severity import Rated, severities
from training.quiz.rules.statistics.agreement import Level, krippendorff

pytestmark = pytest.mark.slow

VALUE = {Mark.MET: 2.0, Mark.PARTLY: 1.0, Mark.NOT: 0.0, Mark.NOT_SEEN: math.nan}
SHEETS = st.fixed_dictionaries({key: st.sampled_from(Mark) for key in "abcd"})
PAIRS = st.lists(st.tuples(SHEETS, SHEETS), min_size=1, max_size=12)


@given(PAIRS)
@settings(deadline=None)
def test_alpha_is_that_of_the_statistics_of_quizzes(pairs):
    table = np.array([[VALUE[a[key]], VALUE[b[key]]] for a, b in pairs for key in a])
    told = krippendorff(table, Level.ORDINAL)
    ours = agreement(pairs, seed="x", draws=5).alpha
    assert (ours is None) == (told is None)
    assert ours is None or ours == pytest.approx(told, abs=1e-9)


def _noisy(chance: Random, slip: float) -> tuple[dict[str, Mark], dict[str, Mark]]:
    truth = {f"i{n}": chance.choice([Mark.MET, Mark.PARTLY, Mark.NOT]) for n in range(10)}
    said = [
        {k: chance.choice([*VALUE][:3]) if chance.random() < slip else v for k, v in truth.items()}
        for _ in range(2)
    ]
    return said[0], said[1]


def test_the_interval_of_alpha_holds_it_and_narrows_with_more_pairs():
    chance = Random(3)
    few = agreement([_noisy(chance, 0.2) for _ in range(10)], seed="x")
    many = agreement([_noisy(chance, 0.2) for _ in range(80)], seed="x")
    for each in (few, many):
        assert each.interval.low <= each.alpha <= each.interval.high
    assert many.interval.high - many.interval.low < few.interval.high - few.interval.low
    assert many.items == 800
    assert agreement([_noisy(chance, 0.2)] * 3, seed="x").pairs == 3


def test_without_pairs_or_with_one_value_only_there_is_no_alpha():
    assert agreement([], seed="x").alpha is None
    same = {"a": Mark.MET, "b": Mark.MET}
    assert agreement([(same, same)], seed="x").alpha is None


def test_newcombes_interval_of_a_difference_of_shares():
    """Newcombe (1998), table II, example (a) 56/70 − 48/80, method 10 at 95 %: 0.0524 to 0.3339.

    Ours is at 90 %: inside of it, around the same difference.
    """
    found = gap((56, 70), (48, 80))
    assert found.difference == pytest.approx(0.2)
    assert 0.0524 < found.interval.low < 0.2 < found.interval.high < 0.3339
    assert found.worrying
    assert gap((0, 0), (3, 4)).difference is None


@given(st.integers(0, 30), st.integers(1, 30), st.integers(0, 30), st.integers(1, 30))
def test_the_gap_is_the_mirror_of_its_opposite(a, m, b, n):
    a, b = min(a, m), min(b, n)
    one, other = gap((a, m), (b, n)), gap((b, n), (a, m))
    assert one.difference == pytest.approx(-other.difference)
    assert one.interval.low == pytest.approx(-other.interval.high)
    assert -1 - 1e-9 <= one.interval.low <= one.difference + 1e-9


def test_the_gold_set_counts_single_observers_against_both():
    good, poor = dict.fromkeys("abcdefg", Mark.MET), dict.fromkeys("abcdefg", Mark.NOT)
    mild = {**good, "a": Mark.NOT, "b": Mark.NOT, "c": Mark.NOT}
    found = gold([(good, good), (poor, poor), (good, mild)])
    assert found.sensitivity == (3, 4)
    assert found.specificity == (2, 2)
    assert gold([({"a": Mark.MET}, {"a": Mark.MET})]).sensitivity == (0, 0)


def _world(seed: int, strict: dict[int, float], each: int = 60) -> list[Rated]:
    chance = Random(seed)
    hard = [chance.gauss(0, 1) for _ in range(10)]
    sheets = []
    for rater, severity in strict.items():
        for n in range(each):
            person = chance.gauss(0.5, 1)
            marks = {}
            for item, difficulty in enumerate(hard):
                p = 1 / (1 + math.exp(-(person - difficulty - severity)))
                marks[f"i{item}"] = Mark.MET if chance.random() < p else Mark.NOT
            sheets.append(Rated(UUID(int=1000 * rater + n), UUID(int=rater), marks))
    return sheets


def test_severities_come_back_centred_and_within_their_errors():
    true = {1: -0.9, 2: 0.0, 3: 0.0, 4: 0.9}
    found = {each.rater.int: each for each in severities(_world(5, true))}
    assert sum(each.severity for each in found.values()) == pytest.approx(0, abs=1e-9)
    for rater, severity in true.items():
        assert abs(found[rater].severity - severity) < 3.3 * found[rater].se
        assert 0.05 < found[rater].se < 0.35
    assert found[1].flagged
    assert found[4].flagged
    assert not found[2].flagged
    assert found[1].n == 60


def test_errors_of_severity_are_as_large_as_they_are_said_to_be_over_many_worlds():
    chance, misses, errors = Random(9), [], []
    for seed in range(30):
        true = {rater: chance.gauss(0, 0.7) for rater in range(1, 6)}
        middle = sum(true.values()) / len(true)
        for each in severities(_world(seed, true, each=30)):
            misses.append(each.severity - (true[each.rater.int] - middle))
            errors.append(each.se)
    root = math.sqrt(sum(each**2 for each in misses) / len(misses))
    assert 0.7 < root / (sum(errors) / len(errors)) < 1.2


def test_few_sheets_are_never_flagged_and_nobody_is_no_trouble():
    assert severities([]) == ()
    few = severities(_world(5, {1: -2.0, 2: 2.0}, each=10))
    assert not any(each.flagged for each in few)
