"""Sums of answers grow by batches, and parts put together are the whole to the last bit."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tests.factories import content
from training.content.rules.quizzes import Kind
from training.quiz.rules.statistics.answers import Answers, AnswersDoNotFit, from_table
from training.quiz.rules.statistics.classical import item_figures
from training.quiz.rules.statistics.forms import fixed_form
from training.quiz.rules.statistics.guessing import random_guess
from training.quiz.rules.statistics.sums import Sums, dump_sums, gather, load_sums, nothing
from training.quiz.rules.statistics.wholes import Basis, form_figures

pytestmark = pytest.mark.slow

MAXIMA = (1.0, 2.0, 3.0, 0.0)
ITEMS = ("a", "b", "c", "d")
MARK = st.one_of(st.just(np.nan), st.sampled_from([0.0, 1.0, 1 / 3]), st.floats(-2, 1))


@st.composite
def tables(draw, least=0):
    """People × items, some not asked; shares of the maxima from −2 to 1."""
    people = draw(st.integers(least, 25))
    return draw(arrays(float, (people, len(ITEMS)), elements=MARK)) * np.array(MAXIMA)


def answered(table, grain: int = 1, fixed: bool = True) -> Sums:
    answers = from_table(table, ITEMS, MAXIMA)
    return gather(answers, fixed_form(answers) if fixed else None, grain=grain)


@given(tables(), tables(), st.sampled_from([1, 1_000_000]), st.booleans())
def test_two_parts_put_together_are_the_whole(first, second, grain, fixed):
    both = np.concatenate([first, second])
    parts = answered(first, grain, fixed) + answered(second, grain, fixed)
    assert parts == answered(both, grain, fixed)
    assert parts == answered(second, grain, fixed) + answered(first, grain, fixed)


@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_people_changes_nothing(table, chance):
    order = list(range(len(table)))
    chance.shuffle(order)
    assert answered(table[order]) == answered(table)


@given(tables(), tables(), st.booleans())
def test_sums_survive_being_stored_and_grow_on_afterwards(first, second, fixed):
    kept = load_sums(json.loads(json.dumps(dump_sums(answered(first, fixed=fixed)))))
    assert kept == answered(first, fixed=fixed)
    both = np.concatenate([first, second])
    assert kept + answered(second, fixed=fixed) == answered(both, fixed=fixed)


@given(tables(least=1))
def test_sums_are_those_of_whole_numbers_counted_one_by_one(table):
    sums = answered(table)
    for at, item in enumerate(ITEMS[:3]):
        column = table[:, at][~np.isnan(table[:, at])]
        shares = [round(round(m * 1e9) / MAXIMA[at]) for m in column]
        kept = sums.items.get(item)
        assert (kept.whole.n if kept else 0) == len(shares)
        if kept:
            assert abs(kept.whole.x - sum(shares)) <= len(shares)
            own = [int(value) for value, times in kept.marks.items() for _ in range(times)]
            if kept.rest.n == kept.whole.n:
                assert kept.whole.xx == sum(value * value for value in own)


@given(tables(least=2))
def test_no_figure_is_ever_not_a_number(table):
    sums = answered(table)
    for figures in (*item_figures(sums.items), form_figures(sums.form)):
        for name in figures.__dataclass_fields__:
            value = getattr(figures, name)
            if isinstance(value, float):
                assert np.isfinite(value), name


@given(tables(least=3))
def test_figures_agree_with_a_plain_computation(table):
    plain = np.nan_to_num(table)
    sums = answered(plain)
    total = plain.sum(axis=1)
    for at, got in enumerate(item_figures(sums.items)[:3]):
        mark, rest = plain[:, at], total - plain[:, at]
        assert got.facility == pytest.approx(100 * mark.mean() / MAXIMA[at], abs=1e-6)
        assert got.sd == pytest.approx(mark.std(ddof=1), abs=1e-6)
        if mark.std() > 1e-3 and rest.std() > 1e-3:
            expected = 100 * np.corrcoef(mark, rest)[0, 1]
            assert got.discrimination_index == pytest.approx(expected, abs=1e-3)
            most = np.cov(np.sort(mark), np.sort(rest))[0, 1]
            expected = 100 * np.cov(mark, rest)[0, 1] / most
            assert got.discriminative_efficiency == pytest.approx(expected, abs=1e-3)


def people(n: int = 400, items: int = 8, seed: int = 1) -> np.ndarray:
    chance = np.random.default_rng(seed)
    ability = chance.normal(size=(n, 1))
    return (ability + chance.logistic(size=(n, items)) > chance.normal(size=items)).astype(float)


def alpha_of(table, fixed: bool = True):
    answers = from_table(table, [f"i{k}" for k in range(table.shape[1])], [1] * table.shape[1])
    return form_figures(gather(answers, fixed_form(answers) if fixed else None).form).reliability


def test_alpha_of_items_that_agree_with_each_other_is_one():
    one = people(items=1)
    assert alpha_of(np.hstack([one] * 5)).alpha == pytest.approx(1)


def test_alpha_of_parallel_items_is_spearman_and_browns():
    """k items of equal variance and covariance r: α = k·r / (1 + (k − 1)·r)."""
    table = np.array([[a, b, c] for a in (0, 1) for b in (0, 1) for c in (0, 1)], dtype=float)
    table = np.vstack([table, np.zeros((4, 3)), np.ones((4, 3))])  # every pair the same 2 × 2
    r = np.corrcoef(table.T)[0, 1]
    assert alpha_of(table).alpha == pytest.approx(3 * r / (1 + 2 * r))


def test_an_item_that_everybody_gets_right_moves_no_discrimination():
    table = people()
    more = np.hstack([table, np.ones((len(table), 1))])
    few = item_figures(gather(from_table(table, list("abcdefgh"), [1] * 8)).items)
    many = item_figures(gather(from_table(more, list("abcdefghi"), [1] * 9)).items)
    for before, after in zip(few, many, strict=False):
        assert after.discrimination_index == pytest.approx(before.discrimination_index)
    assert many[-1].discrimination_index is None
    assert many[-1].effective_weight == 0


def test_a_mark_that_counts_double_changes_no_correlation_of_its_own():
    table = people()
    doubled = table * np.array([2, *[1] * 7])
    plain = item_figures(gather(from_table(table, list("abcdefgh"), [1] * 8)).items)[0]
    double = item_figures(gather(from_table(doubled, list("abcdefgh"), [2, *[1] * 7])).items)[0]
    assert double.discrimination_index == pytest.approx(plain.discrimination_index)
    assert double.facility == plain.facility
    assert double.sd == pytest.approx(2 * plain.sd)


def test_drawn_forms_have_the_reliability_of_items_within_people():
    chance = np.random.default_rng(2)
    table = people(3000, 40, seed=3)
    for row in table:
        row[chance.permutation(40)[10:]] = np.nan
    drawn = alpha_of(table, fixed=False)
    assert drawn.basis is Basis.DRAWN
    assert drawn.n == 3000
    assert 0.5 < drawn.alpha < 0.75
    assert drawn.interval.low < drawn.alpha < drawn.interval.high


def test_with_a_fixed_form_alpha_rests_on_those_who_answered_all_of_it():
    table = people()
    holes = table.copy()
    holes[::4, 0] = np.nan
    got, full = alpha_of(holes), alpha_of(np.delete(table, np.s_[::4], axis=0))
    assert (got.n, got.basis) == (300, Basis.COMPLETE)
    assert got == full


def test_the_interval_of_alpha_holds_the_truth_about_nine_times_in_ten():
    """Parallel normal items of reliability .8, in 400 worlds; 90 % within three standard errors."""
    chance, hits = np.random.default_rng(4), 0
    for _ in range(400):
        truth = chance.normal(size=(60, 1))
        marks = np.clip((truth + chance.normal(size=(60, 4))) / 12 + 0.5, 0, 1)
        interval = alpha_of(marks).interval
        hits += interval.low <= 0.8 <= interval.high
    assert 0.855 <= hits / 400 <= 0.945


def test_nothing_that_cannot_be_is_taken():
    for table, items, maxima in (
        ([[1.5]], ["a"], [1]),
        ([[-2.5]], ["a"], [1]),
        ([[np.inf]], ["a"], [1]),
        ([[1.0, 0.0]], ["a", "a"], [1, 1]),
        ([[1.0]], ["a"], [-1]),
        ([[1.0]], ["a"], [1e9]),
        ([[1.0]], ["a"], [np.nan]),
        ([[1.0]], ["a", "b"], [1, 1]),
    ):
        with pytest.raises(AnswersDoNotFit):
            from_table(np.array(table), items, maxima)
    none = np.zeros(0, np.int64)
    with pytest.raises(AnswersDoNotFit):
        Answers(1, np.array([5]), np.array([0]), np.array([1]), ("a",), np.array([1]))
    with pytest.raises(AnswersDoNotFit):
        nothing(grain=7)
    with pytest.raises(AnswersDoNotFit):
        nothing(grain=1) + nothing(grain=1000)
    assert nothing() + gather(Answers(0, none, none, none, (), none)) == nothing()


def test_another_maximum_is_another_version():
    one = gather(from_table(np.ones((1, 1)), ["a"], [1]))
    with pytest.raises(AnswersDoNotFit):
        one + gather(from_table(np.ones((1, 1)), ["a"], [2]))


def test_options_survive_being_stored():
    zeros = np.zeros(2, np.int64)
    answers = Answers(
        1, zeros, np.array([0, 1]), np.array([10**9, 0]), ("a", "b"), np.full(2, 10**9),
        np.array([0]), np.array([1]), (("a", "x"), ("a", "y")),
    )  # fmt: skip
    sums = gather(answers)
    assert sums.items["a"].options["y"].n == 1
    assert load_sums(json.loads(json.dumps(dump_sums(sums)))) == sums


@pytest.mark.parametrize(
    ("asked", "guess"),
    [
        (content.question("q-a"), 1 / 4),
        (content.question("q-a", Kind.TRUE_FALSE, right="benar"), 1 / 2),
        (content.question("q-a", Kind.MULTIPLE, right="a,b"), 1 / 15),
        (content.situation("s-a"), None),
    ],
    ids=lambda each: getattr(each, "kind", ""),
)
def test_a_blind_answer_earns_what_chance_gives(asked, guess):
    assert random_guess(asked) == guess
