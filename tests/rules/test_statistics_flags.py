"""What an author is told to look at: options, periods and flags."""

from dataclasses import replace

import numpy as np
import pytest

from training.kernel.shares import Interval
from training.quiz.rules.statistics.answers import Answers
from training.quiz.rules.statistics.classical import ItemFigures, item_figures
from training.quiz.rules.statistics.dif import Dif, DifClass
from training.quiz.rules.statistics.distractors import option_figures
from training.quiz.rules.statistics.fixed import NANO
from training.quiz.rules.statistics.flags import flags
from training.quiz.rules.statistics.periods import Drift, Period, drift, period_figures
from training.quiz.rules.statistics.reasons import Flag
from training.quiz.rules.statistics.sums import gather

OPTIONS = "abcd"


def sitting(n: int = 600, seed: int = 1, *, lure: str = "", items: int = 6) -> Answers:
    """Everybody answers `items` questions of four options; "a" is right, `lure` draws the able."""
    chance = np.random.default_rng(seed)
    ability = chance.normal(size=(n, 1))
    right = ability + chance.logistic(size=(n, items)) > 0
    chosen = np.where(right, 0, chance.integers(1, 3, (n, items)))  # nobody chooses "d"
    if lure:
        able = ability[:, 0] > 0.3
        chosen[:, 0] = np.where(able, OPTIONS.index(lure), np.where(right[:, 0], 0, 2))
    place = np.tile(np.arange(items), n)
    flat = chosen.ravel()
    options = tuple((f"q{item}", key) for item in range(items) for key in OPTIONS)
    return Answers(
        n, np.repeat(np.arange(n), items), place, np.where(flat == 0, NANO, 0),
        tuple(f"q{item}" for item in range(items)), np.full(items, NANO),
        np.arange(n * items), place * 4 + flat, options,
    )  # fmt: skip


def test_options_are_counted_by_thirds_and_add_up():
    answers = sitting()
    found = option_figures(gather(answers).items["q0"])
    assert [each.option for each in found] == list(OPTIONS)
    assert sum(each.n for each in found) == 600
    assert tuple(map(sum, zip(*(each.thirds for each in found), strict=True))) == found[0].sizes
    assert all(each.interval.low <= each.share <= each.interval.high for each in found)
    key = found[0]
    assert key.thirds[2] / key.sizes[2] > key.thirds[0] / key.sizes[0]


def test_the_correlation_of_the_key_is_the_items_own_and_of_others_that_of_numpy():
    answers = sitting()
    sums = gather(answers)
    found = option_figures(sums.items["q0"])
    marks = (answers.mark // NANO).reshape(600, 6)
    rest = marks[:, 1:].sum(axis=1)
    expected = np.corrcoef(marks[:, 0], rest)[0, 1]
    assert found[0].correlation == pytest.approx(expected, abs=1e-7)
    assert 100 * found[0].correlation == pytest.approx(
        item_figures(sums.items)[0].discrimination_index
    )
    chose_b = answers.picked_option.reshape(600, 6)[:, 0] == 1
    assert found[1].correlation == pytest.approx(np.corrcoef(chose_b, rest)[0, 1], abs=1e-7)
    assert found[3].n == 0
    assert found[3].correlation is None


def test_options_of_two_batches_are_those_of_both():
    first, second = sitting(50, 2), sitting(70, 3)
    both = Answers(
        120, np.r_[first.attempt, second.attempt + 50], np.r_[first.item, second.item],
        np.r_[first.mark, second.mark], first.items, first.maxima,
        np.r_[first.picked, second.picked + 300], np.r_[first.picked_option, second.picked_option],
        first.options,
    )  # fmt: skip
    assert gather(first) + gather(second) == gather(both)


def told(answers: Answers, item: str = "q0", **more) -> set[Flag]:
    sums = gather(answers)
    figures = next(each for each in item_figures(sums.items) if each.item == item)
    return {each.flag for each in flags(figures, option_figures(sums.items[item]), "a", **more)}


def test_a_sound_item_with_an_option_that_nobody_takes():
    assert told(sitting()) == {Flag.DISTRACTOR_UNCHOSEN}


def test_an_option_that_draws_the_able_is_named_with_its_figures():
    answers = sitting(lure="b")
    assert {Flag.DISTRACTOR_BEATS_KEY, Flag.NEGATIVE_DISCRIMINATION} <= told(answers)
    sums = gather(answers).items["q0"]
    figures = item_figures({"q0": sums})[0]
    (found,) = [
        each for each in flags(figures, option_figures(sums), "a")
        if each.flag is Flag.DISTRACTOR_BEATS_KEY
    ]  # fmt: skip
    assert found.data["option"] == "b"
    assert found.data["correlation"] > found.data["key"]


def test_below_thirty_nothing_is_judged_but_that_there_are_too_few():
    assert told(sitting(29, lure="b")) == {Flag.TOO_FEW}
    assert Flag.TOO_FEW not in told(sitting(30))


SOUND = ItemFigures(
    "q", 100, 1.0, 60.0, Interval(52, 68), 0.49, None, 35.0, Interval(20, 48), 45.0, 10.0, 10.0
)


@pytest.mark.parametrize(
    ("change", "flag"),
    [
        ({"facility": 95.0}, Flag.TOO_EASY),
        ({"facility": 20.0}, Flag.TOO_HARD),
        ({"facility": 33.0, "random_guess_score": 33.3}, Flag.TOO_HARD),
        ({"discrimination_index": 19.9}, Flag.LOW_DISCRIMINATION),
        ({"discrimination_index": -0.1}, Flag.NEGATIVE_DISCRIMINATION),
        ({"n": 29, "facility": 99.0}, Flag.TOO_FEW),
    ],
)
def test_each_limit_raises_its_one_flag(change, flag):
    assert flags(SOUND) == ()
    assert [each.flag for each in flags(replace(SOUND, **change))] == [flag]


def test_figures_that_are_not_defined_raise_nothing():
    assert flags(replace(SOUND, facility=None, discrimination_index=None)) == ()


def test_drift_and_a_large_dif_are_flagged():
    moved, large = Drift(0.001, True, 60.0, 80.0), Dif(300, 300, delta=-2.0, category=DifClass.C)
    assert [each.flag for each in flags(SOUND, drift=moved, dif=large)] == [
        Flag.DRIFT, Flag.DIF_LARGE,
    ]  # fmt: skip
    assert flags(SOUND, drift=Drift(0.5, False, 1, 2), dif=Dif(300, 300, delta=-1.2)) == ()


def period(label: str, right: int, n: int, attempts: int = 400) -> Period:
    marks = np.r_[np.full(right, NANO), np.zeros(n - right, np.int64)].astype(np.int64)
    zeros = np.zeros(n, np.int64)
    answers = Answers(n, np.arange(n), zeros, marks, ("q",), np.array([NANO]))
    return Period(label, gather(answers).items["q"], attempts)


def test_a_period_has_facility_and_exposure_with_intervals():
    (got,) = period_figures([period("2026-01", 80, 100)])
    assert (got.facility, got.exposure) == (80, 0.25)
    assert got.facility_interval.low < 80 < got.facility_interval.high
    assert got.exposure_interval.low < 0.25 < got.exposure_interval.high


def test_an_item_that_becomes_much_easier_has_moved():
    got = drift([period("1", 60, 100), period("2", 62, 100), period("3", 85, 100)])
    assert got.moved
    assert (got.before, got.after) == (60, 85)
    assert got.p < 0.001


def test_what_chance_explains_or_few_have_answered_has_not_moved():
    assert not drift([period("1", 60, 100), period("2", 66, 100)]).moved
    assert drift([period("1", 5, 29), period("2", 28, 29)]) == Drift(None, False)
    assert drift([period("1", 100, 100), period("2", 100, 100)]).p == 1
    assert drift([period("1", 100, 100), period("2", 0, 100)]).moved


def test_no_more_than_chance_of_still_items_seem_to_move():
    """Two hundred items that stand still, in four periods: about one in a hundred by the test."""
    chance = np.random.default_rng(6)
    found = [
        drift([period(str(k), int(chance.binomial(100, 0.6)), 100) for k in range(4)])
        for _ in range(200)
    ]
    assert sum(each.p < 0.05 for each in found) <= 20
    assert sum(each.moved for each in found) <= 6
