"""Shares are told in steps: always true, never so narrow that a few people show."""

from hypothesis import given
from hypothesis import strategies as st

from training.internalization.rules.evidence import Stream
from training.internalization.rules.whole import Whole
from training.reporting.rules.conduct import counted, coverage
from training.reporting.rules.disclosure import edge
from training.reporting.rules.steps import WIDTHS, at_least, band, reading, span, width

K = 10
people = st.integers(K, 3000)
unit = st.floats(0, 1)


@st.composite
def counts(draw):
    n = draw(people)
    return draw(st.integers(0, n)), n


@given(counts())
def test_the_band_holds_the_truth(given_):
    count, n = given_
    told = band(count, n, k=K)
    assert told.low - 1e-6 <= count / n <= told.high + 1e-6


@given(counts())
def test_whoever_is_near_an_end_is_told_alike(given_):
    count, n = given_
    hidden = edge(n)
    if count <= hidden:
        assert band(count, n, k=K) == band(0, n, k=K)
    if n - count <= hidden:
        assert band(count, n, k=K) == band(n, n, k=K)


@given(people)
def test_a_step_holds_at_least_k_people_or_a_quarter(n):
    step = width(n, k=K)
    assert step * n >= K or step == WIDTHS[-1]


@given(people, unit, unit, unit)
def test_an_interval_is_never_narrowed(n, a, b, c):
    low, value, high = sorted((a, b, c))
    told = reading(value, low, high, people=n, k=K)
    assert told.low <= low + 1e-6
    assert told.high >= high - 1e-6
    assert told.low <= told.value <= told.high or told.value in {0.0, 1.0}
    assert told.high - told.low >= width(n, k=K) - 1e-6


@given(counts())
def test_where_everybody_is_assessed_the_estimate_tells_no_more_at_the_ends(given_):
    count, n = given_
    share = count / n
    if count <= edge(n):
        assert reading(share, share, share, people=n, k=K) == reading(0, 0, 0, people=n, k=K)
    if n - count <= edge(n):
        assert reading(share, share, share, people=n, k=K) == reading(1, 1, 1, people=n, k=K)


def test_steps_of_some_units():
    assert [width(n, k=K) for n in (10, 40, 60, 100, 250, 600, 1200)] == [
        0.25, 0.25, 0.20, 0.10, 0.05, 0.02, 0.01,
    ]  # fmt: skip
    assert (band(6, 20, k=K).low, band(6, 20, k=K).high) == (0.25, 0.5)
    assert at_least(44) == 40


@given(counts(), st.integers(0, 3000))
def test_where_everybody_is_assessed_the_estimate_tells_no_more_than_the_floor(given_, other):
    count, n = given_
    same = min(n, other)
    if band(count, n, k=K) == band(same, n, k=K):
        one, two = (reading(c / n, c / n, c / n, people=n, k=K) for c in (count, same))
        assert one == two


@given(counts(), st.integers(0, 3000))
def test_a_dial_tells_no_more_than_the_band_of_its_count(given_, other):
    count, n = given_
    same = min(n, other)
    if band(count, n, k=K) == band(same, n, k=K):
        assert counted(count, n, k=K) == counted(same, n, k=K)


@given(people, unit)
def test_the_number_behind_a_dial_does_not_tell_that_nearly_everybody_is_behind_it(of, share):
    """What the bands of coverage hide would else be read beside the dial: n ≥ 15 of 15 people."""
    nearly = max(K, of - edge(of))
    told = {counted(0, n, k=K, of=of).n for n in range(nearly, of + 1)}
    assert len(told) == 1
    n = max(K, round(share * of))
    assert counted(0, n, k=K, of=of).n <= n


def test_four_five_and_six_of_ten_are_not_told_apart():
    told = {(band(c, 10, k=K), reading(c / 10, c / 10, c / 10, people=10, k=K)) for c in range(11)}
    assert len(told) == 4  # every quarter is one answer, and nothing is finer


@given(st.integers(K, 400))
def test_the_change_of_one_person_mostly_does_not_show(n):
    """Who knows all others learns of the one left only at the few counts where a band ends."""
    moves = sum(band(c, n, k=K) != band(c + 1, n, k=K) for c in range(n))
    assert moves <= 1 / width(n, k=K) - 1


@given(counts())
def test_a_span_holds_the_count_and_at_least_half_of_k_people(given_):
    count, n = given_
    least, most = span(count, n, k=K)
    assert least <= count <= most <= n
    assert most - least + 1 >= (K if n >= 2 * K else K // 2)
    assert (least, most) != (0, n)


@given(counts(), st.booleans())
def test_what_is_told_before_and_after_a_newcomer_leaves_open_what_they_did(given_, did):
    count, n = given_
    before, after = span(count, n, k=K), span(count + did, n + 1, k=K)
    assert before[0] < after[1], "as if the newcomer had surely not"


def test_spans_of_large_units_are_a_hundredth():
    assert span(25, 37, k=K) == (20, 37)
    assert span(6, 14, k=K) == (5, 14)
    assert span(512, 8000, k=K) == (500, 599)


def test_a_stream_of_nobody_is_told_like_one_of_few():
    told = coverage(Whole(roster=40, streams={"K": 3}), k=K).streams
    assert set(told) == {each.value for each in Stream}
    assert set(told.values()) == {band(0, 40, k=K)}
